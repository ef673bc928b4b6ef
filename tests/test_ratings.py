"""The ratings that two readers gave to each sample, and how far they agree."""

import json
import random
import re
from collections import Counter
from hashlib import sha256
from itertools import product
from pathlib import Path

import pytest
import yaml

from kitgen.bank.files import BUILT_IN
from kitgen.bank.samples import load_samples
from kitgen.resources import shipped

RECORD = shipped("examples") / "calibration" / "ratings.yaml"
REVIEWING = Path(__file__).parent.parent / "docs" / "reviewing.md"
LEVELS = range(1, 5)


@pytest.fixture(scope="module")
def record():
    return yaml.safe_load(RECORD.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def samples():
    return {f"{sample.question}/{sample.id}": sample for sample in load_samples(BUILT_IN)}


def digest(question, sample):
    """What a reader of the sample has to decide on: eight digits of a hash of its words."""
    counted = question.model_dump(
        mode="json", include={"prompt", "hints", "key_points", "follow_ups", "rubric"}
    )
    text = json.dumps([sample.answer, counted], sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()[:8]


def pairs(record):
    """The two ratings of each sample at each seniority."""
    return [tuple(pair) for entry in record.values() for pair in entry["ratings"].values()]


def weighted_kappa(ratings):
    """Agreement beyond chance, with quadratic weights (Cohen 1968, doi 10.1037/h0026256)."""
    first, second = (Counter(column) for column in zip(*ratings, strict=True))
    observed = sum((one - other) ** 2 for one, other in ratings) / len(ratings)
    by_chance = sum(
        first[one] * second[other] * (one - other) ** 2 for one, other in product(LEVELS, LEVELS)
    )
    return 1 - observed / (by_chance / len(ratings) ** 2)


def interval(record, draws=2000):
    """The middle 95 % of the kappa of samples drawn again with replacement."""
    lot = random.Random(1)
    entries = list(record.items())
    kappas = sorted(
        weighted_kappa(
            [
                tuple(pair)
                for _, entry in lot.choices(entries, k=len(entries))
                for pair in entry["ratings"].values()
            ]
        )
        for _ in range(draws)
    )
    return kappas[round(0.025 * draws)], kappas[round(0.975 * draws) - 1]


def test_two_readers_rated_each_sample_at_each_seniority_as_it_is_worded_now(bank, record, samples):
    assert len(samples) >= 3 * len(bank.questions)
    assert record.keys() == samples.keys()
    for name, sample in samples.items():
        seen = digest(bank.question(sample.question), sample)
        assert record[name]["seen"] == seen, f"{name}: have it rated again, then seen: {seen}"
        assert record[name]["ratings"].keys() == sample.ratings.keys(), name


def test_no_two_readings_are_more_than_a_level_apart(record):
    assert [pair for pair in pairs(record) if abs(pair[0] - pair[1]) > 1] == []


def test_the_key_is_never_a_level_from_both_readers(record, samples):
    for name, sample in samples.items():
        for seniority, level in sample.ratings.items():
            assert level in record[name]["ratings"][seniority], (name, seniority)


def test_the_figures_of_the_documentation_are_those_of_the_record(record):
    ratings = pairs(record)
    equal = sum(one == other for one, other in ratings)
    assert equal / len(ratings) >= 0.85
    low, high = interval(record)
    text = " ".join(REVIEWING.read_text(encoding="utf-8").split())
    found = re.search(
        r"(\d+) samples, (\d+) pairs of ratings, (\d+) of them equal \((\d+) %\).*"
        r"kappa is ([\d.]+), with a 95 % interval of ([\d.]+) to ([\d.]+)",
        text,
    )
    assert found
    assert found.groups() == (
        str(len(record)),
        str(len(ratings)),
        str(equal),
        f"{100 * equal / len(ratings):.0f}",
        f"{weighted_kappa(ratings):.2f}",
        f"{low:.2f}",
        f"{high:.2f}",
    )


def test_kappa_is_one_for_equal_ratings_and_none_for_chance():
    assert weighted_kappa([(1, 1), (2, 2), (4, 4)]) == 1
    assert weighted_kappa(list(product(LEVELS, LEVELS))) == pytest.approx(0)
    # By hand: squares of 0, 0 and 1 are observed, of 0, 1, 1, 1, 0, 0, 4, 1 and 1 come by chance.
    assert weighted_kappa([(1, 1), (2, 2), (3, 2)]) == pytest.approx(1 - (1 / 3) / (9 / 9))
