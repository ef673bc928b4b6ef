"""Blocks of a document → its questions, with what is beneath each as the answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kitgen.importing.asking import (
    after_answer_label,
    is_named_question,
    is_question,
    without_number,
)
from kitgen.importing.blocks import Block, Fold, Heading, Item, Listing, Table, Text, as_text
from kitgen.importing.columns import Columns
from kitgen.importing.lead import before_answer, lead_of
from kitgen.importing.opened import OpenQuestion, Section
from kitgen.importing.parsing import plain, plain_name
from kitgen.importing.reading import Found, Note, Place
from kitgen.importing.recognised import is_section, lists_questions, title_of, unbolded
from kitgen.importing.rows import has_questions, questions_of_rows

# What begins a question, from the outside in: the numbers of 1 to 6 are those of headings.
_LEAD, _ITEM, _SUMMARY, _PLAIN = 7, 8, 9, 10


def questions_of(
    blocks: Sequence[Block], columns: Columns
) -> tuple[tuple[Found, ...], tuple[Note, ...]]:
    """Return the questions of a document, and notes of what is in none of them."""
    outline = _Outline(columns, title_of(blocks))
    for number, block in enumerate(blocks):
        outline.read(block, blocks[number + 1 :])
    outline.end_question()
    sections = [section.note() for section in outline.all_sections]
    return tuple(outline.found), (*sections, *outline.notes)


@dataclass
class _Outline:
    columns: Columns
    title: Heading | None
    found: list[Found] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    question: OpenQuestion | None = None
    all_sections: list[Section] = field(default_factory=list)
    sections: dict[int, Section] = field(default_factory=dict)

    def read(self, block: Block, later: Sequence[Block] = ()) -> None:
        """Read the next block."""
        if isinstance(block, Heading):
            self._heading(block, later)
        elif isinstance(block, Fold):
            self._fold(block)
        elif isinstance(block, Listing):
            self._listing(block)
        elif isinstance(block, Table):
            self._table(block)
        else:
            self._text(block)

    def _heading(self, heading: Heading, later: Sequence[Block]) -> None:
        words = plain(heading.text)
        inside = self.question is not None and self.question.level < heading.level
        if self.question and (rest := after_answer_label(words)) is not None:
            self._answer(Text(heading.place, rest), words)
        elif heading is not self.title and is_question(words) and not is_section(heading, later):
            self._begin(heading.place, heading.text, heading.level)
        elif inside:
            self._add(heading)
        else:
            self._section(heading.place, words, heading.level, is_title=heading is self.title)

    def _section(self, place: Place, words: str, level: int, *, is_title: bool = False) -> None:
        self.end_question()
        self.sections = {n: name for n, name in self.sections.items() if n < level}
        if is_title:
            self._drop(place, f"title: {words}")
        elif words:
            self.sections[level] = Section(place, words)
            self.all_sections.append(self.sections[level])

    def _fold(self, fold: Fold) -> None:
        question = self.question
        if fold.part == "unfold" and question and question.level == _SUMMARY:
            self.end_question()
        elif fold.part == "summary":
            self._summary(fold, plain(fold.text))

    def _summary(self, fold: Fold, words: str) -> None:
        question = self.question
        is_free = question is None or question.level >= _SUMMARY or question.is_answered
        if question and (rest := after_answer_label(words)) is not None:
            self._answer(Text(fold.place, rest), words)
        elif is_free and is_question(words):
            self._begin(fold.place, fold.text, _SUMMARY)
        elif question:
            self._add(fold)
        else:
            self._section(fold.place, words, _SUMMARY)

    def _table(self, table: Table) -> None:
        head = [plain_name(cell) for cell in table.rows[0][1]] if table.rows else []
        if has_questions(head, self.columns, with_answers=self.question is not None):
            self.end_question()
            found, notes = questions_of_rows(table.rows[0][0], head, table.rows[1:], self.columns)
            self.found += [replace(question, sections=self._used_sections()) for question in found]
            self.notes += notes
        else:
            self._add(table)

    def _listing(self, listing: Listing) -> None:
        question = self.question
        if question is not None and question.level < _ITEM:
            self._add(listing)
            return
        if not lists_questions(listing):
            self._add(listing)
            return
        self.end_question()
        for item in listing.items:
            self._item(item)
        if len(listing.items) > 1:
            self.end_question()

    def _item(self, item: Item) -> None:
        """Read an item of a list of questions, or of one of sections with such lists."""
        self.end_question()
        first, *rest = item.blocks or (None,)
        has_inner = any(lists_questions(block) for block in rest if isinstance(block, Listing))
        if isinstance(first, Text) and (is_question(plain(first.text)) or not has_inner):
            self._asked_item(first, rest, item.sign if item.sign[0].isdigit() else "")
            return
        blocks: Sequence[Block] = item.blocks
        if isinstance(first, Text):
            self._section(first.place, plain(first.text), _ITEM)
            blocks = rest
        for block in blocks:
            self.read(block)

    def _asked_item(self, first: Text, rest: Sequence[Block], number: str) -> None:
        lead = lead_of(first.text) or before_answer(first.text)
        self._begin(first.place, f"{number}{lead.asked}", _ITEM)
        following = [Text(first.place, lead.rest, is_paragraph=True)] if lead.rest else []
        for block in [*following, *rest]:
            self._part_of_item(block)

    def _part_of_item(self, block: Block) -> None:
        """Read what is beneath the question of an item: only the word 'Answer' is told apart."""
        if isinstance(block, Text) and (rest := after_answer_label(block.text)) is not None:
            self._answer(Text(block.place, rest, is_paragraph=True), block.text)
        elif isinstance(block, Fold):
            self._fold(block)
        else:
            self._add(block)

    def _text(self, text: Text) -> None:
        if not (text.is_paragraph and (self._is_answer(text) or self._is_asked(text))):
            self._add(text)

    def _is_answer(self, text: Text) -> bool:
        """Tell whether a paragraph announces the answer, and begin it there."""
        rest = after_answer_label(text.text) if self.question else None
        if rest is not None:
            self._answer(Text(text.place, rest, is_paragraph=True), text.text)
        return rest is not None

    def _is_asked(self, text: Text) -> bool:
        """Tell whether a paragraph begins with a question, and begin it there."""
        lead, level = lead_of(text.text), self.question.level if self.question else _PLAIN
        if lead and (level >= _LEAD or is_named_question(plain(lead.asked))):
            self._begin(text.place, lead.asked, _LEAD)
            if lead.rest:
                self._text(Text(text.place, lead.rest, is_paragraph=True))
            return True
        if level == _PLAIN and plain(text.text).endswith("?"):
            self._begin(text.place, text.text, _PLAIN)
            return True
        return False

    def _begin(self, place: Place, asked: str, level: int) -> None:
        self.end_question()
        self.question = OpenQuestion(place, asked, level)

    def _answer(self, text: Text, announced: str) -> None:
        """Let the answer begin here, with a text behind the words that announce it."""
        question = self.question
        if question is None:
            return
        label = announced.removesuffix(text.text).strip()
        self._drop(text.place, f"heading of an answer: {label}")
        if question.answer_from is None:
            question.answer_from = len(question.blocks)
        if text.text.strip():
            question.blocks.append(text)

    def _add(self, block: Block) -> None:
        if self.question:
            self.question.blocks.append(block)
        elif words := _words(block):
            self._drop(block.place, f"in no question: {words}")

    def _drop(self, place: Place, text: str) -> None:
        self.notes.append(Note(place, "dropped", text))

    def end_question(self) -> None:
        """Complete the question that is being read."""
        question, self.question = self.question, None
        if question is None:
            return
        begin = question.answer_from
        shown = question.blocks[:begin] if begin is not None else []
        answer = question.blocks[begin or 0 :]
        asked = unbolded(without_number(question.asked))
        prompt = "\n\n".join([asked, as_text(shown)]).strip()
        found = Found(question.place, question.asked, prompt, as_text(answer))
        self.found.append(replace(found, sections=self._used_sections()))

    def _used_sections(self) -> tuple[str, ...]:
        for section in self.sections.values():
            section.has_questions = True
        return tuple(section.words for section in self.sections.values())


def _words(block: Block) -> str:
    return " ".join(as_text([block]).split())
