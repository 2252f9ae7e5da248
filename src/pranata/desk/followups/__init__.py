"""The staff pages of follow-ups (Tindak Lanjut): list, one of them, its evidence, its workbook."""
