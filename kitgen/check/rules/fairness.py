"""Keeps out of the questions, and of the ratings, what must not decide."""

from kitgen.check.findings import Rule
from kitgen.check.texts import rated, shown
from kitgen.check.topics import finds_topics

FAIRNESS = (
    Rule(
        "protected-topic",
        "error",
        "What law or fairness keeps out of a decision must not be asked: race, religion, sex, "
        "family, age, health, origin and the like. Which of them is law differs by place.",
        "Ask for the ability the work needs, in the same words for everybody.",
        finds_topics("protected-topic", shown, "asks for {topic}: '{found}'"),
    ),
    Rule(
        "rated-trait",
        "warning",
        "A rating of accent, age, looks or likeness lets in what the questions keep out.",
        "Write what was said or done that shows the competency.",
        finds_topics("rated-trait", rated, "rates {topic}: '{found}'"),
    ),
)
