# Two commands do everything: `make handbook` and `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: handbook check serve site test lint benchmarks lock clean
.DELETE_ON_ERROR:

handbook: $(READY)  ## check sms/ and build the handbook into build/site
	$(BIN)/smsbook check sms
	$(BIN)/smsbook build sms

check: $(READY)  ## only check sms/
	$(BIN)/smsbook check sms

serve: $(READY)  ## live preview; follows edits of sms/
	$(BIN)/smsbook serve sms

site: $(READY)  ## this documentation as a site, with the example handbook beside it, in build/project
	$(BIN)/python docs/build_site.py

test: $(READY)  ## linters, types, layers, unit, command line, wheel and browser tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest

benchmarks: $(READY)  ## measure smsbook beside its peers
	$(BIN)/python benchmarks/run.py

$(READY): requirements.lock pyproject.toml .ci/venv
	PYTHON="$(PYTHON)" sh .ci/venv $(VENV)
	touch $@

lock:  ## pin all dependencies anew, with hashes
	uv pip compile pyproject.toml --group pyproject.toml:dev --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-emit-index-url --upgrade -q -o requirements.lock

clean:
	rm -rf $(VENV) build dist
