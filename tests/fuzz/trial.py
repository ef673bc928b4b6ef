"""Many inputs tried in one process: how many, what failed, and what came of each as digests."""

import resource
import time
import traceback
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import HypothesisException

from tests.fuzz.attempt import outcome
from tests.fuzz.targets import TARGETS

CHUNK = 500  # inputs of one search, after which it begins anew and forgets what it tried
REFUSED = ("refused, ", "(1, ", "(2, ")


@dataclass(frozen=True)
class Failure:
    """An input that was not handled, as small as it was made, and what happened."""

    content: bytes
    said: str

    @property
    def kind(self):
        """The error and where it arose, by which failures of one cause are known."""
        lines = self.said.strip().splitlines()
        places = [line.strip() for line in lines if line.lstrip().startswith("File ")]
        error = next(line for line in reversed(lines) if line[:1] not in {" ", ""})
        return f"{error.partition(':')[0]} {places[-1] if places else ''}"


@dataclass
class Trial:
    """What was tried of a target: how many inputs, the most time and memory, and what came of it.

    `accepted` are the inputs that were not refused.
    """

    tried: int = 0
    accepted: set[bytes] = field(default_factory=set)
    seconds: float = 0.0
    slowest: float = 0.0
    megabytes: int = 0
    outcomes: dict[bytes, bytes] = field(default_factory=dict)
    failures: dict[str, Failure] = field(default_factory=dict)


def trial(name, numbers, size=CHUNK):
    """Try a chunk of so many inputs of a target for each of some numbers."""
    made, begun = Trial(), time.process_time()
    with TemporaryDirectory() as folder:
        for number in numbers:
            _try_chunk(TARGETS[name], number, size, Path(folder), made)
    made.seconds = time.process_time() - begun
    made.megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return made


def _try_chunk(target, number, size, folder, made):
    last = [b""]

    @seed(number)
    @settings(
        max_examples=size,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    @given(target.inputs)
    def attempt(content):
        last[0] = content
        _try_one(target, content, folder, made)

    try:
        attempt()
    except HypothesisException:
        raise
    except Exception:
        failure = Failure(last[0], traceback.format_exc())
        made.failures.setdefault(failure.kind, failure)


def _try_one(target, content, folder, made):
    made.tried += 1
    begun = time.process_time()
    came = outcome(target.action, content, folder)
    made.slowest = max(made.slowest, time.process_time() - begun)
    made.outcomes[_digest(content)] = _digest(came.encode(errors="surrogatepass"))
    if not came.startswith(REFUSED):
        made.accepted.add(_digest(content))


def _digest(content):
    return sha256(content).digest()[:8]
