"""A rendered document: its HTML and its tree, parsed once and checked once, for every format."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree, html
from lxml.html import HtmlElement

from kitgen.errors import TemplateFault, suggest
from kitgen.render.direction import set_directions
from kitgen.render.fields import misplaced, with_fields, without_fields
from kitgen.render.markup import (
    ATTRIBUTES,
    CLASSES,
    CONTENT,
    NEEDED,
    REQUIRED,
    TEXT,
    classes,
)
from kitgen.render.maths import MATHS, FormulaFault, speech
from kitgen.unseen import UNSEEN, has_unseen, refusal

# What libxml2 reads as space between elements, and so as no text.
_SPACE = " \t\n\r\f"
# Formats walk a document by calls within calls, of which Python allows some hundreds.
_DEPTH = 60
_TOO_DEEP = "/*" * (_DEPTH + 2)
# Markdown checks the equations that it makes, and a meta element is shown nowhere.
_UNMARKED = MATHS | {"meta"}
# Words for signs of formulas, by the language that they are words of.
Signs = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Document:
    """A document in the closed vocabulary; a format that changes the tree copies it first."""

    tree: HtmlElement
    html: str

    @classmethod
    def of(
        cls, text: str, template: str, signs: Signs | None = None, *, fillable: bool = False
    ) -> "Document":
        """Parse what a template rendered; comments are dropped, so that no reader gets them.

        Formulas get their words in the language of the text that they are in; `signs` are the
        words for some signs, by language. What is marked to be filled in stays so if `fillable`.
        Raises TemplateFault, naming the template, for anything that the formats do not know.
        """
        tree = _parsed(text, template)
        fault = next(_faults(tree), None)
        if fault:
            raise TemplateFault(f"{template}: {fault}")
        _speak(tree, signs or {})
        set_directions(tree)
        (with_fields if fillable else without_fields)(tree)
        # Written from the tree, so that HTML shows what was checked and nothing else.
        return cls(tree, written(tree))

    @property
    def body(self) -> HtmlElement:
        """The body, with a header and a footer."""
        return self.tree.find("body")

    @property
    def title(self) -> str:
        """The title."""
        return str(self.tree.findtext("head/title")).strip()

    @property
    def language(self) -> str:
        """The language, as in `en-GB`."""
        return str(self.tree.get("lang"))


def written(tree: HtmlElement) -> str:
    """Return a tree as the text of an HTML file."""
    return str(html.tostring(tree, encoding="unicode", doctype="<!doctype html>"))


def _parsed(text: str, template: str) -> HtmlElement:
    parser = html.HTMLParser(remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text, parser=parser)
    except etree.ParserError:
        raise TemplateFault(f"{template}: the template renders nothing") from None


def _speak(tree: HtmlElement, signs: Signs) -> None:
    """Give each formula its words, which a screen reader reads."""
    for maths in tree.iter("math"):
        latex, display = str(maths.get("data-latex")), maths.get("display") == "block"
        spoken = language_of(maths)
        known = signs.get(spoken, {})
        maths.set("alttext", speech(latex, display=display, language=spoken, signs=known))


def language_of(element: HtmlElement) -> str:
    """Return the language of an element: its own, or that of the nearest around it."""
    return str(element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)"))


def _faults(tree: HtmlElement) -> Iterator[str]:
    """Yield what is wrong with a document, in reading order."""
    yield from _skeleton_faults(tree)
    # All are kept for the time being: lxml makes an element anew for each look at one.
    for element in list(tree.iter(etree.Element)):
        if element.tag not in CONTENT:
            yield _outside(f"element <{element.tag}>") + suggest(str(element.tag), CONTENT)
            continue
        if element.tag not in _UNMARKED:
            yield from _class_faults(element)
            yield from _attribute_faults(element)
        children = list(element)
        yield from _child_faults(element, children)
        yield from _text_faults(element, children)
        if element.tag == "math":
            yield from _formula_faults(element)


def _outside(what: str) -> str:
    return f"{what} is not in the vocabulary of templates"


def _skeleton_faults(tree: HtmlElement) -> Iterator[str]:
    """Yield what each format needs and this document lacks."""
    if not tree.get("lang"):
        yield "<html> has no attribute 'lang'"
    if tree.xpath(_TOO_DEEP):
        yield f"elements are nested more than {_DEPTH} deep"
    for path in ("html/head", "html/body", "head/title", "body/header", "body/footer"):
        place, name = path.split("/")
        if len(tree.xpath(f"//{path}")) != 1:
            yield f"<{place}> needs one <{name}>"


def _class_faults(element: HtmlElement) -> Iterator[str]:
    for name in classes(element):
        if name not in CLASSES:
            yield _outside(f"class '{name}'") + suggest(name, CLASSES)
        elif name in NEEDED and NEEDED[name] not in element.attrib:
            yield f"class '{name}' needs the attribute {NEEDED[name]}"


def _attribute_faults(element: HtmlElement) -> Iterator[str]:
    for name, value in element.attrib.items():
        if name not in ATTRIBUTES:
            yield _outside(f"attribute '{name}' of <{element.tag}>")
        elif not ATTRIBUTES[name].allows(value):
            yield f"{name}='{value}' of <{element.tag}>: expected {ATTRIBUTES[name].expected}"
    for name in REQUIRED.get(str(element.tag), ()):
        if name not in element.attrib:
            yield f"<{element.tag}> needs the attribute {name}"
    if fault := misplaced(element):
        yield f"<{element.tag}> with data-field: {fault}"


def _formula_faults(element: HtmlElement) -> Iterator[str]:
    """Yield a fault for a formula that Markdown did not make: it has no LaTeX to be drawn from."""
    latex, display = element.get("data-latex"), element.get("display") == "block"
    try:
        is_made = bool(latex) and bool(speech(latex, display=display, language="en", signs={}))
    except FormulaFault:
        is_made = False
    if not is_made:
        yield "<math> is written by Markdown alone: write $…$ in a text that is Markdown"


def _child_faults(element: HtmlElement, children: Sequence[HtmlElement]) -> Iterator[str]:
    """Yield what an element contains and cannot, and what it lacks."""
    tag, tags = str(element.tag), [str(child.tag) for child in children]
    for child in tags:
        if child not in CONTENT[tag] and child in CONTENT:
            yield f"<{child}> has no place in <{tag}>"
    yield from _lacking(element, tag, tags)


def _lacking(element: HtmlElement, tag: str, children: Sequence[str]) -> Iterator[str]:
    """Yield what an element needs and does not contain."""
    if tag == "dl" and children != ["dt", "dd"] * (len(children) // 2):
        yield "<dl> needs pairs of <dt> and <dd>"
    if tag == "figure" and children not in (["img"], ["img", "figcaption"]):
        yield "<figure> needs one <img>, which a <figcaption> may follow"
    if tag == "table" and not element.xpath(".//tr/*"):
        yield "<table> has no cells"


def _text_faults(element: HtmlElement, children: Sequence[HtmlElement]) -> Iterator[str]:
    """Yield what no XML file may contain, and text of an element that leaves all to its parts."""
    after = [child.tail for child in children if child.tail]
    words = "".join((element.text or "", *after)).strip(_SPACE)
    if not words:
        return
    # Signs of equations say what is multiplied or applied.
    if element.tag not in MATHS and has_unseen(words) and (unseen := UNSEEN.search(words)):
        yield f"{refusal(unseen[0])}, in <{element.tag}>"
    if TEXT not in CONTENT[str(element.tag)]:
        yield f"the text '{words[:40]}' has no place in <{element.tag}>"
