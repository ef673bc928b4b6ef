"""Lines of a PDF are full where a text is followed by a mark."""

from kitgen.render.document import Document
from kitgen.render.formats import RENDERERS
from tests.reading import need_pango, page, pdf_text

# Lengths that differ by less than a space: some fit on a line only without the one at their end.
ENDS = ["i" * thin + "n" * wide for wide in range(12) for thin in range(3)]


def test_no_word_is_alone_where_a_text_fits_without_the_space_before_a_mark(theme, tmp_path):
    need_pango()
    text = "Me " + "and more of the same words " * 4
    marked = [f'<p class="ask">{text}{end} <span class="mark">Mark</span></p>' for end in ENDS]
    (tmp_path / "a.pdf").write_bytes(
        RENDERERS["pdf"](Document.of(page("".join(marked)), "a.html"), theme)
    )
    lines = pdf_text(tmp_path / "a.pdf").splitlines()
    assert sum(line.startswith("Me and more") for line in lines) == len(ENDS)
