"""Pages about who works at the office: people (``views``), units, teams, and the people's workbook."""
