"""What only the whole bank can show: idle competencies, near-duplicates, dead enemies."""

from collections.abc import Iterator
from itertools import combinations

from kitgen.bank.enemies import are_enemies
from kitgen.bank.load import BankSources, QuestionBank
from kitgen.check.findings import Hit, Rule, active, hit
from kitgen.check.words import content

# Half the words: unlike questions of the built-in bank share under a quarter.
_ALIKE = 0.5


def find_idle_competencies(bank: QuestionBank, places: BankSources) -> Iterator[Hit]:
    """Yield competencies of the bank's own vocabulary that no question shows."""
    shown = {c for question in active(bank) for c in question.competencies}
    for source in places.vocabularies:
        for number, competency in enumerate(source.value["competencies"]):
            if competency["id"] not in shown:
                message = f"no question shows '{competency['id']}'"
                issue = source.issue(("competencies", number), message)
                yield Hit(competency["id"], issue)


def find_near_duplicates(bank: QuestionBank, places: BankSources) -> Iterator[Hit]:
    """Yield questions whose prompt shares most words with another's, enemies left out.

    Alike is the share of stems in both prompts among those in either (Jaccard index).
    """
    for one, other in combinations(active(bank), 2):
        alike = _jaccard(content(one.prompt), content(other.prompt))
        if alike >= _ALIKE and not are_enemies(one, other):
            message = f"nearly the same prompt as '{one.id}' ({alike:.0%} of the words)"
            yield hit(other, places, message, "prompt")


def find_dead_enemies(bank: QuestionBank, places: BankSources) -> Iterator[Hit]:
    """Yield enemies that no loop could bring together."""
    for question in active(bank):
        for number, name in enumerate(question.enemies):
            enemy = bank.question(name)
            if enemy.status == "retired":
                message = f"'{name}' is retired"
            elif not set(question.seniority) & set(enemy.seniority):
                message = f"'{name}' suits no seniority that this question suits"
            else:
                continue
            yield hit(question, places, message, "enemies", number)


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    small, large = sorted((len(one), len(other)))
    if not small or small < _ALIKE * large:
        return 0.0
    return len(one & other) / len(one | other)


BANK_RULES = (
    Rule(
        "idle-competency",
        "warning",
        "A role that weighs this competency could not be filled.",
        "Add a question for it, or remove it from the vocabulary.",
        find_idle_competencies,
    ),
    Rule(
        "near-duplicate",
        "warning",
        "One loop may ask the same thing twice, and one leak spoils both.",
        "Retire one, or name one among the other's enemies.",
        find_near_duplicates,
    ),
    Rule(
        "dead-enemy",
        "warning",
        "The two never meet, so the line does nothing; perhaps another id was meant.",
        "Remove the id, or name the question that was meant.",
        find_dead_enemies,
    ),
)
