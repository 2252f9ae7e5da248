"""What is read of surveys: their results, how far they are, what respondents wrote."""
