"""Content-addressed files, reference-counted per office."""
