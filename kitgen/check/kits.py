"""What a change by hand may have left behind in a kit that loads: each is worth a look."""

import re
from collections.abc import Iterator
from pathlib import Path

from kitgen.check.findings import Finding, Rule
from kitgen.check.rules.bar import BAR_ODDS, odds
from kitgen.check.rules.rubric import SAME_ANCHORS, lower_like
from kitgen.errors import YamlPath
from kitgen.files.source import read
from kitgen.kit.kit import Kit
from kitgen.kit.load import kit_in
from kitgen.kit.question import KitQuestion
from kitgen.words import Words, words_in

# No kit asks more. One is left out: 'one question at a time' counts nothing.
_COUNTS = range(2, 31)

STALE_SCRIPT = Rule(
    "stale-script",
    "warning",
    "The script is read aloud, and promises minutes or a number of questions that the kit has no "
    "longer.",
    "Correct the number in the script, or the minutes.",
    lambda bank, sources: (),
)

Place = tuple[YamlPath, str]


def kit_findings(file: Path, words: Words) -> Iterator[Finding]:
    """Yield what is doubtful in a kit file that loads; `words` are those its scripts have."""
    source = read(file)
    kit = kit_in(source)
    for place, message in stale_numbers(kit, words_in(kit.language, words)):
        yield Finding(STALE_SCRIPT, source.issue(place, message), kit.id)
    for number, question in enumerate(kit.questions):
        for rule, (place, message) in _rubric_faults(kit, question):
            yield Finding(rule, source.issue(("questions", number, *place), message), question.id)


def stale_numbers(kit: Kit, words: Words) -> Iterator[Place]:
    """Yield the scripts, by their places, that promise what is not so."""
    for name, script in dict(kit.scripts).items():
        text = " ".join(script.split())
        yield from ((("scripts", name), message) for message in _stale_minutes(kit, text, words))
        yield from ((("scripts", name), message) for message in _stale_counts(kit, text, words))


def _stale_minutes(kit: Kit, text: str, words: Words) -> Iterator[str]:
    round_ = kit.round
    known = {round_.minutes, round_.opening, round_.closing, kit.closing_minutes}
    forms = "|".join(re.escape(form).replace(r"\{n\}", r"(\d+)") for form in words.counts.minute)
    for found in re.finditer(rf"(?<!\w)(?:{forms})(?!\w)", text):
        minutes = int(next(group for group in found.groups() if group))
        if minutes not in known:
            yield (
                f"promises {found[0]}: the round has {round_.minutes}, "
                f"and its questions leave {kit.closing_minutes} for the closing"
            )


def _stale_counts(kit: Kit, text: str, words: Words) -> Iterator[str]:
    count = len(kit.questions)
    for other in _COUNTS:
        promised = words.questions_aloud(other)
        if other != count and re.search(rf"(?<!\w){re.escape(promised)}(?!\w)", text):
            yield f"promises {promised}, and the kit has {words.questions_aloud(count)}"


def _rubric_faults(kit: Kit, question: KitQuestion) -> Iterator[tuple[Rule, Place]]:
    for level in question.anchors:
        found = lower_like(question.anchors, level)
        if found and found[1]:
            message = f"levels {found[0]} and {level} have the same anchor"
            yield SAME_ANCHORS, (("anchors", level), message)
    needed = [point.needed for point in question.key_points]
    needed += [follow_up.needed for follow_up in question.follow_ups]
    unlikely = odds(kit.scale, sum(needed)) if kit.scale.rule else None
    if unlikely:
        yield BAR_ODDS, (("key_points",), unlikely)
