"""A question whose texts have everything that Markdown can print."""

PROMPT = """\
Read [the guide](https://guide.example/a_(1).html?q=1&r=2) and [its list][list], then [the guide
again](https://guide.example/a_(1).html?q=1&r=2).

> “Nobody *looked*,” she wrote.
>
> - in the notes
> - in [the log](http://log.example "The log of May")
>
> ## In the quotation
>
> > and deeper
>
> $$e^2$$
>
> | drug | dose |
> |---|--:|
> | one | 2 |

## What I want to know

H<sub>2</sub>O, 2<sup>10 *is*</sup><br>and ![a *falling* curve](figures/curve.png).

---

Write to <ann@mail.example> or <https://auto.example/>.

[list]: https://list.example/größe
"""
HANDOUT = """\
![A plan of the ward](https://plan.example/ward.png)

1. first
   > quoted in a list

2. second
   ***
   ![ward](a.png)
"""
ANSWER = """\
Secret heading
==============

See [the answer](https://secret.example/answer) and ![secret picture](figures/secret.png).

> A secret quotation.
"""
ONE_LINE = "Says [why](https://secret.example/why), x<sup>2</sup>, ![sketch](figures/sketch.png)"


def marked(question):
    """Return a question with these texts."""
    point = question.key_points[0].model_copy(update={"point": ONE_LINE})
    texts = {"prompt": PROMPT, "handout": HANDOUT, "answer": ANSWER}
    return question.model_copy(update={**texts, "key_points": (point, *question.key_points[1:])})
