"""Fields of an HTML file: to tick and to type in, and buttons to save what was filled in."""

from collections import Counter
from pathlib import Path

from lxml.html import HtmlElement, builder

from kitgen.render.fields import FIELD, Field, field_of, marked
from kitgen.words import Words

_SCRIPT = Path(__file__).parent / "filling.js"
_ROOM = ("td", "dd")  # what has the room to type in, and is more than that


def let_fill(root: HtmlElement, words: Words) -> str | None:
    """Make the fields of a page work, if it has any; return the script that does."""
    found = [(node, field_of(node)) for node in marked(root)]
    if not found:
        return None
    places: Counter[tuple[str, str]] = Counter()
    for node, field in found:
        places[field.name, field.value] += 1
        if field.kind in ("choice", "tick"):
            _box(node, field, places[field.name, field.value])
        elif not field.text:
            _text(node, field)
        node.attrib.pop("data-tip")
    body = root.find("body")
    body.insert(0, _buttons(words))
    script = builder.SCRIPT()
    script.text = text = _SCRIPT.read_text(encoding="utf-8")
    body.append(script)
    return text


def _box(node: HtmlElement, field: Field, place: int) -> None:
    """Make a box to tick; choices exclude others in their place, the script those elsewhere."""
    node.tag, node.text = "input", None
    node.attrib.update({"title": field.tip, "aria-label": field.tip, "type": "checkbox"})
    if field.kind == "choice":
        node.attrib.update({"type": "radio", "name": f"{field.name} {place}"})


def _text(node: HtmlElement, field: Field) -> None:
    typed = node
    if node.tag in _ROOM:
        typed = builder.DIV()
        typed.set(FIELD, node.attrib.pop(FIELD))
        node.append(typed)
    typed.attrib.update(
        {
            "contenteditable": "plaintext-only",
            "role": "textbox",
            "title": field.tip,
            "aria-label": field.tip,
        }
    )
    if field.kind == "lines":
        typed.set("aria-multiline", "true")


def _buttons(words: Words) -> HtmlElement:
    save = builder.BUTTON(words.filling.save, type="button", id="save")
    file = builder.INPUT(type="file", id="open", accept=".json")
    return builder.P(save, " ", builder.LABEL(f"{words.filling.open} ", file), {"class": "tools"})
