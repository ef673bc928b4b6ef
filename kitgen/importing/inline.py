"""HTML, links and pictures in a sentence → what kitgen's Markdown has for them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from kitgen.importing.parsing import Construct, References, parse

# Tags that Markdown has a sign for, and those that it has as they are.
_SIGNS = {
    **dict.fromkeys(("b", "strong"), "**"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "*"),
}
_CODE = {"code", "tt", "kbd", "samp"}
_AS_THEY_ARE = {"sub", "sup"}
_UNCHANGED = {"<br>", "<sub>", "</sub>", "<sup>", "</sup>"}
_WITHOUT_END = {"br", "img", "wbr", "hr", "input", "source"}
_APART = {"p", "div", "center", "li", "td", "th", "hr"}  # they separate words


@dataclass(frozen=True, slots=True)
class Edit:
    """What takes the place of a part of a text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """A text as drafts have it, and what was changed or left out: words for the report."""

    text: str
    changed: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of HTML: its name, with a slash before it where it closes, and its attributes."""

    name: str
    attributes: dict[str, str]


class _TagReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tag = Tag("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tag = Tag(tag, {name: value or "" for name, value in attrs})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.tag = Tag(f"/{tag}", {})


def read_tag(raw: str) -> Tag:
    """Return the tag that a text is; one without a name for a comment."""
    reader = _TagReader()
    reader.feed(raw)
    return reader.tag


def written(text: str, references: References | None = None) -> Written:
    """Return the text of a paragraph, heading or table in the Markdown of drafts."""
    constructs = parse(text, references, has_html_blocks=False).constructs
    html = [c for c in constructs if c.name == "html" and c.raw not in _UNCHANGED]
    edits = list(_html_edits(text, html))
    changed: list[str] = []
    dropped: list[str] = []
    for construct in html:
        if construct.raw.startswith(("<!", "<?")):
            dropped.append(f"comment: {construct.raw}")
        elif not construct.raw.startswith("</"):
            changed.append(html_note(construct.raw))
    for construct, edit in _address_edits(constructs, text):
        edits.append(edit)
        changed.append(f"{construct.name} written differently: {construct.raw}")
    return Written(_applied(text, edits), tuple(changed), tuple(dropped))


def _address_edits(constructs: Sequence[Construct], text: str) -> Iterator[tuple[Construct, Edit]]:
    for construct in constructs:
        edit = None if construct.name == "html" else _address_edit(construct, text)
        if edit:
            yield construct, edit


def html_note(raw: str) -> str:
    """Return the words of the report for a tag, its end included."""
    tag = read_tag(raw)
    end = "" if tag.name in _WITHOUT_END else f"…</{tag.name}>"
    return f"HTML made Markdown: {raw}{end}"


def _applied(text: str, edits: Sequence[Edit]) -> str:
    """Return the text with its edits; of two at one place, the wider one."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if edit.start >= at:
            parts += [text[at : edit.start], edit.text]
            at = edit.end
    return "".join([*parts, text[at:]])


def _html_edits(text: str, tags: Sequence[Construct]) -> Iterator[Edit]:
    opened: list[tuple[Construct, Tag]] = []
    for found in tags:
        tag = read_tag(found.raw)
        name = tag.name.lstrip("/")
        if tag.name.startswith("/"):
            begun = next((pair for pair in reversed(opened) if pair[1].name == name), None)
            if begun is None:
                yield Edit(found.start, found.end, "")
                continue
            opened.remove(begun)
            yield from _pair_edits(text, *begun, found)
        elif name in _WITHOUT_END:
            yield Edit(found.start, found.end, _alone(tag))
        else:
            opened.append((found, tag))
    for found, _ in opened:
        yield Edit(found.start, found.end, "")


def _alone(tag: Tag) -> str:
    if tag.name == "img":
        return picture(tag.attributes.get("alt", ""), tag.attributes.get("src", ""))
    return {"br": "<br>", "wbr": ""}.get(tag.name, " ")


def _pair_edits(text: str, opening: Construct, tag: Tag, closing: Construct) -> Iterator[Edit]:
    inside = text[opening.end : closing.start]
    if tag.name in _CODE and (code := _as_code(inside)):
        yield Edit(opening.start, closing.end, code)
        return
    before, after = _signs(tag) if inside.strip() else ("", "")
    if before in {"*", "**"}:
        yield from _next_to_words(text, opening, closing, before)
    else:
        yield Edit(opening.start, opening.end, before)
        yield Edit(closing.start, closing.end, after)


def _as_code(inside: str) -> str:
    """Return text between tags of code as code; empty where it has other tags or back quotes."""
    code = " ".join(unescape(inside).split())
    return f"`{code}`" if code and "<" not in inside and "`" not in code else ""


def _signs(tag: Tag) -> tuple[str, str]:
    """Return what Markdown has before and after the words of a tag."""
    address = tag.attributes.get("href", "")
    if tag.name in _SIGNS:
        return _SIGNS[tag.name], _SIGNS[tag.name]
    if tag.name in _AS_THEY_ARE:
        return f"<{tag.name}>", f"</{tag.name}>"
    if tag.name == "a" and leads_somewhere(address):
        return "[", f"]({_destination(address)})"
    return (" ", " ") if tag.name in _APART else ("", "")


def _next_to_words(text: str, opening: Construct, closing: Construct, sign: str) -> Iterator[Edit]:
    """Put a sign next to the words: `<b> so</b>` is ` **so**`."""
    first = opening.end + len(text[opening.end :]) - len(text[opening.end :].lstrip())
    last = len(text[: closing.start].rstrip())
    yield Edit(opening.start, first, text[opening.end : first] + sign)
    yield Edit(last, closing.end, sign + text[last : closing.start])


def _address_edit(construct: Construct, text: str) -> Edit | None:
    """Return how a link or picture is written instead, or None where it stays as it is."""
    label = text[construct.start : construct.label_end]
    if construct.name == "image":
        words = label.removeprefix("![")
        if words.strip() and construct.is_written_out and " " not in construct.target:
            return None
        return Edit(construct.start, construct.end, picture(words, construct.target))
    if leads_somewhere(construct.target):
        if construct.is_written_out:
            return None
        address = f"]({_destination(construct.target)})"
        return Edit(construct.label_end, construct.end, address)
    words = label.removeprefix("[")
    where = unquote(construct.target)
    if where.startswith("#") or not where.strip() or where in words:
        return Edit(construct.start, construct.end, words)
    return Edit(construct.start, construct.end, f"{words} ({_typed_address(where)})")


def leads_somewhere(address: str) -> bool:
    """Tell whether paper can name an address: a page of the web, or one to write to."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return (parts.scheme in {"http", "https"} and bool(parts.hostname)) or parts.scheme == "mailto"


def picture(words: str, address: str) -> str:
    """Return the Markdown of a picture; one without words is called like its file."""
    name = PurePosixPath(unquote(urlsplit(address).path if "://" in address else address)).stem
    shown = " ".join(words.split()) or re.sub(r"[\W_]+", " ", name).strip() or "picture"
    if not address:
        return shown
    return f"![{shown.replace('[', '(').replace(']', ')')}]({_destination(address)})"


def _destination(address: str) -> str:
    """Return an address as a link has it: in angle brackets where it has brackets or spaces."""
    bare = re.sub(r"[\x00-\x1f<>]", "", address.strip())
    return f"<{bare}>" if re.search(r"[\s()\\]", bare) else bare


def _typed_address(address: str) -> str:
    return f"`{address}`" if re.search(r"[*_<>$\[\]\\]", address) else escape(address, quote=False)
