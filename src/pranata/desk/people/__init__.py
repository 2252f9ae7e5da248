"""Pages about who works at the office: people, units, teams."""
