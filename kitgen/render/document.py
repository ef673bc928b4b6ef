"""A rendered document: its HTML and its tree, parsed once and checked once, for every format."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html
from lxml.html import HtmlElement

from kitgen.errors import TemplateFault, suggest
from kitgen.render.markdown import MATHS
from kitgen.render.markup import ATTRIBUTES, CLASSES, CONTENT, NEEDED, TEXT, classes

# What libxml2 reads as space between elements, and so as no text.
_SPACE = " \t\n\r\f"


@dataclass(frozen=True, slots=True)
class Document:
    """A document in the closed vocabulary; a format that changes the tree copies it first."""

    tree: HtmlElement
    html: str

    @classmethod
    def of(cls, text: str, template: str) -> "Document":
        """Parse what a template rendered; comments are dropped, so that no reader gets them.

        Raises TemplateFault, naming the template, for anything that the formats do not know.
        """
        tree = _parsed(text, template)
        fault = next(_faults(tree), None)
        if fault:
            raise TemplateFault(f"{template}: {fault}")
        # Written from the tree, so that HTML shows what was checked and nothing else.
        written = html.tostring(tree, encoding="unicode", doctype="<!doctype html>")
        return cls(tree, written)

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


def _parsed(text: str, template: str) -> HtmlElement:
    parser = html.HTMLParser(remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text, parser=parser)
    except etree.ParserError:
        raise TemplateFault(f"{template}: the template renders nothing") from None


def _faults(tree: HtmlElement) -> Iterator[str]:
    """Yield what is wrong with a document, in reading order."""
    yield from _skeleton_faults(tree)
    for element in tree.iter(etree.Element):
        yield from _name_faults(element)
        if element.tag in CONTENT:
            yield from _content_faults(element)


def _skeleton_faults(tree: HtmlElement) -> Iterator[str]:
    """Yield what each format needs and this document lacks."""
    if not tree.get("lang"):
        yield "<html> has no attribute 'lang'"
    for path in ("head/title", "body/header", "body/footer"):
        place, name = path.split("/")
        if len(tree.findall(path)) != 1:
            yield f"<{place}> needs one <{name}>"


def _name_faults(element: HtmlElement) -> Iterator[str]:
    """Yield the element, the classes and the attributes that are not in the vocabulary."""
    outside = "is not in the vocabulary of templates"
    tag = str(element.tag)
    if tag not in CONTENT:
        yield f"element <{tag}>{suggest(tag, CONTENT)} {outside}"
    if tag in MATHS or tag == "meta":
        return
    for name in classes(element):
        if name not in CLASSES:
            yield f"class '{name}'{suggest(name, CLASSES)} {outside}"
    for name, value in element.attrib.items():
        if name not in ATTRIBUTES:
            yield f"attribute '{name}' of <{tag}> {outside}"
        elif not ATTRIBUTES[name].allows(value):
            yield f"{name}='{value}' of <{tag}>: expected {ATTRIBUTES[name].expected}"
    for name, attribute in NEEDED.items():
        if name in classes(element) and attribute not in element.attrib:
            yield f"class '{name}' needs the attribute {attribute}"


def _content_faults(element: HtmlElement) -> Iterator[str]:
    """Yield the text and the children that have no place in this element."""
    tag = str(element.tag)
    allowed = CONTENT[tag]
    for child in element:
        if child.tag not in allowed and child.tag in CONTENT:
            yield f"<{child.tag}> has no place in <{tag}>"
    texts = [element.text, *(child.tail for child in element)]
    words = "".join(text or "" for text in texts).strip(_SPACE)
    if words and TEXT not in allowed:
        yield f"the text '{words[:40]}' has no place in <{tag}>"
    if tag == "dl":
        yield from _definition_faults(element)
    if tag == "table" and element.find(".//td") is None and element.find(".//th") is None:
        yield "<table> has no cells"


def _definition_faults(element: HtmlElement) -> Iterator[str]:
    tags = [str(child.tag) for child in element]
    if tags != ["dt", "dd"] * (len(tags) // 2):
        yield "<dl> needs pairs of <dt> and <dd>"
