"""A month of a plan as one sheet: written and handed in row by row, verified together, by grid, paste or workbook."""
