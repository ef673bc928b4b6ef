"""A document in, bytes out: the template decides the content once, a format only its looks."""
