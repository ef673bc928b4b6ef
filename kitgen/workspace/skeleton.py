"""Commented files to fill in: a question, a role."""

_QUESTION = """\
- id: {id}
  title: A neutral label                # it may be printed where the candidate sees it
  kind: concept                         # or coding, design, behavioral, situational, project
  seniority: [mid, senior]              # junior, mid, senior, staff
  competencies: [ml-fundamentals]       # the main one first
  difficulty: 3                         # 1 warm-up to 5 hard, for that seniority
  minutes: 10                           # asking, answering and follow-ups together
  prompt: |
    A concrete case with numbers to work with, as you would say it aloud.
  answer: |
    What is right, with the reasoning; maths as $a = b$.
  key_points:
    - needed: true
      point: What an answer must contain to meet the bar
    - needed: false
      point: What makes it better
  follow_ups:
    - ask: A scripted probe, word for word?
      listen_for: What a good reply contains, with numbers where there are any.
  signals:
    strong:
      - Something that a strong candidate does
    weak:
      - Something that a weak candidate does
  rubric:                               # what is seen and heard at each level
    default:
      1: What an answer at this level lacks, in words that only fit this question
      2: What is there, and what is missing
      3: The needed points, as they would be heard
      4: What goes beyond them
  covers: [where-it-comes-from]
  status: draft                         # reviewed questions are chosen, drafts are not
"""

_ROLE = """\
# Only what differs from the role that this one extends.
extends: {extends}
title: {title}

# competencies:                         # by id: change a weight, add one, or drop one
#   - {{id: model-evaluation, weight: 4}}
#   - {{id: coding, drop: true}}

# rounds:                               # by id as well
#   - id: ml-depth
#     minutes: 45
#     blueprint:
#       - {{category: ml-theory, count: 3}}

# bar: 3                                # the lowest level that meets the standard
# must_pass: [ml-fundamentals]

# questions:                            # any question, for this role only
#   bias-variance-tradeoff:
#     minutes: 9
#     anchors:
#       3: What meets the bar here.
"""


def question_skeleton(question_id: str) -> str:
    """Return a question to fill in, a draft that loads as it is."""
    return _QUESTION.format(id=question_id)


def role_skeleton(name: str, extends: str) -> str:
    """Return a role to fill in, which changes nothing yet of the role that it extends."""
    return _ROLE.format(extends=extends, title=name.replace("-", " ").capitalize())
