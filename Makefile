PYTHON ?= python3
VENV ?= .venv
NEWEST ?= .venv-newest
OLDEST ?= .venv-oldest
OUT ?= out
MACHINES ?= build/fresh
SUITES ?= bookworm trixie
# Most that a function may have, with clauses of comprehensions and boolean operators counted.
COMPLEXITY = 10
BIN = $(VENV)/bin
# Two processes, each with the tests of neighbouring files: what these share is made once.
TESTS = -m pytest -n 2 --dist worksteal
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DELETE_ON_ERROR:
.PHONY: kit test thorough quick problems fuzz trust positions gallery newest oldest fresh check sbom renew catalogues figures mutate \
  bench pango lock clean

# The senior ML engineer's packs, as PDF and DOCX; only as DOCX where Pango cannot be had.
# It overwrites nothing, since kits and Word files are there to be edited.
kit: $(VENV)/installed pango
	@if [ -e "$(OUT)" ]; then \
	  echo "$(OUT)/ is there already: delete it, or name another folder: make kit OUT=packs" >&2; exit 1; \
	fi
	@formats="--format docx"; \
	if $(BIN)/python -c "import weasyprint" >/dev/null 2>&1; then formats="--format pdf $$formats"; fi; \
	$(BIN)/kitgen generate senior-ml-engineer $$formats --seed 7 --output "$(OUT)"

test: $(VENV)/installed-dev pango
	$(BIN)/python $(TESTS)

# The same tests with more seeds, papers, layouts, moments and questions: before a release.
thorough: $(VENV)/installed-dev pango
	THOROUGH=1 $(BIN)/python $(TESTS)

# The tests that need neither many packs nor LibreOffice: half as long.
quick: $(VENV)/installed-dev pango
	$(BIN)/python $(TESTS) -m "not slow"

# kitgen's choices beside the best ones, on 5,000 random problems: some minutes. It prints what differs.
problems: $(VENV)/installed-dev
	$(BIN)/python -m tests.oracle 0 5000

# Damaged and hostile files of every kind, a million of them with SHARE=1, in many hours.
# Those that are not handled are kept in tests/fuzz/found/, where the tests try them again.
SHARE ?= 0.01
fuzz: $(VENV)/installed-dev pango
	$(BIN)/python -m tests.fuzz $(SHARE)

# The tests of what is promised, with what they took: docs/trust.md.
trust: $(VENV)/installed-dev pango
	rm -f build/trust.json
	THOROUGH=1 $(BIN)/python -m pytest -n 1 -p tests.trust.plugin

# Where things are on the pages of all rounds, papers and layouts of some seeds: SEEDS="0 10"
SEEDS ?= 0 3
positions: $(VENV)/installed-dev pango
	$(BIN)/python -m tests.positions.wide $(SEEDS)

# Contact sheets of all pages, in every edition, format, paper and layout: some minutes.
gallery: $(VENV)/installed-dev pango
	rm -rf build/gallery
	$(BIN)/python .make/gallery.py build/gallery

# The same tests with the newest version of everything, to see drift before users do.
newest: pango
	sh .make/environment $(PYTHON) $(NEWEST)
	$(NEWEST)/bin/python -m pip install --quiet --upgrade --upgrade-strategy eager pip --editable '.[dev]'
	$(NEWEST)/bin/python -m pip list
	$(NEWEST)/bin/python $(TESTS) -m "not slow"

# The same tests with the oldest versions that pyproject.toml allows of what kitgen needs to run.
oldest: pango
	sh .make/environment $(PYTHON) $(OLDEST)
	sh .make/oldest $(OLDEST)/bin/python
	$(OLDEST)/bin/python $(TESTS) -m "not slow"

# The README's commands on new machines, with the tests that are not slow, or with all: make fresh FULL=1
fresh:
	$(PYTHON) .make/fresh.py "$(MACHINES)" $(SUITES) $(if $(FULL),--full)

check: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lizard --CCN $(COMPLEXITY) --warnings_only kitgen benchmarks .make
	$(BIN)/python .make/licences.py | diff docs/licences.md -

# A bill of materials of the locked versions, in CycloneDX: build/sbom.json
sbom:
	sh .make/environment $(PYTHON) $(VENV)-sbom
	sh .make/sbom $(VENV)-sbom/bin/python

# The generated files that are committed: schemas, sample kits, the reference and the variables of templates.
renew: $(VENV)/installed
	for kind in question sample role theme kit vocabulary workspace; do \
	  $(BIN)/kitgen schema $$kind > schemas/$$kind.schema.json || exit 1; \
	done
	$(BIN)/kitgen plan senior-ml-engineer --seed 7 --output examples/kits --force
	$(BIN)/python .make/reference > docs/reference.md
	$(BIN)/python .make/licences.py > docs/licences.md
	$(BIN)/python .make/templates.py > docs/templates.md

# New and changed words in the catalogues of all languages, without a translation.
catalogues: $(VENV)/installed
	$(BIN)/python .make/catalogues.py

# The pictures of the bank's questions, drawn anew by the scripts beside them.
figures: $(VENV)/installed-dev
	$(BIN)/python .make/figures questions/figures

# Wrong code that the tests should notice: changes to selection, kits, editions and files, one by one.
# It takes hours; the results stay in mutants/.
mutate: $(VENV)/installed-dev
	$(PIP) 'mutmut>=3.8'
	$(BIN)/mutmut run
	$(BIN)/python .make/mutants

# Speed beside the peers, written to docs/benchmarks.md; peers that are lacking are named there.
# Those from PyPI: $(BIN)/python -m pip install '.[bench]'. Others: Chromium, LibreOffice.
RUNS ?= 5
bench: $(VENV)/installed-dev pango
	$(BIN)/python -m benchmarks.speed --runs $(RUNS)

# Pango is the library that sets the type of PDFs.
pango: $(VENV)/installed
	@$(BIN)/python -c "import weasyprint" >/dev/null 2>&1 || sh .make/pango $(BIN)/python

# Pin the newest versions that pyproject.toml allows, with their hashes.
lock: $(VENV)/made
	$(PYTHON) -m venv --clear $(VENV)-lock
	$(VENV)-lock/bin/python -m pip install --quiet --disable-pip-version-check uv
	sh .make/lock $(VENV)-lock/bin/uv
	rm -rf $(VENV)-lock

# Each file below exists only after its step has succeeded, so that a failed step is done again. An
# environment without pip is half made, or its Python was removed: it is made anew.
ifneq ($(shell $(BIN)/python -c 'import pip; print("pip")' 2>/dev/null),pip)
.PHONY: $(VENV)/made
endif
$(VENV)/made:
	@sh .make/environment "$(PYTHON)" "$(VENV)"
	@touch $@

$(VENV)/installed: pyproject.toml requirements/run.txt $(VENV)/made
	@echo "installing kitgen in $(VENV)" >&2
	@$(PIP) --require-hashes --requirement requirements/run.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/installed-dev: requirements/dev.txt $(VENV)/installed
	@echo "installing the tools of kitgen's tests in $(VENV)" >&2
	@$(PIP) --no-deps --require-hashes --requirement requirements/dev.txt
	@touch $@

clean:
	rm -rf $(VENV) $(VENV)-lock $(VENV)-sbom $(NEWEST) $(OLDEST) out build dist mutants
