PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: kit test quick check bench pango clean

# The senior ML engineer's packs, as PDF and DOCX; only as DOCX where Pango cannot be had.
kit: $(VENV)/installed pango
	@formats="--format docx"; \
	if $(BIN)/python -c "import weasyprint" 2>/dev/null; then formats="--format pdf $$formats"; fi; \
	$(BIN)/kitgen generate senior-ml-engineer $$formats --seed 7 --output out --force

test: $(VENV)/installed-dev pango
	$(BIN)/python -m pytest -n 2

# The tests that need neither many packs nor LibreOffice: about a minute.
quick: $(VENV)/installed-dev pango
	$(BIN)/python -m pytest -n 2 -m "not slow"

check: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Beside the peer FlexATA too, once it is installed: $(BIN)/python -m pip install '.[bench]'
bench: $(VENV)/installed-dev pango
	$(BIN)/python -m benchmarks.packs
	$(BIN)/python -m benchmarks.selection

# Pango is the library that sets the type of PDFs.
pango: $(VENV)/installed
	@if ! $(BIN)/python -c "import weasyprint" 2>/dev/null; then sh .make/pango; fi

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV) || { echo "no virtual environment: on Debian and Ubuntu, first: apt install python3-venv"; exit 1; }

$(VENV)/installed: pyproject.toml $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) out build dist
