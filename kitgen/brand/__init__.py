"""What makes a look a company's own: colours, type and lengths as tokens, contrast, logo."""
