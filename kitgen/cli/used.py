"""What the record of use tells of listed questions, as columns and as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import click

from kitgen.cli.options import exposure_file, workspace

if TYPE_CHECKING:
    from kitgen.bank.load import QuestionBank
    from kitgen.bank.overview import Entry
    from kitgen.workspace.exposure import Use
    from kitgen.workspace.rates import Rate

used_option = click.option(
    "--used",
    is_flag=True,
    help="Add columns for times used, the share of recorded loops, and date of last use.",
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """The uses of each question, and its rates in the roles that may ask it."""

    uses: "Mapping[str, Sequence[Use]]"
    rates: "Mapping[str, Sequence[Rate]]"

    @classmethod
    def of(cls, bank: "QuestionBank") -> "Recorded":
        """Read the workspace's record; raises BadRequest outside a workspace, and RecordFault."""
        from kitgen.workspace.exposure import uses
        from kitgen.workspace.rates import use_rates

        file = exposure_file()
        return cls(uses(file), use_rates(file, bank, workspace().roles))

    def columns(self, entries: "Sequence[Entry]") -> dict[str, list[str]]:
        """Return the columns of a table of questions."""
        uses = [self.uses.get(entry.id, ()) for entry in entries]
        rates = [self.rates.get(entry.id, ()) for entry in entries]
        return {
            "used": [str(len(found)) for found in uses],
            "of loops": [_rate(found) for found in rates],
            "last": [max((use.day for use in found), default="") for found in uses],
        }

    def as_json(self, entry: "Entry") -> dict[str, Any]:
        """Return all uses of a question, and its rate in each role."""
        uses = self.uses.get(entry.id, ())
        rates = self.rates.get(entry.id, ())
        return {
            "used": [{"day": use.day, "kit": use.kit} for use in uses],
            "rates": [{**asdict(rate), "percent": rate.percent} for rate in rates],
        }


def _rate(rates: "Sequence[Rate]") -> str:
    from kitgen.workspace.rates import share_in_percent

    loops = sum(rate.loops for rate in rates)
    return f"{share_in_percent(rates)} % of {loops}" if loops else ""
