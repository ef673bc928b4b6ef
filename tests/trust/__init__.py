"""docs/trust.md: what is promised, what was tried against it, and what came of that.

A test says which promise it tries with `@pytest.mark.promise("…")`; its name is what is tried, and
`attack="…"` says so in other words. How many inputs it tried are its cases, the examples of
hypothesis, or `inputs=…`: a number, or the name of the parameter that has it. `make trust` runs
these tests with `-p tests.trust.plugin`, which measures them and writes the page.
"""
