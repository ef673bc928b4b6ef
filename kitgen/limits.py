"""How much of anything kitgen takes: far more than people write, less than a machine chokes on.

docs/limits.md tells these numbers to users.
"""

# Files that are read whole: YAML, CSV, Markdown, code, a figure has less.
FILE_BYTES = 50_000_000
# Of a YAML file.
LEVELS = 50  # the deepest file, a role, has eight; Python's own limit is reached at about 300
VALUES = 500_000  # texts, numbers, lists and mappings: some 8,000 questions
REPEATED = 100_000  # values that aliases add; 10,000 questions that share anchors stay below
KEYS = 10_000  # of one mapping
# Of a bank, all its files together.
QUESTIONS = 50_000
# Of a role. What a selection costs grows with the rounds times the rows.
ROUNDS = 100
BLUEPRINT_ROWS = 1_000  # of a round
# Faults that are told in one run.
FAULTS = 1_000
# Characters of a text: in one line, in a paragraph, in several blocks.
LINE, PHRASE, PROSE = 2_000, 10_000, 50_000
# What is packed into a Word file or a workbook, and the cells of its sheets, empty ones included.
UNPACKED_BYTES = 200_000_000
ARCHIVED_FILES = 10_000
CELLS = 1_000_000
# Of a roster.
ROWS = 20_000
COLUMNS = 200
# Of a theme.
THEME_FILE_BYTES = 1_000_000
TEMPLATE_SECONDS = 60  # of the processor, for one document
TEMPLATE_CHARACTERS = 100_000_000  # what its parts print, of which macros print some twice
TEMPLATE_VALUE = 5_000_000  # characters or items of a value
CSS_LEVELS = 32
CSS_UNFOLDED = 10_000  # parts of a custom property, with those that it refers to
CSS_LENGTH = 10_000  # of any unit: rounded corners are often written as 9999px
CSS_NUMBER = 1_000_000  # layers are often written as 99999
CSS_COLUMNS = 100
CSS_REPEATS = 1_000
PAGE_SIZE = (40, 2_000)  # mm
LAYOUT_SECONDS = 60  # of the processor, for one PDF
LAYOUT_MEGABYTES = 2_000
LAYOUT_CHARACTERS = 1_000  # for which a second and two megabytes more are given: twice the need
# Of a drawing: elements in each other, and those that are drawn when what is repeated is.
SVG_LEVELS = 100
SVG_UNFOLDED = 100_000
