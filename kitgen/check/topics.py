"""Topics that employers must keep out of interviews, as the words that ask for them.

After the US EEOC's guidance on inquiries before an offer and employers' own lists. No legal
advice: the law differs by place. A pattern has to address the candidate, since work itself may be
about age, credit or religion.
"""

import re
from collections.abc import Iterator, Mapping

from kitgen.check.words import plain

Topics = tuple[tuple[str, re.Pattern[str]], ...]

# What may follow 'your weight' if the candidate's weight is meant, not 'your weight matrix'.
_ALONE = (
    r"(?=\s*(?:[^\w\s-]|$)|\s+(?:and|or|is|was|are|were|in|on|at|as|to|from|with|when|before|"
    r"after|affect\w*|like|now|today)\b)"
)


def yours(nouns: str) -> str:
    """Return a pattern for 'your' and one of the nouns, when it is the candidate's own."""
    return rf"\byour (?:own |current |exact |actual )?(?:{nouns}){_ALONE}"


def compiled(topics: Mapping[str, tuple[str, ...]]) -> Topics:
    """Join the patterns of each topic."""
    return tuple((topic, re.compile("|".join(parts))) for topic, parts in topics.items())


def named(text: str, topics: Topics) -> Iterator[tuple[str, str]]:
    """Yield each of `topics` that the text asks for, with the words that do."""
    lower = plain(text).lower()
    for topic, pattern in topics:
        if found := pattern.search(lower):
            yield topic, found.group()


PROTECTED = compiled(
    {
        "race, ethnicity or accent": (
            yours(r"race|ethnicity|ethnic (?:origin|background)|skin colou?r|ancestry|accent"),
        ),
        "birthplace": (
            r"\bwhere (?:are|were) you(?: originally)? (?:from|born)\b",
            r"\bwhere (?:do you|does your family) (?:originally )?come from\b",
            yours(r"birthplace|place of birth|country of birth|home country|nationality"),
        ),
        "religion": (
            yours(r"religion|faith(?! in\b)|church|religious (?:beliefs?|views)"),
            r"\b(?:are|aren't) you (?:a )?(?:religious|christian|muslim|jewish|hindu|catholic)\b",
            r"\bdo you (?:pray|go to church|believe in god)\b",
            r"\bholidays do you (?:observe|celebrate|keep)\b",
        ),
        "sex, gender or orientation": (
            yours(r"sex|gender|gender identity|sexual orientation|sexuality|pronouns"),
            r"\bare you (?:a )?(?:gay|lesbian|straight|bisexual|transgender|(?:wo)?man)\b",
            r"\bas a (?:wo)?man, (?:how|what|do|would|can)\b",
        ),
        "pregnancy, children or marriage": (
            r"\bare you (?:pregnant|married|single|divorced|engaged|expecting a (?:baby|child))\b",
            r"\b(?:do|will|are) you (?:(?:have|having|want|plan|planning|to|hope|start|any) )+"
            r"(?:children|kids|a baby|a family)\b(?! (?:node|process|element|task|class)\w*)",
            yours(
                r"marital status|spouse|husband|wife|fianc[eé]e?|children|kids|maiden name|"
                r"pregnancy|family plans|child ?care(?: arrangements)?"
            ),
            r"\bas a (?:mother|father|parent), (?:how|what|do|would|can)\b",
        ),
        "age": (
            r"\bhow old are you\b",
            r"\b(?:when|(?:what|which) year) (?:were you born|did you (?:graduate|leave school))\b",
            r"\b(?:when|until|before) (?:do |will |are )?you (?:plan(?:ning)? to )?retire\b",
            yours(r"age|date of birth|birth ?date|birthday|year of birth|graduation year"),
            yours(r"retirement(?: plans)?"),
        ),
        "disability or health": (
            r"\bdo you have (?:a |any )?(?:disabilit\w+|illness\w*|diseases?|allerg\w+|"
            r"(?:medical|health) (?:problem|condition|issue)s?)\b",
            r"\bare you (?:disabled|healthy|in good health|(?:on|taking)(?: any)? medication)\b",
            r"\bhow many (?:sick days|days (?:were you|have you been|of sick))\b",
            yours(r"(?:physical |mental )?health|disability|medication|medical history"),
        ),
        "citizenship": (
            r"\bare you an? (?:[a-z.]+ )?citizen\b",
            yours(r"citizenship|immigration status|visa status|passport|green card"),
        ),
        "native language": (
            yours(r"native language|mother tongue|first language"),
            r"\bare you a native (?:[a-z]+ )?speaker\b",
            r"\blanguages? do you speak at home\b",
        ),
        "arrest or conviction": (
            r"\b(?:have|were) you (?:ever )?(?:been )?(?:arrested|convicted|jailed|in prison)\b",
            yours(r"(?:criminal|arrest|police) (?:record|history)"),
        ),
        "military discharge": (
            yours(r"military discharge"),
            r"\bwere you (?:dis)?honou?rably discharged\b",
        ),
        "housing or credit": (
            r"\bdo you (?:own|rent) (?:your|a|an|the) (?:own )?(?:home|house|flat|apartment|car)\b",
            r"\b(?:who do you live with|do you live (?:alone|with))\b",
            r"\bhave you (?:ever )?(?:been bankrupt|declared bankruptcy)\b",
            yours(r"credit (?:score|rating|history|record)|debts|mortgage|landlord"),
        ),
        "union, club or party": (
            r"\bare you (?:in|a member of) (?:an?|any|the) (?:\w+ )?(?:union|club|party)\b",
            r"\b(?:clubs|societies|associations) do you belong to\b",
            yours(r"(?:union|club|party) membership|political (?:views|party|beliefs)"),
        ),
        "height, weight or looks": (
            r"\bhow (?:tall are you|much do you weigh)\b",
            yours(r"height|body weight|height and weight"),
            r"\b(?:photo|photograph|picture) of yourself\b",
        ),
        "genetic or family medical history": (
            r"\b(?:runs?|history of \w+(?: \w+)?) in your family\b",
            yours(r"family(?:'s)? (?:medical |health )?history|genetic (?:test|history)"),
        ),
        "salary history": (
            r"\b(?:what|how much) (?:do|did|are|were|have) you (?:currently |now )?"
            r"(?:earn\w*|(?:been |being )?paid|get paid|paid)\b",
            r"\byour (?:current|present|previous|last) (?:salary|pay|wage|bonus|compensation)\b",
            r"\byour (?:current|present|previous|last) (?:company|employer|job) (?:pay|paid)\b",
            yours(r"salary history"),
        ),
    }
)

TRAITS = compiled(
    {
        "accent or native language": (
            r"\bnative (?:[a-z]+ )?speaker\b",
            r"\b(?:strong|heavy|foreign|no|without an?|thick) accent\b",
        ),
        "age": (
            r"\b(?:candidate|he|she) (?:is|seems|looks|sounds) (?:very |rather )?(?:young|old)\b",
            r"\b(?:too young|youthful|digital native|overqualified)\b",
        ),
        "family": (r"\bfamily (?:commitments|obligations|duties)\b", r"\bmaternity\b"),
        "looks or manner": (r"\b(?:good-looking|well[- ]dressed|firm handshake|eye contact)\b",),
        "likeness": (r"\b(?:culture|cultural) fit\b",),
    }
)
