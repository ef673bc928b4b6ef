"""Invoices from a language model that may answer badly, late or not at all."""

import json
from collections.abc import Callable
from typing import Any

Record = dict[str, Any]
ASK = 'Give only {"number": string, "cents": integer, "currency": "EUR" or "USD"} for:\n'


def extract(
    model: Callable[[str], str], documents: list[str], attempts: int = 3
) -> tuple[dict[int, Record], dict[int, str]]:
    """Return records and failures by index of the document; each index is in one of them."""
    records: dict[int, Record] = {}
    failures: dict[int, str] = {}
    for index, document in enumerate(documents):
        prompt = ASK + document
        for _ in range(attempts):
            try:
                answer = model(prompt)
            except TimeoutError:
                failures[index] = "no answer in time"
                continue
            try:
                records[index] = checked(answer, document)
            except ValueError as error:
                failures[index] = str(error)
                prompt = f"{ASK}{document}\nRefused:\n{answer}\nbecause: {error}"
            else:
                failures.pop(index, None)
                break
    return records, failures


def checked(answer: str, document: str) -> Record:
    """Return the record of an answer; raise ValueError that says what is wrong with it."""
    record = json.loads(answer)  # JSONDecodeError is a ValueError
    if not isinstance(record, dict) or set(record) != {"number", "cents", "currency"}:
        raise ValueError("not an object with number, cents and currency")
    number, cents = record["number"], record["cents"]
    if not isinstance(number, str) or not number or number not in document:
        raise ValueError("number is not in the document")
    if type(cents) is not int or cents < 0:  # True is an int for isinstance
        raise ValueError("cents is no integer from 0")
    if record["currency"] not in ("EUR", "USD"):
        raise ValueError("currency is neither EUR nor USD")
    return record
