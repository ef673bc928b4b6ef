"""Questions that give weak evidence of how the work will be done."""

from kitgen.check.findings import Rule
from kitgen.check.texts import shown
from kitgen.check.topics import finds_topics

EVIDENCE = (
    Rule(
        "brainteaser",
        "warning",
        "Brainteasers mostly show who has seen them before, and predict little about the work.",
        "Set a small problem of the work itself.",
        finds_topics("brainteaser", shown, "{topic}: '{found}'"),
    ),
    Rule(
        "self-rating",
        "warning",
        "What people think of themselves is no evidence, and rewards boasting.",
        "Ask for an example of what the candidate did, or set a task that shows it.",
        finds_topics("self-rating", shown, "{topic}: '{found}'"),
    ),
    Rule(
        "weak-topic",
        "warning",
        "Plans for life, the name of a school and spare time predict little about the work, and "
        "favour those with means.",
        "Ask for a piece of work, wherever it was done, or set a task.",
        finds_topics("weak-topic", shown, "asks for {topic}: '{found}'"),
    ),
)
