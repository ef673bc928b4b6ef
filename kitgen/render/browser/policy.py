"""What a browser may load and run for an HTML file: what is in it, and kitgen's own script."""

from base64 import b64encode
from hashlib import sha256

from lxml.html import HtmlElement, builder

_RULES = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "form-action 'none'; base-uri 'none'"
)


def set_policy(page: HtmlElement, script: str | None) -> None:
    """Put the Content-Security-Policy into the head of a page that has this script, or none."""
    rules = f"{_RULES}; script-src '{_hash(script)}'" if script else _RULES
    meta = builder.META({"http-equiv": "Content-Security-Policy", "content": rules})
    # Before the title, where the other meta elements are.
    page.find("head").insert(1, meta)


def _hash(script: str) -> str:
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"
