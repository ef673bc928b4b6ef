"""Large banks, whose files several processes read into the cache, so that all cores are used."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from itertools import accumulate

from kitgen.bank.content import BankContent, entry_now
from kitgen.bank.files import QuestionFile
from kitgen.bank.kept import keep_questions
from kitgen.bank.raw import RawQuestion
from kitgen.bank.validated import read_file
from kitgen.errors import InvalidInput
from kitgen.files.faults import Faults
from kitgen.files.memory import without_collection
from kitgen.jobs import cores, workers
from kitgen.limits import QUESTIONS

# Fewer bytes of YAML are read in the time that processes take to start (measured).
_LARGE = 20_000_000
_TOGETHER = 8  # files that a process is given at a time


def read_ahead(content: BankContent, files: Sequence[QuestionFile]) -> Iterator[QuestionFile]:
    """Keep the questions of files without faults, and yield each file when that is done.

    Nothing is done where there is too little to read for that. What is faulty is left to be read
    again, in the order of the files, by whoever tells of it.
    """
    if cores() == 1 or _size(files) < _LARGE:
        return
    names = map(content.entry_of, files)
    # Where the system stopped one of the processes, this one reads what is left.
    with suppress(BrokenExecutor), workers(cores()) as executor:
        assert executor
        counts = executor.map(_keep_file, files, names, chunksize=_TOGETHER)
        for file, total in zip(files, accumulate(counts), strict=True):
            if total > QUESTIONS:
                executor.shutdown(cancel_futures=True)
                return
            yield file


def _size(files: Iterable[QuestionFile]) -> int:
    return sum(file.path.stat().st_size for file in files)


@without_collection()
def _keep_file(file: QuestionFile, name: str) -> int:
    """Keep the questions of a file, unless it was changed; return how many it has."""
    faults = Faults()
    try:
        read = read_file(file, faults)
        faults.raise_found()
        is_same = entry_now(file) == name
    except InvalidInput:
        return 0
    faults.gather(RawQuestion.checks, read.entries)  # keeps which of them have no faults
    if is_same:
        keep_questions(name, read)
    return len(read.questions)
