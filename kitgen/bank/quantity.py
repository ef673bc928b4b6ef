"""What rows of blueprints may add up and average: minutes, difficulty, a bank's attributes."""

from kitgen.bank.question import Question

# The attributes that every question has; a bank may define others.
MINUTES, DIFFICULTY = "minutes", "difficulty"


def number_of(question: Question, attribute: str) -> float | None:
    """Return the minutes of a question, its difficulty, or an attribute of the bank, if given."""
    if attribute == MINUTES:
        return question.minutes
    if attribute == DIFFICULTY:
        return question.difficulty
    return question.attributes.get(attribute)
