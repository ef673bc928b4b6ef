"""Files of every kind that are damaged or hostile, and what kitgen may do with them.

Each is loaded and printed, or refused with a message: no traceback, no more than LIMIT seconds of
processor time, and the same result each time. The tests try a few inputs of each target, and
`make fuzz` many: `python -m tests.fuzz SHARE [TARGET]...` tries that share of all.

inputs     strategies: good files with places changed
archives   the same for Word files and workbooks
targets    what is done with an input, a target a kind of file
attempt    one input tried, within limits
trial      many inputs tried in one process
found/     the inputs that were once not handled, which are tried by the tests from then on
"""
