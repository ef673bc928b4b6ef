"""Which drafts the bank has already, and which are nearly the same as another question."""

from collections.abc import Iterator, Sequence

from kitgen.bank.question import Question
from kitgen.check.rules.bank import ALIKE
from kitgen.check.similar import similar_pairs
from kitgen.check.words import content, words
from kitgen.importing.drafts import Draft
from kitgen.importing.reading import Note


def without_repeated(
    drafts: Sequence[Draft], questions: Sequence[Question]
) -> tuple[tuple[Draft, ...], tuple[Note, ...]]:
    """Return the drafts whose question nobody else asks word for word, and notes of the others."""
    asked: dict[tuple[str, ...], tuple[str, tuple[str, ...]]] = {
        words(q.prompt): (f"'{q.id}' of the bank", words(q.answer)) for q in questions
    }
    new: list[Draft] = []
    notes: list[Note] = []
    for draft in drafts:
        prompt, answer = draft.keys["prompt"], draft.keys.get("answer", "")
        name, known = asked.setdefault(words(prompt), (f"'{draft.id}'", words(answer)))
        if name == f"'{draft.id}'":
            new.append(draft)
            continue
        text = f"the same question as {name}: {draft.asked}"
        if answer and words(answer) != known:
            text += f" Its answer differs: {' '.join(answer.split())}"
        text += "".join(f" Its {name}: {field}" for name, field in _other_fields(draft))
        notes.append(Note(draft.place, "dropped", text))
    return tuple(new), tuple(notes)


def _other_fields(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield what a table has of a question beside its words, which are told already."""
    for name, text in draft.found.fields.items():
        if name not in {"prompt", "answer"} and text.strip():
            yield name.replace("_", " "), " ".join(text.split())


def alike(drafts: Sequence[Draft], questions: Sequence[Question]) -> Iterator[Note]:
    """Yield a note for each draft that asks nearly the same as another question."""
    names = [*(f"'{q.id}' of the bank" for q in questions), *(f"'{d.id}'" for d in drafts)]
    prompts = [*(q.prompt for q in questions), *(d.keys["prompt"] for d in drafts)]
    for earlier, later, share in similar_pairs([content(text) for text in prompts], ALIKE):
        if later >= len(questions):
            draft = drafts[later - len(questions)]
            text = f"'{draft.id}' is nearly the same as {names[earlier]} ({share:.0%} of the words)"
            yield Note(draft.place, "kept", text)
