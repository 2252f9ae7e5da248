"""Every write of requests of data subjects, from the door to the decision."""
