"""What single fields of a question show: minutes, follow-ups, references, status."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from kitgen.bank.draft import draft_words
from kitgen.bank.load import BankSources, QuestionBank
from kitgen.bank.question import Question
from kitgen.bank.skeleton import unfilled
from kitgen.check.findings import Case, Rule, active, case, each
from kitgen.errors import YamlPath
from kitgen.literals import Kind

# Our own limits, wide: outside them the kind or the minutes are mistaken.
_MINUTES: Mapping[Kind, tuple[int, int]] = MappingProxyType(
    {
        "concept": (3, 20),
        "coding": (10, 60),
        "design": (20, 60),
        "behavioral": (5, 20),
        "situational": (3, 20),
        "project": (10, 45),
        "discussion": (5, 30),
    }
)
_RESOLVABLE = re.compile(r"\barXiv:\d{4}\.\d{4,5}\b|\bISBN[: ]?[\dX -]{10,17}", re.IGNORECASE)


def find_minutes(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield minutes that no question of that kind needs."""
    least, most = _MINUTES[question.kind]
    if "kind" in question.to_write:
        return
    if not least <= question.minutes <= most:
        kind = f"a {question.kind} question"
        yield ("minutes",), f"{question.minutes} minutes for {kind}; {least} to {most} are usual"


def find_few_follow_ups(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield questions with a single follow-up."""
    if len(question.follow_ups) < 2:
        yield ("follow_ups",), "only one follow-up"


def find_drafts(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield questions that nobody has reviewed, with what they lack."""
    if question.status == "draft":
        yield ("status",), draft_words(question)


def find_unfilled(bank: QuestionBank, sources: BankSources) -> Iterator[Case]:
    """Yield the first text of each key that nobody has put in the place of the skeleton's."""
    for question in active(bank):
        first: dict[str | int, YamlPath] = {}
        for place in unfilled(sources.entries[question.id].raw):
            first.setdefault(place[0], place)
        for key, place in first.items():
            yield case(question, sources, f"{key}: still the skeleton's text", *place)


def find_references(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield references with neither DOI nor address, arXiv number or ISBN."""
    for number, reference in enumerate(question.references):
        if not (reference.doi or reference.url or _RESOLVABLE.search(reference.title)):
            yield ("references", number), f"no DOI or address: '{reference.title}'"


def find_unchecked(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield references that nobody has looked up."""
    for number, reference in enumerate(question.references):
        if not reference.checked:
            yield ("references", number, "checked"), f"not looked up: '{reference.title}'"


def find_untranslated_handouts(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield translations without the handout, which may have words."""
    for tag, translation in question.translations.items():
        if question.handout is not None and translation.handout is None:
            yield ("translations", tag), f"no handout in {tag}: the question's own is printed"


FIELDS = (
    Rule(
        "minutes-for-kind",
        "warning",
        "With too few minutes no answer is heard out; with too many, others go unasked.",
        "Correct the minutes or the kind, or split the question.",
        each(find_minutes),
    ),
    Rule(
        "few-follow-ups",
        "note",
        "With one follow-up only, interviewers improvise, and candidates are no longer asked the "
        "same things.",
        "Write another follow-up, with what to listen for.",
        each(find_few_follow_ups),
    ),
    Rule(
        "draft",
        "note",
        "A question that nobody else has read may be wrong; only --drafts lets packs ask it.",
        "Write what it lacks, have it reviewed, then set status: reviewed.",
        each(find_drafts),
    ),
    Rule(
        "unfilled",
        "error",
        "This text says what to write, and nobody has written it; packs do not ask the question.",
        "Write it, or remove the line.",
        find_unfilled,
    ),
    Rule(
        "unresolvable-reference",
        "note",
        "A title alone does not lead to the source.",
        "Add doi: or url:.",
        each(find_references),
    ),
    Rule(
        "unchecked-reference",
        "note",
        "Titles, years and addresses from memory are often wrong.",
        "Look it up, correct it, and remove the line checked: false.",
        each(find_unchecked),
    ),
    Rule(
        "untranslated-handout",
        "note",
        "A candidate who reads another language cannot read the words of this handout.",
        "Translate it; one of code alone needs no translation.",
        each(find_untranslated_handouts),
    ),
)
