# make             what there is
# make reports     run the notebooks, write reports/index.html
PYTHON ?= python3
RUN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)/python

.DEFAULT_GOAL := help
.PHONY: help reports lab verify test bench notebooks lock clean

help:
	@echo 'make reports     run the notebooks and write reports/index.html'
	@echo '                 DATA=folder DOCUMENT=id OUT=folder: your statements, one of them, where to'
	@echo '                 AGAINST=id: the statement to lay it beside, else the one before it'
	@echo '                 CODEBOOK=name or file: policy, or your own themes'
	@echo 'make lab         open the notebooks in JupyterLab'
	@echo 'make verify      run the saved notebooks again and say whether they show the same'
	@echo '                 FROZEN=1: with the same versions and pictures, too'
	@echo 'make test        check the code and the numbers'
	@echo 'make bench       measure the speed'
	@echo 'make notebooks   run the notebooks and save them with what they show'
	@echo 'make lock        choose the versions of all packages anew'
	@echo 'make clean       take away the reports and all that was installed'
	@echo
	@echo 'The first of these makes .venv with $(PYTHON); PYTHON=python3.13 chooses another (3.11 or newer).'

# the shell, not make, takes the folders apart, so that their names may have spaces
export DATA DOCUMENT AGAINST OUT CODEBOOK
SETTINGS = $${DATA:+"--data=$$DATA"} $${DOCUMENT:+"--document=$$DOCUMENT"} $${OUT:+"--out=$$OUT"} \
 $${AGAINST:+"AGAINST=$$AGAINST"} $${CODEBOOK:+"CODEBOOK=$$CODEBOOK"}

reports: .venv/installed
	@$(RUN) -m helpers.reports $(SETTINGS)

verify: .venv/installed
	@$(RUN) -m helpers.verify $(if $(FROZEN),--frozen)

notebooks: .venv/installed
	@$(RUN) -m helpers.reports --save

lab: .venv/installed
	@$(RUN) -m jupyterlab --config=helpers/reports/jupyter_lab_config.py notebooks

# these wait for a browser: one process more than two cores fills the time, and they go first
LONGEST = tests/reports/test_pages.py tests/reports/test_lab.py tests/test_hostile.py

test: .venv/installed-for-tests
	@$(RUN) -m ruff check
	@$(RUN) -m ruff format --check
	@$(RUN) -m mypy
	@$(RUN) -m slipcover --source helpers --omit helpers/reports/jupyter_lab_config.py \
	 --skip-covered --out coverage.txt -m pytest --doctest-modules \
	 --numprocesses 3 --dist loadfile --no-loadscope-reorder $(LONGEST) tests helpers
	@sed -n 's/^(summary).* /coverage.txt: lines of helpers that a test runs, per cent: /p' coverage.txt

bench: .venv/installed-for-tests
	@for file in benchmarks/*_bench.py; do $(RUN) "$$file" || exit 1; done

# one set of versions for every Python and system; pyproject.toml names what is needed and no more
LOCK := uv pip compile --quiet --universal --python-version 3.11 --no-header

lock: .venv/installed-for-tests
	@.venv/bin/$(LOCK) pyproject.toml --output-file requirements.txt
	@.venv/bin/$(LOCK) --group test --constraint requirements.txt --output-file tests/requirements.txt
	@echo '-e .' >> requirements.txt

clean:
	rm -rf .venv reports coverage.txt *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/installed: requirements.txt
	@command -v $(PYTHON) >/dev/null || { echo 'There is no $(PYTHON) here; this needs Python 3.11 or newer.' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	 { echo "This needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) -V 2>&1); try make PYTHON=python3.13" >&2; exit 1; }
	@echo 'Installing into .venv; this takes about a minute, and only once.'
	@$(PYTHON) -m venv .venv
	@$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/installed-for-tests: .venv/installed tests/requirements.txt
	@echo 'Installing what the tests need.'
	@$(RUN) -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@
