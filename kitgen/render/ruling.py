"""Ruled lines and dots to write and draw on, and other drawings, as images of CSS."""

from base64 import b64encode

from kitgen.theme import Theme

_DASH = 0.01  # mm, since some viewers draw no dash of length 0
_DOT = 0.5  # mm across


def ruled(theme: Theme) -> str:
    """Return ruled lines as wide and high as the text."""
    width, height = theme.text_area
    pitch = theme.tokens.pitch.lines
    path = "".join(f"M0 {y}h{width:g}" for y in range(pitch, int(height) + 1, pitch))
    return drawing(width, height, path, theme.tokens.colours.line)


def line_at_foot(colour: str) -> str:
    """Return a CSS image with a line at its foot, which takes any size."""
    svg = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='10mm' height='10mm' viewBox='0 0 10 10' "
        "preserveAspectRatio='none'>"
        f"<path d='M0 9.9h10' stroke='{colour}' stroke-width='.2' "
        "vector-effect='non-scaling-stroke'/></svg>"
    )
    return as_address(svg)


def dotted(theme: Theme, rows: int | None = None) -> str:
    """Return a grid of dots from margin to margin, as high as the text or of so many rows."""
    width, height = theme.text_area
    across = round((width - _DOT) / theme.tokens.pitch.dots)
    step = (width - _DOT) / across
    down = rows or int((height - _DOT) / step) + 1
    path = "".join(
        f"M{_DOT / 2:.3f} {_DOT / 2 + y * step:.3f}h{across * step + _DASH:.3f}"
        for y in range(down)
    )
    return drawing(width, down * step, path, theme.tokens.colours.line, dots=step)


def drawing(across: float, down: float, path: str, colour: str, *, dots: float = 0) -> str:
    """Return a drawing of lines along `path`, or of dots at a distance, as a CSS image.

    Sizes are in mm. A dot is a dash with round ends, so that a row of dots is one line.
    """
    pen = "stroke-width='.2'"
    if dots:
        dashes = f"stroke-dasharray='{_DASH} {dots - _DASH:.5f}'"
        pen = f"stroke-width='{_DOT}' stroke-linecap='round' {dashes}"
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{across:g}mm' height='{down:g}mm' "
        f"viewBox='0 0 {across:g} {down:g}'>"
        f"<path d='{path}' fill='none' stroke='{colour}' {pen}/></svg>"
    )
    return as_address(svg)


def as_address(svg: str) -> str:
    """Return a drawing as a CSS image."""
    return f"url(data:image/svg+xml;base64,{b64encode(svg.encode()).decode()})"
