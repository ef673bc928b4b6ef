"""What a simulation of many loops shows: how often each question is asked, and a summary."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from kitgen.cli.answers import echo_json, echo_table

if TYPE_CHECKING:
    from kitgen.selection.simulation import Simulation

_COLUMNS = ("question", "loops", "share", "main evidence of")


def echo_simulation(simulated: "Simulation", *, as_json: bool) -> None:
    """Print a table of the questions, the most asked first, and what is true of all loops."""
    if as_json:
        echo_json(_as_json(simulated))
        return
    echo_table(_COLUMNS, list(_rows(simulated)))
    click.echo()
    for line in _summary(simulated):
        click.echo(line)


def _rows(simulated: "Simulation") -> Iterator[tuple[str, ...]]:
    main, number = simulated.main_competencies(), len(simulated.loops)
    for name, uses in simulated.uses().items():
        yield name, str(uses), _percent(uses / number), main.get(name, "")


def _summary(simulated: "Simulation") -> Iterator[str]:
    number, uses = len(simulated.loops), simulated.uses().values()
    shared = simulated.shared()
    yield f"pool: {len(simulated.pool)} questions"
    yield f"asked in a loop: {_span(*simulated.asked())}"
    yield f"distinct loops: {simulated.distinct()} of {number}"
    if shared is not None:
        yield f"two of ten successive loops share: {shared:.1f}"
    yield f"least and most asked: {_percent(min(uses) / number)} and {_percent(max(uses) / number)}"
    yield f"never asked: {sum(times == 0 for times in uses)}"
    yield f"minutes of a round unused: {simulated.most_unused()} at most"
    for crowd in simulated.crowds:
        yield f"at best {_percent(crowd.share)}: {', '.join(crowd.questions)}"
    for name, times in simulated.single().items():
        if times:
            yield f"{name} rests on a single question: {times} of {number} loops"


def _as_json(simulated: "Simulation") -> dict[str, Any]:
    main = simulated.main_competencies()
    least, most = simulated.asked()
    return {
        "role": simulated.role.name,
        "loops": len(simulated.loops),
        "questions": [
            {"id": name, "loops": uses, "main_evidence_of": main.get(name)}
            for name, uses in simulated.uses().items()
        ],
        "asked": {"least": least, "most": most},
        "distinct_loops": simulated.distinct(),
        "shared_by_two_of_ten": simulated.shared(),
        "minutes_unused_at_most": simulated.most_unused(),
        "at_best": [asdict(crowd) for crowd in simulated.crowds],
        "loops_with_a_single_question": dict(simulated.single()),
    }


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _span(least: int, most: int) -> str:
    return str(least) if least == most else f"{least} to {most}"
