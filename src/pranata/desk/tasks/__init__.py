"""The desk (Meja kerja): what waits for the reader, notices, the calendar, dispositions, words to pass on."""
