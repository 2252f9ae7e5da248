"""Every write to standards, their reviews, and the pledge; services are written as rows of their register."""
