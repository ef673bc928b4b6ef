"""A role: whom to hire, and the rounds of the loop that find out."""
