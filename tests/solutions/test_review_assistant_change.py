"""The change of review-assistant-change has the faults that its answer names; its tests pass."""

import logging
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.solutions import BANK

pd = pytest.importorskip("pandas")

QUESTIONS = yaml.safe_load((BANK / "ml-programming" / "code-and-data.yaml").read_text("utf-8"))
(QUESTION,) = (q for q in QUESTIONS if q["id"] == "review-assistant-change")
(DIFF,) = re.findall(r"```diff\n(.*?)```", QUESTION["handout"], flags=re.S)

CUSTOMERS = pd.DataFrame({"customer": ["A", "B", "C"]})
LABELS = pd.DataFrame({"customer": ["A", "B"], "churned": [0, 1]})


def write_days(folder: Path) -> None:
    (folder / "1.csv").write_text("customer,day,amount\nA,2026-03-01,10\nB,2026-03-01,5\n")
    (folder / "2.csv").write_text("customer,day,amount\nA,2026-03-02,20\n")


def code(dropped: str) -> dict[str, Any]:
    """Names of the script without the lines that begin with `dropped`."""
    lines = [line[1:] for line in DIFF.splitlines() if not line.startswith(dropped)]
    names: dict[str, Any] = {"pd": pd, "Path": Path, "log": logging.getLogger("build")}
    names |= {"CUSTOMERS": CUSTOMERS, "LABELS": LABELS, "write_days": write_days}
    exec("\n".join(lines), names)
    return names


OLD, NEW = code("+"), code("-")


@pytest.mark.parametrize("names", [OLD, NEW], ids=["old", "new"])
def test_the_tests_of_the_handout_pass(names: dict[str, Any], tmp_path: Path) -> None:
    names["test_build"](tmp_path)


def test_the_cache_serves_another_night(tmp_path: Path) -> None:
    write_days(tmp_path)
    for run_day in ("2026-03-02", "2026-03-03"):
        table = NEW["build"](tmp_path, CUSTOMERS, LABELS, run_day)
        assert table["amount"].tolist() == [10, 5, 0]
    pair = CUSTOMERS.head(2)
    found = [OLD["build"](tmp_path, pair, LABELS, f"2026-03-0{day}") for day in (2, 3)]
    assert [table["amount"].tolist() for table in found] == [[10, 5], [30, 5]]


def test_an_unknown_label_becomes_zero(tmp_path: Path) -> None:
    write_days(tmp_path)
    with pytest.raises(AssertionError):
        OLD["build"](tmp_path, CUSTOMERS, LABELS, "2026-03-03")
    assert NEW["build"](tmp_path, CUSTOMERS, LABELS, "2026-03-03")["churned"].tolist() == [0, 1, 0]


def test_an_unreadable_file_is_a_day_without_orders(tmp_path: Path) -> None:
    write_days(tmp_path)
    (tmp_path / "2.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnicodeDecodeError):
        OLD["build"](tmp_path, CUSTOMERS.head(2), LABELS, "2026-03-03")
    table = NEW["build"](tmp_path, CUSTOMERS, LABELS, "2026-03-03")
    assert table["amount"].tolist() == [10, 5, 0]


def test_a_customer_delivered_twice_has_two_rows(tmp_path: Path) -> None:
    write_days(tmp_path)
    twice = pd.DataFrame({"customer": ["A", "B", "A"]})
    with pytest.raises(pd.errors.MergeError):
        OLD["build"](tmp_path, twice, LABELS, "2026-03-03")
    table = NEW["build"](tmp_path, twice, LABELS, "2026-03-03")
    assert table["customer"].tolist() == ["A", "B", "A"]


def test_wrong_amounts_pass_the_new_test_and_not_the_old(tmp_path: Path) -> None:
    for number, (names, passes) in enumerate(((OLD, False), (NEW, True))):
        folder = tmp_path / str(number)
        folder.mkdir()
        wrong = dict(names)
        right = names["build"]

        def halved(*arguments: Any, right: Any = right) -> Any:
            table = right(*arguments)
            table["amount"] /= 2
            return table

        wrong["build"] = halved
        lines = [
            line[1:] for line in DIFF.splitlines() if not line.startswith("-" if passes else "+")
        ]
        exec("\n".join(lines[lines.index("def test_build(tmp_path):") :]), wrong)
        if passes:
            wrong["test_build"](folder)
        else:
            with pytest.raises(AssertionError):
                wrong["test_build"](folder)
