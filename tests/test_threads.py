"""Packs made in several threads at once are those made one after the other."""

import gc
import logging
import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from kitgen.kit.load import read_kit
from kitgen.pipeline import packs
from kitgen.request import Packing
from kitgen.resources import shipped
from tests.reading import need_pango

KITS = sorted((shipped("examples") / "kits").glob("*.yaml"))[:2]


def process_state():
    logger = logging.getLogger("weasyprint")
    return (
        dict(os.environ),
        (gc.isenabled(), gc.get_freeze_count(), gc.get_threshold()),
        (logger.level, logger.propagate, list(logger.handlers), list(logger.filters)),
    )


@pytest.mark.promise("bytes")
@pytest.mark.slow
def test_threads_make_the_same_bytes_and_leave_the_process_as_it_was(theme):
    need_pango()
    packing = Packing(theme, ("candidate", "scorecard"), ("pdf", "docx", "html"))

    def made(path):
        return [(file.name, file.content) for file in packs([read_kit(path)], packing)]

    one_by_one = [made(path) for path in KITS]
    before = process_state()
    with ThreadPoolExecutor(2) as threads:
        together = list(threads.map(made, KITS))
    assert len(together[0]) == 6
    assert together == one_by_one
    assert process_state() == before


@pytest.mark.slow
def test_a_warning_of_another_thread_is_passed_on_and_is_no_fault_of_a_pack(theme, caplog):
    need_pango()
    (file,) = packs([read_kit(KITS[0])], Packing(theme, ("scorecard",), ("pdf",)))

    def warn_and_render():
        with ThreadPoolExecutor(1) as other:
            rendering = other.submit(
                lambda: list(packs([read_kit(KITS[0])], Packing(theme, ("scorecard",), ("pdf",))))
            )
            while not rendering.done():
                logging.getLogger("weasyprint").warning("of the program around")
            return rendering.result()

    assert warn_and_render()[0].content == file.content
    assert "of the program around" in caplog.text
