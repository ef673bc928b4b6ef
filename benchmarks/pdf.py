"""One pack as PDF: the first, and one with an anchor changed, beside what else prints the page."""

import tempfile
from pathlib import Path

from benchmarks import peers
from benchmarks.peers import Peer
from benchmarks.processes import Cost, Measured, alternating, kitgen, median, run, run_first
from benchmarks.row import Row, compared
from benchmarks.work import PACK, Anchor, bank_in, page_of

_FIRST, _AGAIN = "first pack, PDF", "one anchor changed, PDF"


def rows(runs: int) -> list[Row]:
    """Measure the same pack by kitgen and by all peers, in alternation."""
    chromium, weasyprint, typst = peers.chromium(), peers.weasyprint(), peers.typst()
    with tempfile.TemporaryDirectory() as name:
        measured = _kitgen(Path(name))
        for peer in (chromium, weasyprint, typst):
            if not peer.lacks:
                measured[peer.name] = _peer(peer, Path(name))
        costs = {what: median(of) for what, of in alternating(runs, measured).items()}
    return [
        *compared(_FIRST, costs[_FIRST], chromium, costs, goal=1.5),
        _first_process(costs, chromium),
        *compared(_AGAIN, costs[_AGAIN], chromium, costs, goal=0.7),
        *compared(_FIRST, costs[_FIRST], weasyprint, costs),
        *compared(_FIRST, costs[_FIRST], typst, costs),
    ]


def _kitgen(folder: Path) -> dict[str, Measured]:
    """Return the first pack, with an empty cache, and a later one, with a cache that is in use."""
    bank, warm = bank_in(folder), folder / "warm"
    page_of(bank, folder / "page")
    command = kitgen(f"{PACK} --format pdf", "--bank", bank, "--output", folder / "packs")
    anchor = Anchor(bank)

    def again() -> Cost:
        anchor.change()
        return run(command, warm)

    again()
    return {_FIRST: lambda: run_first(command), _AGAIN: again}


def _peer(peer: Peer, folder: Path) -> Measured:
    (page,) = (folder / "page").glob("*.html")
    source = peers.typst_source(page) if peer.name.startswith("Typst") else page
    return lambda: run(peer.command(source, folder / "peer.pdf"))


def _first_process(costs: dict[str, Cost], peer: Peer) -> Row:
    what, unit = f"{_FIRST}; of Chromium, its first process alone", "s, processor"
    if peer.name not in costs:
        return Row(what, unit, costs[_FIRST].first, peer.name, lacks=peer.lacks)
    return Row(what, unit, costs[_FIRST].first, peer.name, costs[peer.name].first)
