"""The contact sheets of make gallery."""

from pathlib import Path

from tests.reading import need_pango

MAKE = Path(__file__).parent.parent / ".make"
COLOURS = ("red", "lime", "blue")


def test_pages_lie_as_they_do_when_the_pack_is_open(tmp_path, monkeypatch):
    need_pango()
    from weasyprint import HTML

    monkeypatch.syspath_prepend(MAKE)
    from contact import contact_sheet

    pages = "".join(f"<p style='page: p{n}'>Page" for n in range(3))
    looks = "".join(f"@page p{n} {{ background: {c} }}" for n, c in enumerate(COLOURS))
    pdf = tmp_path / "three.pdf"
    looks += "@page { size: 60mm 40mm; margin: 0 }"
    HTML(string=f"<style>{looks}</style>{pages}").write_pdf(pdf)
    sheet = contact_sheet(pdf, "three").convert("RGB")
    middle = sheet.height // 2
    row = [_colour(sheet.getpixel((x, middle))) for x in range(sheet.width)]
    assert [name for name in dict.fromkeys(row) if name] == list(COLOURS)
    # The first page is a right-hand one: to its left there is room for another.
    assert row.index("red") > row.count("red")
    assert row.index("blue") - row.index("lime") < row.count("lime") + 5


def _colour(pixel):
    """The name of a pixel's colour, None for grey."""
    most = max(pixel)
    return COLOURS[pixel.index(most)] if most - min(pixel) > 200 else None
