"""Fees without a loop against the loop of the handout."""

import re
from typing import Any

import numpy as np
import pytest
import yaml

from tests.solutions import BANK, load

pd = pytest.importorskip("pandas")

fees = load("pandas_vectorisation").fees
QUESTIONS = yaml.safe_load((BANK / "ml-programming" / "code-and-data.yaml").read_text("utf-8"))
(QUESTION,) = (q for q in QUESTIONS if q["id"] == "pandas-vectorisation")
(LOOP,) = re.findall(r"```python\n(.*?)```", QUESTION["handout"], flags=re.S)
SPACE: dict[str, Any] = {"pd": pd, "np": np}
exec(LOOP, SPACE)


def frame(rng: np.random.Generator, rows: int) -> Any:
    weight = rng.choice([1.0, 20.0, 20.5, 40.0, np.nan], rows)
    content = {"customer": rng.choice(list("abcd"), rows), "weight": weight}
    content["express"] = rng.random(rows) < 0.5
    return pd.DataFrame(content, index=rng.integers(0, 9, rows))


@pytest.mark.parametrize("seed", range(50))
def test_random_orders(seed: int) -> None:
    orders = frame(np.random.default_rng(seed), seed)
    pd.testing.assert_series_equal(fees(orders), SPACE["slow_fees"](orders))


def test_figures_of_the_example() -> None:
    columns = {"customer": list("aabbaa"), "weight": [3, 25, np.nan, 25, 5, 5]}
    orders = pd.DataFrame(columns | {"express": [False, False, True, True, True, False]})
    assert SPACE["slow_fees"](orders).tolist() == [0, 12, 0, 12, 9, 4]
    assert not np.nan > 20
