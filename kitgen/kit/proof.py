"""Reads a kit's Markdown before it is set, so that a fault is named by question and field."""

from collections.abc import Iterator

from kitgen.errors import BadRequest
from kitgen.kit.kit import Kit, KitQuestion
from kitgen.render.markdown import MarkdownFault, to_html, to_inline_html


def proofread(kit: Kit) -> None:
    """Raise BadRequest with every Markdown fault of the kit's questions and scripts."""
    faults = [
        f"question '{question.id}', {field}: {fault}"
        for question in kit.questions
        for field, fault in _question_faults(question)
    ]
    for name, script in kit.scripts.model_dump().items():
        faults += [f"{name} script: {fault}" for fault in _faults(script, inline=False)]
    if faults:
        raise BadRequest("\n".join(faults))


def _question_faults(question: KitQuestion) -> Iterator[tuple[str, str]]:
    for field, text in (
        ("prompt", question.prompt),
        ("handout", question.handout or ""),
        ("answer", question.answer),
    ):
        yield from ((field, fault) for fault in _faults(text, inline=False))
    for field, text in _lines(question):
        yield from ((field, fault) for fault in _faults(text, inline=True))


def _lines(question: KitQuestion) -> Iterator[tuple[str, str]]:
    yield from (("key_points", point.point) for point in question.key_points)
    for follow_up in question.follow_ups:
        yield from (("follow_ups", text) for text in (follow_up.ask, follow_up.listen_for))
    yield from (("signals", text) for text in (*question.signals.strong, *question.signals.weak))
    yield from (("rubric", text) for text in question.anchors.values())


def _faults(text: str, *, inline: bool) -> Iterator[str]:
    try:
        to_inline_html(text) if inline else to_html(text)
    except MarkdownFault as fault:
        yield str(fault)
