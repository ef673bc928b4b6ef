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
  # hints:                              # at most two, where people get stuck
  #   - {{when: What the interviewer sees before giving it, say: 'Read aloud, word for word.'}}
  # figures: The numbers and words to hear, in one line
  answer: |
    What is right, with the reasoning; maths as $a = b$.
  key_points:                           # those needed, and follow-ups that must be asked: 4 to 8
    - needed: true                      # counted for the rating
      point: What an answer must contain, so that a stranger can tick it
    - needed: true
      point: A second such point
    - needed: true
      point: A third such point
    - needed: senior                    # counted for senior and staff
      point: What is expected of them besides
    - needed: false
      point: What makes it better
  follow_ups:
    - ask: A scripted probe that must be asked, word for word?
      listen_for: What makes it count, in the first sentence. Then what is good as well.
      needed: true
    - ask: A scripted probe for when there is time?
      listen_for: What a good reply contains, with numbers where there are any.
  signals:
    strong:
      - Something that a strong candidate does
    weak:
      - Something that a weak candidate does
  rubric:                               # what is seen and heard at each level
    default:
      1: What is heard when fewer than half of what is needed is there
      2: What is heard when two are missing, in words that only fit this question
      3: All that is needed, as it would be heard
      4: As 3, and what goes beyond it
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
