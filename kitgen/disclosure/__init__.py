"""Whether a finished file gives away what only interviewers may see, by its bytes alone."""
