"""What writes beside the registers: the rounds that ask addresses."""
