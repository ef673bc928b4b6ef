"""Drawings as SVG files that are small, alike on every machine, and in need of no other file."""

import io
import re

from matplotlib.figure import Figure

_NEEDLESS = (
    r"<\?xml.*?\?>\s*|<!DOCTYPE.*?>\s*|\s*<metadata>.*?</metadata>"
    r"|\s*<style.*?</style>|\s*<!--.*?-->"
)


def to_svg(figure: Figure) -> str:
    """Return the figure as SVG without date, program, style sheet, comments or document type."""
    written = io.StringIO()
    figure.savefig(written, format="svg", transparent=True, metadata={"Date": None})
    text = re.sub(_NEEDLESS, "", written.getvalue(), flags=re.DOTALL)
    text = re.sub(r' id="[a-zA-Z]+2?[a-zA-Z]*_\d+"|\s*<defs>\s*</defs>', "", text)
    text = re.sub(r"\n\s*", "\n", text).replace("; ", ";").replace(": ", ":")
    text = re.sub(r'transform="translate\(([-\d.]+) 0\)"/>', r'x="\1"/>', text)
    text = re.sub(r' d="([^"]*)" transform="scale\(0\.015625\)"', _coarser, text)
    text = re.sub(r"translate\([^)]*\)", _rounded, text)
    text = text.replace("<svg ", '<svg stroke-linejoin="round" ', 1)
    text = re.sub(r" [dxy]=\"[^\"]*\"", _rounded, text)
    return re.sub(r" d=\"[^\"]*\"", lambda d: re.sub(r" ?([A-Za-z]) ", r"\1", d[0]), text)


def _coarser(outline: re.Match[str]) -> str:
    """Write the outline of a letter in units eight times as large: a hundredth of a point."""
    larger = re.sub(r"-?\d+", lambda n: str(round(int(n[0]) / 8)), outline[1])
    return f' d="{larger}" transform="scale(0.125)"'


def _rounded(attribute: re.Match[str]) -> str:
    """Round the numbers of an attribute to hundredths of a point, which nobody sees."""
    shorter = re.sub(r"-?\d+\.\d{3,}", lambda n: f"{float(n[0]):.2f}", attribute[0])
    return re.sub(r"\s+", " ", shorter)
