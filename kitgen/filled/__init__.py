"""Forms that were filled in: PDF, Word or saved from HTML → ratings, evidence, verdict."""
