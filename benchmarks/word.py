"""The same pack for Word, beside pandoc and LibreOffice on the same page of HTML."""

import tempfile
from pathlib import Path

from benchmarks import peers
from benchmarks.peers import Peer
from benchmarks.processes import Measured, alternating, kitgen, median, run, run_first
from benchmarks.row import Row, compared
from benchmarks.work import PACK, bank_in, page_of

_FIRST = "first pack, Word"


def rows(runs: int) -> list[Row]:
    """Measure the same pack by kitgen and by both peers, in alternation."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pandoc, office = peers.pandoc(), peers.libreoffice(folder / "profile")
        bank = bank_in(folder)
        page = page_of(bank, folder / "page")
        command = kitgen(f"{PACK} --format docx", "--bank", bank, "--output", folder / "packs")
        measured: dict[str, Measured] = {_FIRST: lambda: run_first(command)}
        for peer in (pandoc, office):
            if not peer.lacks:
                measured[peer.name] = _peer(peer, page)
                measured[peer.name]()  # LibreOffice makes its profile
        costs = {what: median(of) for what, of in alternating(runs, measured).items()}
    return [
        *compared(_FIRST, costs[_FIRST], pandoc, costs, goal=2),
        *compared(_FIRST, costs[_FIRST], office, costs),
    ]


def _peer(peer: Peer, page: Path) -> Measured:
    return lambda: run(peer.command(page, page.with_suffix(".docx")))
