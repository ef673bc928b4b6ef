"""Columns that are laid out once are laid out as WeasyPrint does."""

from contextlib import nullcontext
from io import BytesIO

import pypdfium2
import pytest

from tests.reading import need_pango

STYLE = """
@page { size: 90mm 120mm; margin: 10mm }
body { margin: 0; font: 10pt/1.4 "Source Sans 3" }
section { display: flex; flex-direction: column; min-height: 99.9mm; break-after: page }
section > * { flex: none; min-width: 0; min-height: 0; break-inside: avoid }
.fill { flex: var(--share, 1) 1 0; min-height: var(--least, 0); max-height: var(--most, none);
  margin: 1mm 0; background: #ccc; border: 1pt solid }
table { width: 100%; border-collapse: collapse; margin-top: auto } td { border: 1pt solid }
li { margin: 2mm 0 }
"""
TABLE = "<table><tr><td>1<td>weak<td>names no cause, however often asked<tr><td>2</table>"
WORDS = "<h3>Notes</h3><p>What was said, in the words of the candidate.<ul><li>a<li>b</ul>"
COLUMNS = {
    "one": f"{WORDS}<div class=fill></div>{TABLE}",
    "shares": f'<div class=fill style="--share: 3"></div>{WORDS}<div class=fill></div>{TABLE}',
    "at most": f'<div class=fill style="--most: 5mm"></div>{WORDS}<div class=fill></div><p>End',
    "at least": f'{WORDS * 3}<div class=fill style="--least: 30mm"></div>{TABLE}',
    "one at least": f'{WORDS}<div class=fill style="--least: 40mm"></div><div class=fill></div>',
    "none": f"{WORDS}{TABLE}",
    "table inside": f"<div>{TABLE}{WORDS}</div><div class=fill></div><p>End",
    "too long": f'{WORDS * 5}<div class=fill style="--least: 30mm"></div>{TABLE}',
    "a parent": f"{WORDS}<div class=fill><p>written here</div>{TABLE}",
}


def pictures(body, setting):
    import weasyprint

    with setting:
        pdf = weasyprint.HTML(string=f"<style>{STYLE}</style>{body}").write_pdf()
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    return [page.render(scale=2).to_pil().tobytes() for page in document]


@pytest.mark.parametrize("inside", COLUMNS.values(), ids=COLUMNS)
def test_a_column_is_laid_out_as_weasyprint_does(inside):
    need_pango()
    from kitgen.render.pdf.column import columns_at_once

    body = f"<section>{inside}</section><p>before</p><section>{inside}</section>"
    assert pictures(body, columns_at_once()) == pictures(body, nullcontext())
