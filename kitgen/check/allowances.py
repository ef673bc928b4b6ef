"""Rules that a question switches off with `allow:`, and the faults of doing so."""

from collections.abc import Iterator, Sequence

from kitgen.bank.load import BankSources, QuestionBank
from kitgen.bank.question import Question
from kitgen.check.findings import Case, Rule, active, case
from kitgen.errors import quote, suggest


def allowed(bank: QuestionBank) -> frozenset[tuple[str, str]]:
    """Return question id and rule id of every rule switched off."""
    return frozenset((question.id, rule) for question in bank.questions for rule in question.allow)


def unknown_rule(rules: Sequence[Rule]) -> Rule:
    """Return the rule that finds allowances for rules that are not there."""
    names = tuple(rule.id for rule in rules)

    def find(bank: QuestionBank, sources: BankSources) -> Iterator[Case]:
        for question, name in _switched_off(bank):
            if name not in names:
                message = f"unknown rule {quote(name)}{suggest(name, names)}"
                yield case(question, sources, message, "allow", name)

    return Rule(
        "unknown-rule",
        "warning",
        "An unknown id under allow switches nothing off.",
        "Use the id as `kitgen check` prints it.",
        find,
    )


def idle_allowance(rules: Sequence[Rule]) -> Rule:
    """Return the rule that finds allowances that the question does not need."""

    def find(bank: QuestionBank, sources: BankSources) -> Iterator[Case]:
        switched_off = tuple(_switched_off(bank))
        for rule in rules:
            asking = [question for question, name in switched_off if name == rule.id]
            needed = {found.subject for found in rule.find(bank, sources)} if asking else set()
            for question in asking:
                if question.id not in needed:
                    message = f"'{rule.id}' finds nothing here"
                    yield case(question, sources, message, "allow", rule.id)

    return Rule(
        "idle-allowance",
        "note",
        "This exception no longer matches anything; left in place it would hide the next real "
        "finding.",
        "Remove the line.",
        find,
    )


def _switched_off(bank: QuestionBank) -> Iterator[tuple[Question, str]]:
    return ((question, name) for question in active(bank) for name in question.allow)
