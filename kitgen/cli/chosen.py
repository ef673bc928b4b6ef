"""What a command chose and wrote, as paths or as JSON."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kitgen.cli.answers import echo_json
from kitgen.cli.files import echo_paths

if TYPE_CHECKING:
    from kitgen.kit.kit import Kit
    from kitgen.request import Plan

chosen_json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print what was chosen and written as JSON."
)


def echo_written(planned: "Plan", paths: Sequence[Path], folder: Path, *, as_json: bool) -> None:
    """Print the paths of the files; as JSON, the role, the kits and their questions as well.

    `folder` is that of the kits.
    """
    if as_json:
        echo_json(_chosen(planned, paths, folder))
    else:
        echo_paths(paths)


def _chosen(planned: "Plan", paths: Sequence[Path], folder: Path) -> dict[str, Any]:
    problem, selections = planned.problem, planned.selections
    return {
        "role": problem.role.name,
        "seed": problem.options.seed,
        "forms": len(selections),
        "overlap": selections[0].overlap,
        "least_overlap": selections[0].least_overlap,
        "points": selections[0].points,
        "least_points": selections[0].least_points,
        "costs": [asdict(cost) for cost in selections[0].costs],
        "uneven": [asdict(difference) for difference in selections[0].uneven],
        "lacks": [{"form": s.form, **asdict(lack)} for s in selections for lack in s.lacks],
        "kits": [_kit(kit, folder) for kit in planned.kits],
        "files": [str(path) for path in paths],
    }


def _kit(kit: "Kit", folder: Path) -> dict[str, Any]:
    from kitgen.kit.names import kit_name, slot_of

    return {
        "id": kit.id,
        "file": str(folder / kit_name(slot_of(kit))),
        "form": kit.form,
        "round": kit.round.id,
        "minutes": kit.round.minutes,
        "questions": [
            question.model_dump(
                mode="json", include={"id", "title", "minutes", "difficulty", "competencies"}
            )
            for question in kit.questions
        ],
    }
