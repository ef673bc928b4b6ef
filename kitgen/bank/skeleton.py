"""Questions to fill in: a skeleton for each sort of task, and texts that nobody replaced."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from string import Template
from types import MappingProxyType

from kitgen.bank.content import SKELETONS
from kitgen.bank.vocabulary import Scale
from kitgen.errors import YamlPath
from kitgen.files.dump import scalar
from kitgen.files.layers import leaves
from kitgen.files.source import read
from kitgen.literals import KINDS, Kind

# Kinds whose questions look different; all others begin with the skeleton of a concept question.
_FILES: Mapping[str, str] = MappingProxyType(
    {"behavioral": "behavioral.yaml", "project": "behavioral.yaml", "coding": "coding.yaml"}
)
_OTHERS = "concept.yaml"
# What is heard at a level, by its place: the lowest, up to the bar, at the bar, above it.
_LOWEST = "What is heard when fewer than half of what is needed is there"
_BELOW = "What is heard when too much is missing, in words that only fit this question"
_AT_BAR = "All that is needed, as it would be heard"
_ABOVE = "What goes beyond the bar, as it would be heard"
# Texts of the skeletons that fit many questions as they are.
USABLE = frozenset(
    {
        "What was your own part, and what did others do?",
        "How did you know that it had worked?",
        "What they do differently since",
        "What would you test first?",
    }
)


@dataclass(frozen=True, slots=True)
class Terms:
    """What skeletons take from the bank: values to choose from, and the levels to describe."""

    seniorities: Sequence[str]
    competencies: Sequence[str]
    scale: Scale


def question_skeleton(question_id: str, title: str, kind: Kind, main: str, terms: Terms) -> str:
    """Return a question to fill in: a draft that loads as it is, `main` being its competency."""
    file = SKELETONS / _FILES.get(kind, _OTHERS)
    return Template(file.read_text(encoding="utf-8")).substitute(
        id=scalar(question_id),
        title=scalar(title),
        kind=kind,
        kinds=", ".join(KINDS),
        seniorities=", ".join(map(scalar, terms.seniorities)),
        competency=scalar(main),
        competencies=", ".join(terms.competencies) or "none yet; a name makes one",
        anchors="".join(_anchors(terms.scale)),
    )


def unfilled(value: object) -> tuple[YamlPath, ...]:
    """Return the places of a question, as its file has it, that have the text of a skeleton."""
    known = _placeholders()
    if not _may_have(value, _begins()):
        return ()
    return tuple(
        place for place, text in leaves(value) if isinstance(text, str) and _words(text) in known
    )


@cache
def _begins() -> frozenset[tuple[str, ...]]:
    return frozenset(map(_begin, _placeholders()))


def _may_have(value: object, begins: Set[tuple[str, ...]]) -> bool:
    """Tell whether a text of a value begins in one of these ways; most questions have none."""
    if isinstance(value, str):
        return _begin(value) in begins
    if not isinstance(value, Mapping | tuple):
        return False
    for part in value.values() if isinstance(value, Mapping) else value:
        if _may_have(part, begins):
            return True
    return False


def _begin(text: str) -> tuple[str, ...]:
    return tuple(text.split(None, 4)[:4])


@cache
def _placeholders() -> frozenset[str]:
    """Return the texts of all skeletons that somebody must replace."""
    texts = {_LOWEST, _BELOW, _AT_BAR, _ABOVE}
    for file in sorted(SKELETONS.glob("*.yaml")):
        question = read(file).value[0]
        texts |= {text for place, text in leaves(question) if _is_written(place, text)}
    return frozenset(map(_words, texts - USABLE))


def _is_written(place: YamlPath, text: object) -> bool:
    """Tell whether a text of a skeleton is one that people write, and no blank or name."""
    of_one_word = place[0] in {"id", "title", "kind", "seniority", "competencies", "status"}
    return isinstance(text, str) and not of_one_word and not text.startswith("$")


def _words(text: str) -> str:
    """Return a text without its line ends, which editors move."""
    return " ".join(text.split())


def _anchors(scale: Scale) -> Iterable[str]:
    for level in scale.levels:
        if level.anchored:
            yield f"\n      {level.value}: {_anchor(scale, level.value)}"


def _anchor(scale: Scale, value: int) -> str:
    if value == scale.levels[0].value:
        return _LOWEST
    if value < scale.bar:
        return _BELOW
    return _AT_BAR if value == scale.bar else _ABOVE
