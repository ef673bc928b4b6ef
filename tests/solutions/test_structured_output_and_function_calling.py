"""Checked model answers: every kind of answer in random turns, against a plain count."""

import json
import random

import pytest

from tests.solutions import load

module = load("structured_output_and_function_calling")
RIGHT = {"number": "N1", "cents": 5, "currency": "USD"}
ANSWERS = {
    "right": json.dumps(RIGHT),
    "wrong": json.dumps({**RIGHT, "number": "N2"}),
    "cut": json.dumps(RIGHT)[:-4],
    "nan": '{"number": "N1", "cents": NaN, "currency": "USD"}',
    "fence": f"```json\n{json.dumps(RIGHT)}\n```",
    "late": "",
}


@pytest.mark.parametrize("seed", range(50))
def test_random_answers(seed: int) -> None:
    rng = random.Random(seed)
    plan = [[rng.choice(list(ANSWERS)) for _ in range(3)] for _ in range(8)]
    calls = [0] * 8

    def model(prompt: str) -> str:
        index = int(prompt.split("Document ")[1].split(":")[0])
        kind = plan[index][calls[index]]
        calls[index] += 1
        if kind == "late":
            raise TimeoutError
        return ANSWERS[kind]

    records, failures = module.extract(model, [f"Document {n}: N1" for n in range(8)])
    good = [n for n in range(8) if "right" in plan[n]]
    assert sorted(records) == good
    assert sorted([*records, *failures]) == list(range(8))
    assert calls == [plan[n].index("right") + 1 if n in good else 3 for n in range(8)]


def test_figures_of_the_question() -> None:
    assert round(1_000_000 * 0.05**3) == 125
