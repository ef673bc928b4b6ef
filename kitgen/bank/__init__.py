"""The bank: questions, and the vocabulary that they use."""
