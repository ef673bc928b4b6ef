"""All rules, in one table."""

from kitgen.check.allowances import idle_allowance, unknown_rule
from kitgen.check.findings import Rule
from kitgen.check.rules.bank import BANK_RULES
from kitgen.check.rules.bar import BAR
from kitgen.check.rules.evidence import EVIDENCE
from kitgen.check.rules.fairness import FAIRNESS
from kitgen.check.rules.fields import FIELDS
from kitgen.check.rules.markdown import MARKDOWN
from kitgen.check.rules.rubric import RUBRIC
from kitgen.check.rules.samples import SAMPLES
from kitgen.check.rules.scripted import SCRIPTED
from kitgen.check.rules.wording import WORDING

_OF_QUESTIONS = (
    *FAIRNESS,
    *EVIDENCE,
    *MARKDOWN,
    *WORDING,
    *RUBRIC,
    *BAR,
    *SCRIPTED,
    *SAMPLES,
    *FIELDS,
    *BANK_RULES,
)
RULES: tuple[Rule, ...] = (
    *_OF_QUESTIONS,
    unknown_rule(_OF_QUESTIONS),
    idle_allowance(_OF_QUESTIONS),
)
