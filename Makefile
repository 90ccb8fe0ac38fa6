# Orrery: `make demo` and `make test` do everything on a fresh Debian 12 or Ubuntu machine with Swift 6.2 or newer.

PREFIX ?= /usr/local
ORRERY := .build/release/orrery
# HDF5's file locks outlive a file where a test starts a program in between.
CLEAN := env HDF5_USE_FILE_LOCKING=FALSE

.PHONY: demo test fuzz build setup install lint clean

demo: build
	@$(CLEAN) $(ORRERY) run scenarios/tabletop/push-cube.yaml

test: setup
	@$(CLEAN) swift build --build-tests -c release -Xswiftc -enable-testing --explicit-target-dependency-import-check error
	@$(CLEAN) swift test -c release -Xswiftc -enable-testing --skip-build

# Ten minutes of damaged files for each reader; goes on at ORRERY_FUZZ_FROM.
fuzz: setup
	@$(CLEAN) swift build --build-tests -c release -Xswiftc -enable-testing
	@$(CLEAN) ORRERY_FUZZ_MINUTES=$${ORRERY_FUZZ_MINUTES:-10} swift test -c release -Xswiftc -enable-testing --skip-build --filter FuzzTests

build: setup
	@swift build -c release --product orrery

setup:
	@.ci/setup

# Copies the program with the libraries, scenarios and models that it needs, so that the checkout may go.
install: build
	install -d "$(PREFIX)/bin" "$(PREFIX)/lib/orrery" "$(PREFIX)/share/orrery"
	install .build/release/orrery "$(PREFIX)/bin/orrery"
	# What is running has these mapped: new files, not new bytes in the old ones.
	cp -P --remove-destination .deps/lib/*.so* "$(PREFIX)/lib/orrery/"
	cp -r --remove-destination scenarios models evaluations "$(PREFIX)/share/orrery/"
	install -d "$(PREFIX)/share/orrery/python"
	cp --remove-destination python/orrery_policy.py python/tabletop_policies.py "$(PREFIX)/share/orrery/python/"

lint:
	@swift format lint --strict --recursive Sources Tests Package.swift

clean:
	rm -rf .build
