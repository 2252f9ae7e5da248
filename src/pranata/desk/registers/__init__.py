"""The staff pages of all registers: list, one row, form, workbook."""
