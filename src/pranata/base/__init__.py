"""What everybody points at: organization, people, access, flow, audit, seal, files, the look."""
