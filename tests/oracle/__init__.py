"""The rules of selection written again from docs/blueprints.md, and solved without the engine.

A `Case` is plain data, as YAML has it. `Rules` are what docs/blueprints.md makes of it; `brute`
(numpy) and `cpsat` (OR-tools) solve them; `compare` puts kitgen's answer beside theirs.
"""
