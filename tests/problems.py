"""Small banks, roles and selection problems, made in code."""

from pydantic import TypeAdapter

from kitgen.role.loaded import LoadedRole
from kitgen.role.role import Role, Round
from kitgen.role.rows import Row
from kitgen.selection import SelectionProblem
from kitgen.selection.evidence import demanded
from kitgen.selection.pools import candidates
from kitgen.selection.verify import faults


def round_of(*rows, number=0, minutes=60):
    return Round(id=f"r{number}", title=f"Round {number}", minutes=minutes, blueprint=rows)


def role_of(*blueprints, minutes=60, **more):
    rounds = tuple(round_of(*rows, number=n, minutes=minutes) for n, rows in enumerate(blueprints))
    return Role(name="role", title="Role", seniority="senior", rounds=rounds, **more)


def row(**keys):
    """A row of the kind that its keys tell, as one read from YAML."""
    return TypeAdapter(Row).validate_python(keys)


def question(bank, n, category="ml-theory", minutes=10, **more):
    return bank.questions[0].model_copy(
        update={
            "id": f"q{n}",
            "category": category,
            "minutes": minutes,
            "seniority": ("senior",),
            "competencies": ("coding",),
            "kind": "concept",
            "tags": (),
            "enemies": (),
            "requires": (),
            "status": "reviewed",
            "difficulty": 1 + n % 5,
            **more,
        }
    )


def problem_of(bank, role, options=None):
    return SelectionProblem.of(bank, LoadedRole(role), options)


def demands(problem):
    """The evidence that a choice must give."""
    return demanded(problem, candidates(problem))


def faults_of(problem, rounds):
    return faults(problem, rounds, demands(problem))
