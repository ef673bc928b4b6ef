"""The figures that a kit's texts show: read from the bank once, then a part of the kit."""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from kitgen.bank.load import QuestionBank
from kitgen.bank.question import Question
from kitgen.errors import BadRequest, quote
from kitgen.files.fields import MarkdownText, markdown_texts
from kitgen.files.model import Markdown, Model
from kitgen.kit.kit import Kit, KitFigure
from kitgen.pictures.figure import Figure, FigureFault, figure_of
from kitgen.pictures.reading import read_figure
from kitgen.render.markdown import shown_files


def with_figures(kit: Kit, bank: QuestionBank) -> Kit:
    """Return the kit with the figures that its texts show; those that it has stay.

    A file that cannot be printed is left out: proofreading the kit names it. Raises BadRequest for
    two banks with different files of one name.
    """
    contents = {figure.file: figure.content for figure in kit.figures}
    known, used = frozenset(contents), set[str]()
    for folders, text in _texts(kit, bank):
        for file in files_in(text):
            used.add(file)
            content = None if file in known else _content(folders, file)
            if content is not None and contents.setdefault(file, content) != content:
                raise BadRequest(f"two banks have a different figure {quote(file)}; rename one")
    figures = (KitFigure(file=file, content=contents[file]) for file in sorted(used & {*contents}))
    return kit.model_copy(update={"figures": tuple(figures)})


def bank_figures(questions: Iterable[Question], bank: QuestionBank) -> tuple[Figure, ...]:
    """Return the figures of questions and of the cases that they are about, from the bank.

    A file that cannot be printed is left out. Of two files of one name, the first counts.
    """
    questions = tuple(questions)
    named = {question.case for question in questions}
    figures: dict[str, Figure] = {}
    for question in questions:
        _add(figures, [bank.origins[question.id].folder], question)
    for case in bank.cases:
        if case.id in named:
            _add(figures, [*reversed(bank.folders)], case)
    return tuple(figures.values())


def _add(figures: dict[str, Figure], folders: list[Path], value: Model) -> None:
    for text in markdown_texts(value):
        for file in files_in(text):
            content = None if file in figures else _content(folders, file)
            if content is not None:
                figures[file] = printed(KitFigure(file=file, content=content))


def figures_in(kit: Kit, texts: Iterable[str | None]) -> tuple[Figure, ...]:
    """Return the figures of a kit that these texts show, and no other."""
    wanted = {file for text in texts if text for file in shown_files(text)}
    return tuple(printed(figure) for figure in kit.figures if figure.file in wanted)


def figures_of(kit: Kit, value: Model) -> tuple[Figure, ...]:
    """Return the figures of a kit that any text of a value shows."""
    wanted = {file for text in markdown_texts(value) for file in files_in(text)}
    return tuple(printed(figure) for figure in kit.figures if figure.file in wanted)


def files_in(text: MarkdownText) -> tuple[str, ...]:
    """Return the files that a text shows as figures; one of a single line shows none."""
    return () if text.kind is Markdown.INLINE else shown_files(text.text)


# The packs of a loop and the rows of a batch show the same ones.
@lru_cache(maxsize=64)
def printed(figure: KitFigure) -> Figure:
    """Return a figure of a kit as it is printed; raises FigureFault where it cannot be."""
    if figure.file.lower().endswith(".svg"):
        return figure_of(figure.file, figure.content.encode())
    try:
        return figure_of(figure.file, b64decode(figure.content, validate=True))
    except ValueError:
        raise FigureFault("its content is not base64") from None


def _texts(kit: Kit, bank: QuestionBank) -> Iterator[tuple[list[Path], MarkdownText]]:
    """Yield each text that may show a figure, and the folders where its files may be."""
    for question in kit.questions:
        origin = bank.origins.get(question.id)
        folders = [origin.folder] if origin else []
        yield from ((folders, text) for text in markdown_texts(question))
    for case in kit.cases:
        yield from (([*reversed(bank.folders)], text) for text in markdown_texts(case))


def _content(folders: Iterable[Path], file: str) -> str | None:
    for folder in folders:
        try:
            figure = read_figure(folder, file)
        except FigureFault:
            continue
        svg = figure.type == "svg+xml"
        return figure.content.decode() if svg else b64encode(figure.content).decode()
    return None
