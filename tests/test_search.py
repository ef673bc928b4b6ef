"""Words looked for in a bank: what has them, in which order, and that none is taken for syntax."""

import json
import string
from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kitgen.bank.overview import Overview, overview
from kitgen.bank.search import Words
from kitgen.bank.texts import searched_texts
from kitgen.cache import caching

TEXTS = {
    "often": ("One", "What then?", "A gradient. The gradient is a gradient."),
    "once": ("Two", "What then?", "A gradient, among many other words that are told at length."),
    "titled": ("Gradient", "What then?", "Nothing else."),
    "asked": ("Four", "Which gradient?", "This one."),
    "accents": ("Five", "Où est l'élève?", "Там, где данные, and c++ with f(x) at 5 % NEAR it."),
    "chinese": ("资深护士", "怎么样?", "很好."),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    questions = [
        {"id": name, "title": title, "prompt": prompt, "answer": answer}
        for name, (title, prompt, answer) in TEXTS.items()
    ]
    bank = tmp_path_factory.mktemp("bank")
    (bank / "ml-theory.yaml").write_text(yaml.safe_dump(questions, allow_unicode=True), "utf-8")
    return bank


@pytest.fixture(scope="module")
def searched(folder):
    return overview((folder,))


def ids(run, *arguments):
    result = run(*arguments)
    assert result.exit_code == 0, result.stderr
    return [row["id"] for row in json.loads(result.stdout)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["gradient"], ["titled", "asked", "often", "once"]),
        (["GRAD", "which"], ["asked"]),
        (["eleve"], ["accents"]),
        (["ДАН"], ["accents"]),
        (["护士"], ["chinese"]),
        (["c++"], ["accents"]),
        (["%"], ["accents"]),
        (["f(x)"], ["accents"]),
        (["near"], ["accents"]),
        (["NOT", "gradient"], ["titled"]),  # 'nothing' begins so
        (["adient"], []),
    ],
    ids=lambda value: " ".join(value),
)
def test_the_same_is_found_in_the_same_order_with_and_without_a_cache(run, folder, words, found):
    line = ("questions", "search", "--json", "--bank", folder, "--", *words)
    assert [ids(run, *before, *line) for before in ((), (), ("--no-cache",))] == [found] * 3


@pytest.mark.parametrize("words", ['"', "'", "a OR", "title:x", "x*", "^x", "NEAR(a b)", "-x", "("])
def test_no_word_is_taken_for_a_query(run, folder, words):
    result = run("questions", "search", "--json", "--bank", folder, "--", words)
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_filter_leaves_the_order_as_it_is(run, folder):
    line = ("questions", "search", "gradient", "--json", "--bank", folder)
    assert ids(run, *line, "--status", "draft") == ["titled", "asked", "often", "once"]
    assert ids(run, *line, "--status", "reviewed") == []


@given(st.text(string.ascii_letters + " .,;-'\"()*^:+%éдß护士资", min_size=1, max_size=12))
def test_the_index_finds_what_comparing_all_texts_finds(searched, text):
    """But for a part inside a word of a script with spaces, which begins none."""
    found = {one.entry.id for one in Words(text).search(searched.entries, searched)}
    every = {
        question.id
        for question in searched.bank().questions
        if Words(text).are_in(tuple(searched_texts(question)))
    }
    assert found <= every
    if text.isascii():
        assert found == every


@pytest.fixture(scope="module")
def some(bank):
    """A part of the shipped bank."""
    return Overview.of(replace(bank, questions=bank.questions[::20]))


@given(st.data())
def test_words_of_a_question_find_it(some, data):
    question = data.draw(st.sampled_from(some.bank().questions))
    plain = [word for word in question.prompt.split() if word.isascii() and word.isalpha()]
    words = Words(" ".join(data.draw(st.lists(st.sampled_from(plain), min_size=1, max_size=3))))
    found = [one.entry for one in words.search(some.entries, some)]
    assert question.id in [entry.id for entry in found]
    assert set(words.choose(some.entries, some)) == set(found)


def test_an_index_that_was_changed_is_made_again(tmp_path, folder):
    with caching(tmp_path):
        bank = overview((folder,))
        before = Words("gradient").search(bank.entries, bank)
        (entry,) = (tmp_path / "search").iterdir()
        entry.write_bytes(entry.read_bytes().replace(b"gradient", b"gradiant"))
        assert Words("gradient").search(bank.entries, bank) == before
        assert len(before) == 4
