"""The page of what is promised has each promise of SECURITY.md, with tests that held."""

import re

from tests.trust.page import PAGE, PROMISES, ROOT


def test_every_promise_of_the_security_page_has_tests_on_the_page_of_trust():
    security = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    promised = re.findall(r"^\| ([A-Z][^|]+) \| ", security, re.MULTILINE)
    assert promised == [*PROMISES.values()]
    page = PAGE.read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == [*promised, "Long runs"]
    assert "failed**" not in page
