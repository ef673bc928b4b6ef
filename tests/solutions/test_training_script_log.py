"""The script of spot-the-bug-training-loop prints the log of its handout; run where PyTorch is.

PyTorch is no dependency: `pip install torch` into any environment that has the others.
"""

import copy
import re
from typing import Any

import pytest
import yaml

from tests.solutions import BANK

QUESTIONS = yaml.safe_load((BANK / "ml-programming" / "core.yaml").read_text("utf-8"))
(QUESTION,) = (q for q in QUESTIONS if q["id"] == "spot-the-bug-training-loop")
(SCRIPT,) = re.findall(r"```python\n(.*?)```", QUESTION["handout"], flags=re.S)
(LOG,) = re.findall(r"```text\n(.*?)```", QUESTION["handout"], flags=re.S)

# Only here, so that a question that moved is noticed without PyTorch as well.
torch = pytest.importorskip("torch")

# What the answer proposes, fault by fault.
REPAIRS = [
    [("loss.backward()", "opt.zero_grad(); loss.backward()")],
    [(", nn.Softmax(dim=1)", "")],
    [("total = 0.0", "total = 0.0; model.train()")],
    [("best_state = acc, model.state_dict()", "best_state = acc, deepcopy(model.state_dict())")],
    [
        ("X = (X - X.mean(0)) / X.std(0)\n", ""),
        ("train, val, test", "X = (X - X[tr].mean(0)) / X[tr].std(0)\ntrain, val, test"),
    ],
]


def rows() -> tuple[Any, Any]:
    """Five clouds of 1,000 points around random centres in 20 dimensions."""
    generator = torch.Generator().manual_seed(4)
    y = torch.arange(5).repeat_interleave(1000)
    centres = 0.6 * torch.randn(5, 20, generator=generator)
    return centres[y] + torch.randn(5000, 20, generator=generator), y


def run(script: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    torch.set_num_threads(1)
    X, y = rows()  # noqa: N806
    names = {"DataLoader": torch.utils.data.DataLoader, "deepcopy": copy.deepcopy}
    names |= {"TensorDataset": torch.utils.data.TensorDataset, "nn": torch.nn, "torch": torch}
    exec(script, names | {"X": X, "y": y})
    return capsys.readouterr().out.splitlines()


def repaired() -> str:
    script = SCRIPT
    for repair in REPAIRS:
        for old, new in repair:
            assert script.count(old) == 1, old
            script = script.replace(old, new)
    return script


def figures(line: str) -> list[float]:
    return [float(number) for number in re.findall(r"\d+(?:\.\d+)?", line)]


def test_the_script_prints_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    printed = run(SCRIPT, capsys)
    for shown in LOG.splitlines():
        (line,) = (x for x in printed if x.split()[0] == shown.split()[0])
        assert figures(line) == pytest.approx(figures(shown), abs=0.005)


def test_the_repaired_script_gives_the_figures_of_the_answer(
    capsys: pytest.CaptureFixture[str],
) -> None:
    printed = run(repaired(), capsys)
    loss, best, restored = figures(printed[-2])[1], *figures(printed[-1])[:2]
    assert best == restored
    (sentence,) = re.findall(r"With all five repaired, (.*)", QUESTION["answer"])
    assert figures(sentence) == pytest.approx([loss, best], abs=0.005)


@pytest.mark.parametrize(("softmax", "loss"), [(True, 0.905), (False, 0.0)])
def test_one_batch_shows_the_softmax(softmax: bool, loss: float) -> None:
    torch.manual_seed(0)
    X, y = rows()  # noqa: N806
    batch = torch.randperm(5000)[:64]
    layers = [torch.nn.Linear(20, 64), torch.nn.BatchNorm1d(64), torch.nn.ReLU()]
    layers += [torch.nn.Linear(64, 5)] + [torch.nn.Softmax(dim=1)] * softmax
    model = torch.nn.Sequential(*layers)
    opt = torch.optim.Adam(model.parameters(), lr=1e-3)
    for _ in range(1000):
        opt.zero_grad()
        now = torch.nn.functional.cross_entropy(model(X[batch]), y[batch])
        now.backward()
        opt.step()
    assert now.item() == pytest.approx(loss, abs=0.02)
