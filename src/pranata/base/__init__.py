"""What everybody points at: organisation, people, access, audit, seal, files, the look."""
