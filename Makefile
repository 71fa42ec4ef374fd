# What one does with this checkout; `make` alone lists it.

SWIFT ?= swift
PREFIX ?= /usr/local
POLICY ?= plastunovskaya-273-2023

SITO := .build/release/sito
LIBRARY := .build/library/libsito.so.1
SWIFT_SOURCES := Package.swift Plugins Sources Tests Examples/CommentService/Package.swift Examples/CommentService/Sources \
	Benchmarks/Package.swift Benchmarks/Sources/bench
COMPLETIONS := .build/completions
TESTS := .build/tests
PYTHON_ENVIRONMENT := .build/python
# What `make bench` measures on.
DATA ?= $(firstword $(wildcard ../shared/data) corpus)

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test kill-test build library plan dependencies rules example clibrary python-test spark-test integration format lint \
	docs examples completions bench install clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## judge the comments of corpus/sample.txt (another act: POLICY=…)
	@$(SITO) classify --policy $(POLICY) --format text corpus/sample.txt

# The tests judge much text, which takes a debug build many times as long; the rules are tested by the command built with them.
test: dependencies plan ## run every test but spark-test: the code's, the rules' examples, the libraries', the pages'
	@scripts/quietly.sh test $(SWIFT) test --configuration release -Xswiftc -enable-testing --scratch-path $(TESTS)
	@scripts/link-library.sh $(TESTS)/release $(TESTS)/library/$(notdir $(LIBRARY))
	@$(MAKE) --no-print-directory rules example clibrary python-test integration SITO=$(TESTS)/release/sito \
	  LIBRARY=$(TESTS)/library/$(notdir $(LIBRARY))

build: dependencies plan ## build the command as a release: .build/release/sito
	@scripts/quietly.sh build $(SWIFT) build --configuration release --static-swift-stdlib --product sito

library: dependencies plan ## build the C library: .build/library/libsito.so.1
	@scripts/quietly.sh library $(SWIFT) build --configuration release --static-swift-stdlib --product sito-library
	@scripts/link-library.sh .build/release $(LIBRARY)

# SwiftPM does not see that a rules file came or went, unless it plans the build anew.
plan:
	@[ -z "$$(find lexicons -type d -newer Package.swift)" ] || touch Package.swift

# What only needs the command takes the one that is there, so that `sudo make install` needs no Swift.
$(SITO):
	@$(MAKE) --no-print-directory build

$(LIBRARY):
	@$(MAKE) --no-print-directory library

dependencies: ## install what is missing, by apt
	@scripts/install-dependencies.sh

kill-test: dependencies plan ## kill sito rescan a hundred times at random moments (KILLS=number, SEED=number)
	SITO_KILLS=$(or $(KILLS),100) $(if $(SEED),SITO_SEED=$(SEED)) $(SWIFT) test --configuration release -Xswiftc -enable-testing \
	  --scratch-path $(TESTS) --filter 'RescanTests/killed'

rules: $(SITO) ## check the rules, and run their examples
	@scripts/quietly.sh rules-check $(SITO) rules check --rules lexicons
	@scripts/quietly.sh rules-test $(SITO) rules test --rules lexicons

example: dependencies ## build and run Examples/CommentService
	@scripts/quietly.sh example $(SWIFT) build --package-path Examples/CommentService
	Examples/CommentService/.build/debug/comment-service | diff Examples/CommentService/expected-output.txt -

clibrary: $(LIBRARY) $(SITO) ## test the C library: C, C++, valgrind, ThreadSanitizer, its example
	@scripts/quietly.sh c-library Tests/CLibrary/run.sh $(LIBRARY) $(SITO)

# With pyarrow, DuckDB and mypy where pip can have them; without, what needs them is skipped.
python-test: $(LIBRARY) $(SITO) ## test bindings/python
	@SITO_LIBRARY=$(abspath $(LIBRARY)) scripts/python-environment.sh $(PYTHON_ENVIRONMENT) 'pyarrow>=15' 'duckdb>=1.4' numpy mypy
	@SITO=$(SITO) scripts/quietly.sh python-test $(PYTHON_ENVIRONMENT)/bin/python -m unittest discover -s bindings/python/tests

# Half a gigabyte of packages and a Java, so not a part of `make test`.
spark-test: $(LIBRARY) $(SITO) ## test sito.spark on 200,000 comments
	@scripts/install-dependencies.sh openjdk-17-jre-headless
	@SITO_LIBRARY=$(abspath $(LIBRARY)) scripts/python-environment.sh $(PYTHON_ENVIRONMENT)-spark 'pyspark>=4' 'pandas>=2.2,<3' 'pyarrow>=15'
	@SITO=$(SITO) scripts/quietly.sh spark-test $(PYTHON_ENVIRONMENT)-spark/bin/python -m unittest discover \
	  -s bindings/python/tests -p test_spark.py

integration: $(LIBRARY) example $(SITO) ## do what docs/integration.md, python.md, spark.md and duckdb.md show
	@[ -x $(PYTHON_ENVIRONMENT)/bin/python ] || $(MAKE) --no-print-directory python-test
	@scripts/quietly.sh integration $(PYTHON_ENVIRONMENT)/bin/python scripts/run-integration.py --sito $(SITO) \
	  docs/integration.md docs/python.md docs/duckdb.md docs/spark.md

format: ## format the Swift sources in place
	$(SWIFT) format format --in-place --recursive --parallel $(SWIFT_SOURCES)

lint: ## say where the Swift sources are not formatted
	$(SWIFT) format lint --strict --recursive --parallel $(SWIFT_SOURCES)

docs: dependencies ## build the library's documentation: .build/documentation
	@scripts/build-documentation.sh .build/documentation

examples: build ## run the examples in README.md and docs/ again, and put in what they print
	@scripts/refresh-examples.sh README.md README.ru.md docs/*.md

completions: $(SITO) ## write shell completions: .build/completions
	@mkdir -p $(COMPLETIONS)
	@$(SITO) --generate-completion-script bash > $(COMPLETIONS)/sito.bash
	@$(SITO) --generate-completion-script zsh > $(COMPLETIONS)/_sito
	@$(SITO) --generate-completion-script fish > $(COMPLETIONS)/sito.fish

bench: build ## measure beside other engines, six minutes (QUICK=1: one; DATA=folder, RECORD=file, ONLY=sections)
	@Benchmarks/install-dependencies.sh
	@scripts/quietly.sh bench-build $(SWIFT) build --package-path Benchmarks --configuration release \
	  --static-swift-stdlib --product bench
	@$(if $(RECORD),mkdir -p $(dir $(RECORD)))
	@Benchmarks/.build/release/bench --sito $(SITO) --data $(DATA) \
	  $(if $(QUICK),--quick) $(if $(RECORD),--record $(RECORD)) $(if $(ONLY),--only $(ONLY))

install: completions $(LIBRARY) ## install the command, its completions, the C library: PREFIX=/usr/local, DESTDIR
	install -D --strip -m 755 $(SITO) $(DESTDIR)$(PREFIX)/bin/sito
	install -D -m 644 $(COMPLETIONS)/sito.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/sito
	install -D -m 644 $(COMPLETIONS)/_sito $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_sito
	install -D -m 644 $(COMPLETIONS)/sito.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/sito.fish
	scripts/install-library.sh $(LIBRARY) $(PREFIX) $(DESTDIR)

clean: ## remove what was built
	rm -rf .build Examples/CommentService/.build Benchmarks/.build
