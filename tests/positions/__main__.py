"""Print what was measured in finished PDFs: `python -m tests.positions FILE…`

An interviewer pack is measured question by question where its kit lies beside it.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import correlation, mean, median

from kitgen.kit.kit import Kit
from kitgen.kit.load import read_kit
from tests.positions import faults
from tests.positions.guides import Guide, guides, medians
from tests.positions.page import Page
from tests.positions.read import read_pages

FAULTS = {
    "outside margins": faults.outside_margins,
    "overlapping": faults.overlapping,
    "heading or label last": faults.stranded,
    "tables split": faults.split_tables,
    "pages under 25 %": faults.sparse,
    "small type": faults.small_type,
}


def main(paths: Sequence[Path]) -> int:
    """Print a table a file, and one of all questions; return 1 for any fault."""
    wrong = False
    asked: list[Guide] = []
    for path in paths:
        pages = read_pages(path)
        wrong |= _report(path, pages)
        kit = _kit_beside(path)
        if kit is not None:
            found = list(guides(pages, kit))
            asked += found
            _report_guides(found)
    if asked:
        _report_room(asked)
    return wrong


def _kit_beside(path: Path) -> Kit | None:
    kit = path.with_name(path.name.replace("-interviewer.pdf", "-kit.yaml"))
    return read_kit(kit) if kit.suffix == ".yaml" and kit.exists() else None


def _report(path: Path, pages: Sequence[Page]) -> bool:
    filled = [page.filled() for page in pages]
    types = faults.sizes(pages)
    print(f"\n{path}")
    print(f"  {len(pages)} pages, filled {median(filled):.0f} % (median)")
    print(f"  {len(types)} sizes of type: " + ", ".join(f"{size:g}" for size in types))
    found = {name: list(check(pages)) for name, check in FAULTS.items()}
    for name, places in found.items():
        if places:
            print(f"  {name}: {len(places)}")
            for place in places[:12]:
                print(f"    {place}")
    return any(found.values())


def _report_guides(found: Sequence[Guide]) -> None:
    for guide in found:
        even = "even" if guide.start % 2 == 0 else "ODD"
        beside = "beside" if guide.scale == guide.start + 1 else "NOT BESIDE"
        print(
            f"  {guide.number} {guide.kind}, {guide.minutes} min: page {guide.start} ({even}), "
            f"scale on {guide.scale} ({beside}), {guide.lines:.0f} lines"
        )
    for part, (middle, most) in medians(found).items():
        print(f"  characters a full line, {part}: {middle:g} (median), {most} (most)")


def _report_room(asked: Sequence[Guide]) -> None:
    print(f"\nall {len(asked)} questions")
    spread = [g.start % 2 == 0 and g.scale == g.start + 1 for g in asked]
    print(f"  on a spread: {sum(spread)}")
    for part, (middle, most) in medians(asked).items():
        print(f"  characters a full line, {part}: {middle:g} (median), {most} (most)")
    for kind in sorted({guide.kind for guide in asked}):
        _report_kind(kind, [guide for guide in asked if guide.kind == kind])
    _report_kind("all kinds", asked)


def _report_kind(name: str, asked: Sequence[Guide]) -> None:
    lengths = sorted({guide.minutes for guide in asked})
    lines = [
        f"{minutes}: {mean(g.lines for g in asked if g.minutes == minutes):.1f}"
        for minutes in lengths
    ]
    pairs = [(g.minutes, g.lines) for g in asked]
    varied = len(lengths) > 1 and len({line for _, line in pairs}) > 1
    tied = f", correlation {correlation(*zip(*pairs, strict=True)):+.2f}" if varied else ""
    print(f"  {name}, lines by minutes: {', '.join(lines)}{tied}")


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]]))
