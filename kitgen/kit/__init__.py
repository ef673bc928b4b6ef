"""A kit: the frozen plan of one round."""
