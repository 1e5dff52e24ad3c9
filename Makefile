# SPDX-License-Identifier: BSD-3-Clause
# Everything is built below build/; the tool itself stands in this folder.

CC       ?= cc
PREFIX   ?= /usr/local
BUILD    ?= build/release
OPTIMISE ?= -O2
EXTRA    ?=
PACKAGES := libglib2.0-dev libjson-glib-dev check lcov pkg-config

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
MODEL_DIRECTORIES := model model/rmi model/rsi model/psci model/software
SIM_DIRECTORIES   := sim sim/language sim/run sim/replay sim/cli

MODEL_CFLAGS := -std=c11 -ffreestanding $(WARNINGS) $(MODEL_DIRECTORIES:%=-I%)
# Evaluated when used: make may have to install GLib first.
SIM_CFLAGS  = -std=gnu11 $(WARNINGS) $(MODEL_DIRECTORIES:%=-I%) $(SIM_DIRECTORIES:%=-I%) \
              $(shell pkg-config --cflags glib-2.0 json-glib-1.0)
SIM_LIBS    = $(shell pkg-config --libs glib-2.0 json-glib-1.0)
TEST_CFLAGS = $(SIM_CFLAGS) -Itests $(shell pkg-config --cflags check)
TEST_LIBS   = $(SIM_LIBS) $(shell pkg-config --libs check)

# make V=1 shows the commands.
Q   := $(if $(V),,@)
say  = $(if $(V),,@printf '  %-3s %s\n' $(1) $(2))

sources  = $(wildcard $(1:%=%/*.c))
objects  = $(patsubst %.c,$(BUILD)/%.o,$(1))
MODEL_OBJECTS := $(call objects,$(call sources,$(MODEL_DIRECTORIES)))
# Everything but main(), which tests do not want.
SIM_OBJECTS   := $(call objects,$(filter-out %/main.c,$(call sources,$(SIM_DIRECTORIES))))
TEST_OBJECTS  := $(call objects,$(wildcard tests/check_*.c tests/support/*.c))

.PHONY: all run check coverage asan bench fuzz index mutation clean install help setup scenarios-check
.DEFAULT_GOAL := all

all: ripas-sim libripas.a  ## Build ./ripas-sim and libripas.a

ripas-sim: $(BUILD)/ripas-sim
	$(Q)cp $< $@

libripas.a: $(BUILD)/libripas.a
	$(Q)cp $< $@

$(BUILD)/libripas.a: $(MODEL_OBJECTS)
	$(call say,AR,$@)
	$(Q)rm -f $@
	$(Q)$(AR) rcs $@ $^

$(BUILD)/ripas-sim: $(BUILD)/sim/cli/main.o $(SIM_OBJECTS) $(BUILD)/libripas.a
	$(call say,LD,$@)
	$(Q)$(CC) $(OPTIMISE) $(EXTRA) -o $@ $^ $(SIM_LIBS)

$(BUILD)/model/%.o: model/%.c
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(MODEL_CFLAGS) $(OPTIMISE) $(EXTRA) -MMD -MP -c -o $@ $<

$(BUILD)/sim/%.o: sim/%.c | build/packages
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(SIM_CFLAGS) $(OPTIMISE) $(EXTRA) -MMD -MP -c -o $@ $<

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

run: ripas-sim  ## A tour: host-init against guest-init, then the whole library
	@echo; echo "host-init: the Host sets RIPAS before activation"
	@./ripas-sim run -v scenarios/boot/host-init.ripas | sed -n '/^guest/,$$p'
	@echo; echo "guest-init: a Linux guest sets its RAM itself"
	@./ripas-sim run -v scenarios/boot/guest-init.ripas | sed -n '/^guest/,$$p'
	@echo; echo "The library:"
	@./ripas-sim run scenarios

index: ripas-sim  ## List the scenarios in scenarios/INDEX.md
	$(Q)./ripas-sim show index --format md -o scenarios/INDEX.md scenarios

mutation: ripas-sim  ## Which variants the scenarios notice: the compliance suite's, all
	@echo "By expectations alone:"
	@./ripas-sim mutate -q --no-invariants scenarios/acs scenarios
	@echo; echo "With all invariants:"
	@./ripas-sim mutate scenarios/acs scenarios

install: all  ## Install below DESTDIR and PREFIX (/usr/local)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/ripas-sim
	install -m 755 ripas-sim $(DESTDIR)$(PREFIX)/bin/
	cp -r scenarios $(DESTDIR)$(PREFIX)/share/ripas-sim/

clean:  ## Remove what was built
	rm -rf build ripas-sim libripas.a

help:  ## Show this list
	@sed -n 's/^\([a-z-]*\):.*  ## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

# ---- setting up ----

build/packages: Makefile
	@mkdir -p $(@D)
	@if pkg-config --exists glib-2.0 json-glib-1.0 check 2>/dev/null && command -v lcov >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing $(PACKAGES)"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -qq --no-install-recommends $(PACKAGES) >/dev/null; \
	else \
		echo "ripas-sim needs these packages: sudo apt-get install $(PACKAGES)" >&2; exit 1; \
	fi
	@touch $@

# ---- testing ----

$(BUILD)/tests/%.o: tests/%.c | build/packages
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(TEST_CFLAGS) -Itests/support $(OPTIMISE) $(EXTRA) -MMD -MP -c -o $@ $<

$(BUILD)/check: $(TEST_OBJECTS) $(SIM_OBJECTS) $(BUILD)/libripas.a
	$(call say,LD,$@)
	$(Q)$(CC) $(OPTIMISE) $(EXTRA) -o $@ $^ $(TEST_LIBS)

check: $(BUILD)/check ripas-sim  ## Build and run all tests
	$(Q)RIPAS_SIM=$(BUILD)/ripas-sim $(BUILD)/check

BENCH_OBJECTS := $(call objects,$(wildcard tests/bench/*.c))
# Recorded traces beside the project, if they are there.
TRACES ?= $(firstword $(wildcard ../shared/vectors) tests/traces)

$(BUILD)/bench: $(BENCH_OBJECTS) $(SIM_OBJECTS) $(BUILD)/libripas.a
	$(call say,LD,$@)
	$(Q)$(CC) $(OPTIMISE) $(EXTRA) -o $@ $^ $(SIM_LIBS)

bench: $(BUILD)/bench  ## Measure speed and size
	$(Q)$(BUILD)/bench $(TRACES)
