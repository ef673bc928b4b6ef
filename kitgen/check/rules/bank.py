"""What only the whole bank can show: idle competencies, near-duplicates, dead enemies."""

from collections import Counter
from collections.abc import Iterator

from kitgen.bank.enemies import are_enemies
from kitgen.bank.load import BankSources, QuestionBank
from kitgen.bank.replaced import replaced_terms
from kitgen.check.findings import Case, Rule, active, case, written
from kitgen.check.similar import similar_pairs
from kitgen.check.words import content

# Half the words: unlike questions of the built-in bank share under a quarter.
ALIKE = 0.5


def find_idle_competencies(bank: QuestionBank, sources: BankSources) -> Iterator[Case]:
    """Yield competencies of the bank's own vocabulary that no question shows."""
    shown = {c for question in active(bank) for c in question.competencies}
    for located in sources.vocabularies:
        for number, competency in enumerate(located.vocabulary.competencies or ()):
            if competency.id not in shown:
                message = f"no question shows '{competency.id}'"
                yield Case(competency.id, located.issue(message, "competencies", number))


def find_idle_cases(bank: QuestionBank, sources: BankSources) -> Iterator[Case]:
    """Yield cases of the bank's own vocabulary about which too few questions can be asked."""
    asked = Counter(question.case for question in active(bank))
    for located in sources.vocabularies:
        for number, named in enumerate(located.vocabulary.cases):
            have, least = asked[named.id], named.at_least or 1
            if have < least:
                wanted = f", and at_least asks for {least}" if have else ""
                message = f"{_questions(have)} about the case '{named.id}'{wanted}"
                yield Case(named.id, located.issue(message, "cases", number))


def _questions(number: int) -> str:
    if number < 2:
        return "1 question is" if number else "no question is"
    return f"{number} questions are"


def find_near_duplicates(bank: QuestionBank, sources: BankSources) -> Iterator[Case]:
    """Yield questions whose prompt shares most words with another's, enemies left out."""
    questions = written(bank, "prompt")
    stems = [content(question.prompt) for question in questions]
    for earlier, later, alike in similar_pairs(stems, ALIKE):
        one, other = questions[earlier], questions[later]
        if not are_enemies(one, other):
            message = f"nearly the same prompt as '{one.id}' ({alike:.0%} of the words)"
            yield case(other, sources, message, "prompt")


def find_dead_enemies(bank: QuestionBank, sources: BankSources) -> Iterator[Case]:
    """Yield enemies that no loop could bring together."""
    by_id = {question.id: question for question in bank.questions}
    for question in active(bank):
        for number, name in enumerate(question.enemies):
            enemy = by_id[name]
            if enemy.status == "retired":
                yield case(question, sources, f"'{name}' is retired", "enemies", number)
            elif not set(question.seniority) & set(enemy.seniority):
                message = f"'{name}' suits no seniority that this question suits"
                yield case(question, sources, message, "enemies", number)


def find_replaced(bank: QuestionBank, sources: BankSources) -> Iterator[Case]:
    """Yield terms and questions that take the place of those of an earlier folder."""
    for issue in replaced_terms(sources.vocabularies):
        yield Case("vocabulary", issue)
    for name, earlier in sources.overridden.items():
        there = earlier.issue("", "id")
        message = f"'{name}' replaces the question at {there.file}:{there.line}"
        yield case(bank.question(name), sources, message, "override")


BANK_RULES = (
    Rule(
        "idle-competency",
        "warning",
        "A role that weighs this competency could not be filled.",
        "Add a question for it, or remove it from the vocabulary.",
        find_idle_competencies,
    ),
    Rule(
        "idle-case",
        "warning",
        "No loop can use this case.",
        "Write questions with this `case`, lower its at_least, or remove it.",
        find_idle_cases,
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
    Rule(
        "replaced",
        "note",
        "Of the folders under banks: the later one counts, so what it replaces is used nowhere.",
        "Nothing, if that is what you want; otherwise use another id.",
        find_replaced,
    ),
)
