"""All rules, in one table."""

from kitgen.check.allowances import idle_allowance, unknown_rule
from kitgen.check.bank_rules import BANK_RULES
from kitgen.check.evidence import EVIDENCE
from kitgen.check.fairness import FAIRNESS
from kitgen.check.fields import FIELDS
from kitgen.check.findings import Rule
from kitgen.check.rubric import RUBRIC
from kitgen.check.wording import WORDING

_OF_QUESTIONS = (*FAIRNESS, *EVIDENCE, *WORDING, *RUBRIC, *FIELDS, *BANK_RULES)
RULES: tuple[Rule, ...] = (
    *_OF_QUESTIONS,
    unknown_rule(_OF_QUESTIONS),
    idle_allowance(_OF_QUESTIONS),
)
