"""The questions that each round may ask."""

from kitgen.bank.draft import draft_words
from kitgen.bank.question import Question
from kitgen.errors import BadRequest
from kitgen.role.eligibility import homes, included_ids, may_ask
from kitgen.role.rows import Include
from kitgen.selection.problem import Pool, SelectionProblem


def candidates(problem: SelectionProblem) -> tuple[Pool, ...]:
    """Return for each round the questions that it may ask, by the alphabet.

    These are the eligible ones. A question to include need not be eligible: it joins its round, or
    the rounds that ask for its category, or the only round there is. Raises BadRequest for one
    that joins no round, and for drafts to include that are not admitted.
    """
    _refuse_drafts(problem)
    _check_homes(problem)
    return eligible(problem)


def eligible(problem: SelectionProblem) -> tuple[Pool, ...]:
    """Return for each round the questions that it may ask, drafts to include among them."""
    pools = (may_ask(problem.bank, problem.role, n) for n in range(len(problem.role.rounds)))
    return tuple(tuple(sorted(pool, key=lambda q: q.id)) for pool in pools)


def _refuse_drafts(problem: SelectionProblem) -> None:
    included = included_ids(problem.role)
    drafts = [q for q in problem.bank.questions if q.id in included and q.is_draft]
    refused = [_refusal(draft, problem) for draft in drafts if not draft.admitted]
    if refused:
        raise BadRequest(
            "\n".join(refused),
            "finish it and set status: reviewed, or print packs that are marked as drafts with "
            "--drafts",
        )


def _refusal(draft: Question, problem: SelectionProblem) -> str:
    message = f"'{draft.id}' cannot be included: it is {draft_words(draft)}"
    origin = problem.bank.origins.get(draft.id)
    return str(origin.issue(message, "id")) if origin else message


def _check_homes(problem: SelectionProblem) -> None:
    for placed in problem.role.rows():
        if isinstance(placed.row, Include) and placed.place[0] == "blueprint":
            for name in placed.row.include:
                _check_home(problem, name)


def _check_home(problem: SelectionProblem, name: str) -> None:
    question = problem.bank.question(name)
    if not homes(problem.role, question):
        raise BadRequest(
            f"no round of this role asks {question.category}, so '{name}' has no place",
            "use --category to plan a single round of your own",
        )
