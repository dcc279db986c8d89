# Every target runs with Python 3.11 or newer and nothing else installed: `make run` is the first thing to try.
PYTHON ?= python3
LAUNCH = exec $(PYTHON) karmayogi/run/bootstrap.py

.PHONY: run test check install backup restore rehearse lock messages try-packages licences films bench axe help
.DEFAULT_GOAL := run

run:  ## Start the product: http://localhost:8000 (PORT=, DATA_DIR=, BIND=, DEMO=, DATABASE_URL=, … in docs/operating.md)
	@$(LAUNCH) run

test:  ## Run every test on throw-away servers, browser journeys included (ARGS="-k name")
	@$(LAUNCH) test $(ARGS)

check:  ## Format, lint, types, import contracts, templates, migrations, translations, deployment (ARGS=types for one)
	@$(LAUNCH) check $(ARGS)

install:  ## Install and build everything, start nothing (ARGS=dev for the tools of tests and checks too)
	@$(LAUNCH) install $(ARGS)

backup:  ## Write everything that cannot be made again into a new folder below TO=, also while the product runs
	@$(LAUNCH) backup $(TO)

restore:  ## Make a data folder (DATA_DIR=) from the backup FROM=
	@$(LAUNCH) restore $(FROM)

rehearse:  ## Take over the data of an older version on throw-away servers (FROM=tag or commit)
	@$(LAUNCH) rehearse $(FROM)

lock:  ## Pin the requirements anew
	@$(LAUNCH) lock

messages:  ## Collect the visible strings into locale/
	@$(LAUNCH) manage make_translations

licences:  ## Write docs/third-party-licences.md anew
	@$(LAUNCH) licences

films:  ## Draw the films of the demo's courses anew from their slides (ARGS=code for one)
	@$(LAUNCH) manage make_demo_films $(ARGS)

bench:  ## Measure: make bench NAME=home
	@$(LAUNCH) bench $(NAME)

axe:  ## All pages of all persons: by axe, by the keyboard, on paper
	@$(LAUNCH) test -m axe $(ARGS)

try-packages:  ## Try SCORM, H5P and web packages of others in the whole product (DIR=folder of archives or git snapshots)
	@PACKAGES="$(abspath $(DIR))" $(LAUNCH) test tests/journeys/public_packages.py -s

help:  ## This list
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## /  make \1\t/'
