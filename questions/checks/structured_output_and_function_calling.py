"""Tests A to F of checked model answers, as the answer of the question lists them."""

import json
from collections.abc import Callable
from typing import Any

from kitgen.bank.harness import expect, refuses

GIVEN = {"json": json, "Any": Any, "Callable": Callable, "Record": dict[str, Any]}

DOCUMENT = "Invoice A-7, to pay: 12.50 EUR"
RIGHT = {"number": "A-7", "cents": 1250, "currency": "EUR"}


class Fake:
    """A model that gives these answers in turn, the last one for ever; an error is raised."""

    def __init__(self, *answers):
        self.answers, self.prompts = list(answers), []

    def __call__(self, prompt):
        self.prompts.append(prompt)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


def text(**changes):
    return json.dumps({**RIGHT, **changes})


def expect_refused(candidate, answer, what, document=DOCUMENT):
    """One attempt with this answer fails, with a reason."""
    records, failures = candidate.extract(Fake(answer), [document], 1)
    expect(records, {}, what=f"records for {what}")
    expect(list(failures), [0], what=f"failures for {what}")
    expect(bool(failures[0]) and isinstance(failures[0], str), True, what=f"reason for {what}")


def test_a_example(candidate):
    """the example of the handout: one document read, one not"""
    model = Fake(text(), "sorry", "sorry")
    records, failures = candidate.extract(model, [DOCUMENT, "Menu"], 2)
    expect((records, list(failures)), ({0: RIGHT}, [1]))


def test_b_second_attempt(candidate):
    """the next prompt has the document and the refused answer; then no more calls"""
    model = Fake("no idea, 4711", text())
    records, failures = candidate.extract(model, [DOCUMENT], 3)
    expect((records, failures), ({0: RIGHT}, {}))
    expect(len(model.prompts), 2, what="calls")
    expect(DOCUMENT in model.prompts[0], True, what="document in the first prompt")
    expect(DOCUMENT in model.prompts[1], True, what="document in the second prompt")
    expect("no idea, 4711" in model.prompts[1], True, what="refused answer in the second prompt")


def test_c_types_and_keys(candidate):
    """cents as true, 12.0, text, null or negative; wrong keys; no object; 0 is right"""
    for cents in (True, 12.0, "1250", None, -1):
        expect_refused(candidate, text(cents=cents), f"cents = {cents!r}")
    found = candidate.extract(Fake(text(cents=0)), [DOCUMENT], 1)
    expect(found, ({0: {**RIGHT, "cents": 0}}, {}), what="cents = 0")
    expect_refused(candidate, text(currency="eur"), "currency eur")
    expect_refused(candidate, text(currency=["EUR"]), "currency in a list")
    expect_refused(candidate, text(number=7), "number 7", "Invoice 7")
    expect_refused(candidate, text(note="paid"), "a key too many")
    expect_refused(candidate, '{"number": "A-7", "cents": 1250}', "a key missing")
    for answer in ("[]", "null", "12", f"[{text()}]"):
        expect_refused(candidate, answer, answer)


def test_d_one_of_three_fails(candidate):
    """the middle document fails for good: its attempts, and the others, are as they should be"""
    asked = []

    def model(prompt):
        named = [name for name in ("A-1", "A-2", "A-3") if f"Invoice {name}." in prompt]
        name = named[0] if named else asked[-1]
        asked.append(name)
        return "?" if name == "A-2" else text(number=name)

    names = ["A-1", "A-2", "A-3"]
    records, failures = candidate.extract(model, [f"Invoice {n}. 12.50 EUR" for n in names], 4)
    expect({k: v["number"] for k, v in records.items()}, {0: "A-1", 2: "A-3"}, what="records")
    expect(list(failures), [1], what="failures")
    expect([asked.count(name) for name in names], [1, 4, 1], what="calls")


def test_e_timeouts(candidate):
    """a timeout is an attempt; another error is not caught"""
    model = Fake(TimeoutError(), text())
    expect(candidate.extract(model, [DOCUMENT], 2), ({0: RIGHT}, {}), what="second attempt")
    silent, wrong = Fake(TimeoutError()), Fake("?")
    records, failures = candidate.extract(silent, [DOCUMENT], 2)
    expect((records, list(failures)), ({}, [0]), what="timeouts only")
    candidate.extract(wrong, [DOCUMENT], 2)
    expect(len(silent.prompts), len(wrong.prompts), what="timeouts, as many as wrong answers")
    refuses(candidate.extract, Fake(KeyError("x")), [DOCUMENT], error=KeyError, what="KeyError")


def test_f_number_of_the_document(candidate):
    """a number that the document does not contain, or an empty one"""
    expect_refused(candidate, text(number="A-8"), "number A-8")
    expect_refused(candidate, text(number=""), "an empty number")
