"""The kinds of work that recur; an engine knows no area of change."""
