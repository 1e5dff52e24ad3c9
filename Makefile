# SPDX-License-Identifier: BSD-3-Clause
# Everything is built below build/; the tool itself stands in this folder.

CC       ?= cc
PREFIX   ?= /usr/local
BUILD    ?= build/release
OPTIMISE ?= -O2
EXTRA    ?=
FLAGS     = $(OPTIMISE) $(EXTRA) $(CPPFLAGS) $(CFLAGS)

VERSION  := 0.1
# Of a clone; a tarball has a file that says it.
COMMIT   := $(shell git describe --always --dirty --exclude '*' --abbrev=12 2>/dev/null || cat COMMIT 2>/dev/null || echo unknown)

# Functions in tables have the parameters of their table, used or not; rows of
# tables say what they have, and are zero where they say nothing.
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror \
            -Wno-unused-parameter -Wno-missing-field-initializers
# An include names its folder: one -I for the model, one for what is around it.
MODEL_INCLUDE := -Imodel
SIM_INCLUDE   := -Imodel -Isim

LIBRARIES := glib-2.0 gio-2.0 json-glib-1.0
# What edits the lines of the shell, if it is there.
LINE_EDITOR = $(shell pkg-config --exists libedit && echo libedit || \
	{ pkg-config --exists readline && echo readline; })

# Freestanding, but what memcpy and the like do is known.
MODEL_CFLAGS := -std=c11 -ffreestanding -fbuiltin $(WARNINGS) $(MODEL_INCLUDE)
# Evaluated when used: make may have to install GLib first.
SIM_CFLAGS  = -std=gnu11 $(WARNINGS) $(SIM_INCLUDE) \
              $(shell pkg-config --cflags $(LIBRARIES))
SIM_LIBS    = $(shell pkg-config --libs $(LIBRARIES) $(LINE_EDITOR))
TEST_CFLAGS = $(SIM_CFLAGS) -Itests $(shell pkg-config --cflags check 2>/dev/null)
TEST_LIBS   = $(SIM_LIBS) $(shell pkg-config --libs check 2>/dev/null)

# make V=1 shows the commands, make -s nothing.
Q     := $(if $(V),,@)
QUIET := $(findstring s,$(filter-out --%,$(firstword -$(MAKEFLAGS))))
say    = $(if $(V)$(QUIET),,@printf '  %-3s %s\n' $(1) $(2))

sources  = $(sort $(wildcard $(1)/*/*.c))
objects  = $(patsubst %.c,$(BUILD)/%.o,$(1))
MODEL_OBJECTS := $(call objects,$(call sources,model))
# Everything but main(), which tests do not want.
SIM_OBJECTS   := $(call objects,$(filter-out %/main.c sim/live/%,$(call sources,sim)) sim/live/config.c)
TEST_OBJECTS  := $(call objects,$(wildcard tests/check_*.c tests/support/*.c))

# What exploration learns from: the model and a few files of sim/explore/, with
# every load and store told to functions of sim/explore/hooks.c; its symbols begin
# with learned_. The library stays as it is. GCC only: what clang leaves out of its
# instrumentation is not known to be harmless. Without it exploration is plain.
LEARNS := $(shell ! $(CC) -dM -E -x c /dev/null 2>/dev/null | grep -q __clang__ && \
	command -v objcopy >/dev/null && echo yes)
LEARNING := $(addprefix sim/explore/,asking.c hooks.c track.c learner.c wander.c check.c expand.c \
                   events.c dependent.c closure.c layers.c witness.c verify.c checking.c symbolic.c cases.c \
                   tables.c packing.c words.c renaming.c action_cells.c exchange.c naming.c renamed.c \
                   symmetry.c explicit.c etf.c) \
            $(addprefix sim/sizes/,way.c way_lemma.c shape.c subtree_lead.c subtree_shape.c)
LEARNED_CFLAGS := -O2 -fno-builtin -fsanitize=thread -w -include explore/tracked_rtte.h
# Of C, what looks at texts alone.
LEARNED_PLAIN := strcmp strncmp strlen strspn strcspn
LEARNED_SOURCES := $(call sources,model) sim/predicate/predicate.c \
                   $(addprefix sim/explore/,act.c settle.c)
ifeq ($(LEARNS),yes)
SIM_CFLAGS += -DEXPLORE_LEARNS
SIM_OBJECTS += $(BUILD)/learned.o
else
SIM_OBJECTS := $(filter-out $(call objects,$(LEARNING)),$(SIM_OBJECTS))
endif

.PHONY: all run check coverage asan valgrind fuzz fuzz-run golden bench index picture report-check mutation clean \
	install install-library uninstall dist distcheck help
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

# The model for a page: as it is, with the words around it, as WebAssembly. Without
# clang and lld the program has none, and says so.
WASM := $(shell command -v clang >/dev/null && command -v wasm-ld >/dev/null && echo yes)
LIVE_SOURCES := $(call sources,model) $(wildcard sim/live/*.c) sim/system/version.c \
                $(wildcard sim/text/spelling*.c) sim/text/defaults.c sim/text/notation.c \
                $(addprefix sim/machine/,change.c execution.c finding.c machine.c packed_call.c \
                   rec_memory.c trail.c) \
                $(filter-out sim/calls/call.c sim/calls/random.c,$(wildcard sim/calls/*.c))
LIVE_CFLAGS := --target=wasm32 -O2 -mbulk-memory -std=gnu11 -ffreestanding -fbuiltin -nostdlib \
               -isystem sim/live -Imodel -Isim $(WARNINGS) -Wno-sign-conversion

$(BUILD)/live/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC,'$< (WebAssembly)')
	$(Q)clang $(LIVE_CFLAGS) $(if $(filter %/memory.c,$<),-fno-builtin) -MMD -MP -c -o $@ $<

$(BUILD)/page/model.wasm: $(if $(WASM),$(patsubst %.c,$(BUILD)/live/%.o,$(LIVE_SOURCES))) Makefile
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(Q)$(if $(WASM),wasm-ld --no-entry --strip-all --stack-first -z stack-size=1048576 -o $@ $(filter %.o,$^),: >$@)

# Files of the report, embedded in the program.
ASSETS := $(wildcard sim/page/*.css sim/page/*.js sim/page/*.svg sim/page/*.html sim/page/*.xml) \
          $(BUILD)/page/model.wasm
SIM_OBJECTS += $(BUILD)/assets.o

$(BUILD)/assets.c: $(ASSETS) | build/packages
	@mkdir -p $(@D)
	$(call say,GEN,$@)
	$(Q)glib-compile-resources --generate-source --c-name assets --sourcedir=sim/page \
		--sourcedir=$(BUILD)/page --target=$@ sim/page/assets.gresource.xml

$(BUILD)/assets.o: $(BUILD)/assets.c
	$(Q)$(CC) $(shell pkg-config --cflags gio-2.0) $(FLAGS) -w -c -o $@ $<

$(BUILD)/ripas-sim: $(BUILD)/sim/cli/main.o $(SIM_OBJECTS) $(BUILD)/libripas.a
	$(call say,LD,$@)
	$(Q)$(CC) $(FLAGS) $(LDFLAGS) -o $@ $^ $(SIM_LIBS)

$(BUILD)/model/%.o: model/%.c
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(MODEL_CFLAGS) $(FLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/learned/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC,'$< (tracked)')
	$(Q)$(CC) $(MODEL_CFLAGS) -Isim $(LEARNED_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/learned.o: $(patsubst %.c,$(BUILD)/learned/%.o,$(LEARNED_SOURCES)) Makefile
	$(call say,LD,$@)
	$(Q)$(LD) -r -o $@.tmp $(filter %.o,$^)
	$(Q)objcopy --prefix-symbols=learned_ $@.tmp
	$(Q)objcopy $(foreach f,$(LEARNED_PLAIN),--redefine-sym learned_$(f)=$(f)) $@.tmp $@
	$(Q)rm -f $@.tmp

$(BUILD)/sim/%.o: sim/%.c | build/packages
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(SIM_CFLAGS) $(FLAGS) -MMD -MP -c -o $@ $<

# Made anew when the commit is another one.
$(BUILD)/sim/system/release.o: FLAGS += -DRIPAS_VERSION='"$(VERSION)"' -DRIPAS_COMMIT='"$(COMMIT)"'
ifneq ($(COMMIT),$(shell cat $(BUILD)/commit 2>/dev/null))
$(shell mkdir -p $(BUILD) && echo '$(COMMIT)' >$(BUILD)/commit)
endif
$(BUILD)/sim/system/release.o: $(BUILD)/commit
$(BUILD)/sim/shell/prompt.o: FLAGS += $(if $(LINE_EDITOR),$(shell pkg-config --cflags $(LINE_EDITOR)) \
	-DSHELL_$(shell echo $(LINE_EDITOR) | tr a-z A-Z))

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

run: ripas-sim  ## A tour: host-init against guest-init, the whole library, the comparison
	@echo; echo "host-init: the Host sets RIPAS before activation"
	@./ripas-sim run -v scenarios/boot/host-init.ripas | sed -n '/^guest/,$$p'
	@echo; echo "guest-init: a Linux guest sets its RAM itself"
	@./ripas-sim run -v scenarios/boot/guest-init.ripas | sed -n '/^guest/,$$p'
	@echo; echo "The library:"
	@./ripas-sim run scenarios | grep -v '^ok '
	@echo; echo "Who sets RIPAS, and what becomes of the guest:"
	@./ripas-sim compare --guest linux --guest edk2+linux

# Of two scenarios, for README.md.
PICTURE := sim/share/pictures/guest-init-host-init.svg

picture: ripas-sim  ## Draw the picture of README.md anew
	$(Q)mkdir -p $(dir $(PICTURE))
	$(Q)./ripas-sim diagram map scenarios/boot/early-touch-guest-init.ripas \
		scenarios/boot/early-touch-host-init.ripas -o $(PICTURE)

index: ripas-sim  ## List the scenarios in scenarios/INDEX.md
	$(Q)./ripas-sim show index --format md -o scenarios/INDEX.md scenarios

# Explorations that tell mutants apart, of all versions, of 1.0, of 2.0.
TELLING     := everything cpus accesses realms host-mappings block-of-data realm-config
TELLING_1.0 := long-requests tables call-without-page
TELLING_2.0 := interrupted operations-in-a-table tracking granules-64k
telling      = $(addprefix --explored scenarios/explore/,$(addsuffix .ripas,$(TELLING) $(TELLING_$(1))))

mutation: ripas-sim $(BUILD)/check  ## Which variants the scenarios notice: the compliance suite's, all
	@echo "By expectations alone:"
	@./ripas-sim mutate -q --no-invariants scenarios/acs
	@echo; echo "With all invariants:"
	@./ripas-sim mutate scenarios/acs scenarios/regress scenarios
	@echo; echo "By exploration, with a counterexample for each:"
	@./ripas-sim mutate -q --explorations scenarios/explore
	@echo; echo "Mutants made from the tables:"
	@./ripas-sim mutate -q --generated --spec 1.0 $(call telling,1.0) scenarios/acs scenarios/regress scenarios
	@for v in 2.0-bet0 2.0-bet3; do ./ripas-sim mutate -q --generated --spec $$v $(call telling,2.0) \
		scenarios/acs scenarios/regress scenarios || exit 1; done
	@echo; echo "A suite of each version made from the model, and the compliance suite:"
	@rm -rf $(BUILD)/suite
	@for v in 1.0 2.0-bet0 2.0-bet3; do ./ripas-sim explore --spec $$v --cover conditions $(BUILD)/suite/$$v \
		scenarios/explore/everything.ripas || exit 1; done
	@./ripas-sim mutate -q $(patsubst %,$(BUILD)/suite/%,1.0 2.0-bet0 2.0-bet3) scenarios/acs
	@for v in 1.0 2.0-bet0 2.0-bet3; do echo; \
		./ripas-sim mutate -q --generated --spec $$v $(BUILD)/suite/$$v scenarios/acs || exit 1; done
	@echo; echo "Mistakes for every number of pages, and for two of them:"
	@MISTAKES=all CK_RUN_SUITE=sizes_mistakes RIPAS_SIM=$(BUILD)/ripas-sim $(BUILD)/check

INSTALLED := $(DESTDIR)$(PREFIX)
SHARED    := $(INSTALLED)/share
MANUAL    := $(SHARED)/man
BASH      := $(SHARED)/bash-completion/completions
ZSH       := $(SHARED)/zsh/site-functions
VIM       := $(SHARED)/vim/vimfiles
VSCODE    := $(SHARED)/ripas-sim/vscode

install: all install-library  ## Install below DESTDIR and PREFIX (/usr/local)
	install -d $(INSTALLED)/bin $(SHARED)/ripas-sim $(MANUAL)/man1 $(MANUAL)/man3 $(MANUAL)/man5 $(BASH) $(ZSH) \
		$(VIM)/syntax $(VIM)/ftdetect $(VSCODE)
	install -m 755 ripas-sim $(INSTALLED)/bin/
	cp -r scenarios $(SHARED)/ripas-sim/
	for page in $$(./ripas-sim show manual); do \
		./ripas-sim show manual $$page >$(MANUAL)/man$${page##*.}/$$page || exit 1; \
	done
	./ripas-sim show manual ripas.3 model/ripas.h >$(MANUAL)/man3/ripas.3
	install -m 644 sim/share/completion/ripas-sim.bash $(BASH)/ripas-sim
	install -m 644 sim/share/completion/_ripas-sim $(ZSH)/_ripas-sim
	./ripas-sim show grammar vim >$(VIM)/syntax/ripas.vim
	install -m 644 sim/share/vim/ftdetect.vim $(VIM)/ftdetect/ripas.vim
	install -m 644 sim/share/vscode/*.json $(VSCODE)/
	./ripas-sim show grammar textmate >$(VSCODE)/ripas.tmLanguage.json

# The library alone: libripas.a, ripas.h with all that it includes, ripas.pc.
install-library: $(BUILD)/libripas.a
	$(Q)install -d $(INSTALLED)/lib/pkgconfig
	$(Q)install -m 644 $< $(INSTALLED)/lib/
	$(Q)sed 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|' model/ripas.pc.in \
		>$(INSTALLED)/lib/pkgconfig/ripas.pc
	$(Q)for header in $$($(CC) $(MODEL_INCLUDE) -MM model/ripas.h | sed 's/^.*://; s/\\//'); do \
		install -D -m 644 $$header $(INSTALLED)/include/ripas/$${header#model/} || exit 1; \
	done

uninstall:  ## Remove what 'make install' installed, DESTDIR and PREFIX as there
	rm -f $(INSTALLED)/bin/ripas-sim $(MANUAL)/man1/ripas-sim.1 $(MANUAL)/man1/ripas-sim-*.1 \
		$(MANUAL)/man5/ripas-scenario.5 $(BASH)/ripas-sim $(ZSH)/_ripas-sim \
		$(VIM)/syntax/ripas.vim $(VIM)/ftdetect/ripas.vim
	rm -rf $(SHARED)/ripas-sim $(INSTALLED)/include/ripas
	rm -f $(INSTALLED)/lib/libripas.a $(INSTALLED)/lib/pkgconfig/ripas.pc $(MANUAL)/man3/ripas.3

DIST := ripas-sim-$(VERSION)

dist:  ## Pack build/ripas-sim-VERSION.tar.gz, of the last commit
	@mkdir -p build
	$(Q)git rev-parse --short=12 HEAD >build/COMMIT
	$(Q)git archive --prefix=$(DIST)/ --add-file=build/COMMIT HEAD | gzip -n >build/$(DIST).tar.gz
	@echo "build/$(DIST).tar.gz"

distcheck: dist  ## Build and install from the tarball, run a scenario, remove all again
	$(Q)rm -rf build/$(DIST) && tar -xzf build/$(DIST).tar.gz -C build
	$(Q)$(MAKE) -s -C build/$(DIST) CC="$(CC)" install DESTDIR=$(abspath build/$(DIST)/root)
	$(Q)cd / && $(abspath build/$(DIST)/root)$(PREFIX)/bin/ripas-sim run boot/host-init
	$(Q)$(MAKE) -s -C build/$(DIST) uninstall DESTDIR=$(abspath build/$(DIST)/root)
	$(Q)test -z "$$(find build/$(DIST)/root -type f)"
	$(Q)rm -rf build/$(DIST)

clean:  ## Remove what was built
	rm -rf build ripas-sim libripas.a

help:  ## Show this list
	@sed -n 's/^\([a-z-]*\):.*  ## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

# ---- setting up ----

# $(call packages,TEST,PACKAGES): is TEST false? Then they are missing.
define packages
	@mkdir -p $(@D)
	@if $(1); then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing $(2)"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -qq --no-install-recommends $(2) >/dev/null; \
	else \
		echo "This needs packages: sudo apt-get install $(2)" >&2; exit 1; \
	fi
	@touch $@
endef

build/packages: Makefile
	$(call packages,pkg-config --exists $(LIBRARIES) 2>/dev/null,libglib2.0-dev libjson-glib-dev pkg-config)

build/packages-check: Makefile | build/packages
	$(call packages,pkg-config --exists check 2>/dev/null,check)

build/packages-coverage: Makefile | build/packages-check
	$(call packages,command -v lcov >/dev/null,lcov)

# ---- testing ----

$(TEST_OBJECTS): | build/packages-check

$(BUILD)/tests/%.o: tests/%.c | build/packages
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(TEST_CFLAGS) -Itests/support $(FLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/check: $(TEST_OBJECTS) $(SIM_OBJECTS) $(BUILD)/libripas.a
	$(call say,LD,$@)
	$(Q)$(CC) $(FLAGS) $(LDFLAGS) -o $@ $^ $(TEST_LIBS)

# Programs that embed the model, built against what is installed.
$(BUILD)/example: model/example.c model/oracle.c $(BUILD)/libripas.a $(wildcard model/*.h model/*/*.h) model/ripas.pc.in
	$(call say,CC,$<)
	$(Q)rm -rf $(BUILD)/root
	$(Q)$(MAKE) -s install-library DESTDIR= PREFIX=$(abspath $(BUILD))/root
	$(Q)for program in example oracle; do \
		$(CC) -std=c11 $(WARNINGS) $(FLAGS) $(LDFLAGS) -o $(BUILD)/$$program model/$$program.c \
			$$(PKG_CONFIG_PATH=$(BUILD)/root/lib/pkgconfig pkg-config --cflags --libs ripas) || exit 1; \
	done

check: $(BUILD)/check $(BUILD)/ripas-sim $(BUILD)/example  ## Build and run all tests
	$(Q)RIPAS_SIM=$(BUILD)/ripas-sim $(BUILD)/check

# What was tested is there to be used.
ifeq ($(BUILD),build/release)
check: all
endif

# Chromium is asked for where it can be had; without it the tests say so and pass.
report-check: $(BUILD)/ripas-sim  ## Test the report in a browser (chromium), with screenshots in build/page
	$(Q)command -v chromium >/dev/null || [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null || \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || true
	$(Q)tests/page/check.sh $(BUILD)/ripas-sim build/page

golden: $(BUILD)/check $(BUILD)/ripas-sim  ## Write the golden output of tests anew
	$(Q)RIPAS_SIM=$(BUILD)/ripas-sim UPDATE_GOLDEN=1 CK_RUN_SUITE=golden $(BUILD)/check

# Any finding ends the program, so that tests need no process of their own.
SANITIZE := -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all

# Where; a compiler's objects are its own.
ASAN := build/asan$(if $(findstring clang,$(CC)),-clang)

asan:  ## All tests and scenarios with AddressSanitizer and UBSan
	$(Q)CK_FORK=no CK_DEFAULT_TIMEOUT=0 $(MAKE) --no-print-directory BUILD=$(ASAN) \
		OPTIMISE=-O1 EXTRA="$(SANITIZE)" check
	$(Q)$(ASAN)/ripas-sim run -q --self-check scenarios
	$(Q)$(ASAN)/ripas-sim run -v --color always scenarios >$(ASAN)/scenarios.txt

VALGRIND := valgrind -q --error-exitcode=99 --leak-check=full --show-leak-kinds=definite

valgrind: $(BUILD)/check $(BUILD)/ripas-sim $(BUILD)/example  ## The tests and some of the library under valgrind
	$(Q)CK_FORK=no CK_DEFAULT_TIMEOUT=0 RIPAS_SIM=$(BUILD)/ripas-sim $(VALGRIND) $(BUILD)/check
	$(Q)$(VALGRIND) $(BUILD)/ripas-sim run --self-check scenarios/boot
	$(Q)$(VALGRIND) $(BUILD)/ripas-sim replay --self-check $(wildcard tests/traces/rmm-1.0/boot-*.trace)

# libFuzzer, where clang has it; else mutations by tests/fuzz/driver.c.
FUZZ_SECONDS ?= 60
FUZZ_DRIVER  ?= $(BUILD)/tests/fuzz/driver.o $(BUILD)/tests/support/mutation.o
FUZZ_LINK    ?=
FUZZ_RUN     ?= $(FUZZ_SECONDS)
FUZZ_SEEDS_scenario := scenarios tests/variants tests/bad
FUZZ_SEEDS_trace    := tests/traces tests/bad
FUZZ_SEEDS_layout   := $(FUZZ_SEEDS_scenario)
FUZZ_SEEDS_console  := tests/consoles
LIBFUZZER_RUN := -max_total_time=$(FUZZ_SECONDS) -max_len=16384 -timeout=20 -rss_limit_mb=2048 \
                 -verbosity=0 -print_final_stats=1 -artifact_prefix=build/fuzz/

$(BUILD)/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(FUZZ_DRIVER) $(SIM_OBJECTS) $(BUILD)/libripas.a
	$(call say,LD,$@)
	$(Q)$(CC) $(FLAGS) $(LDFLAGS) $(FUZZ_LINK) -o $@ $^ $(SIM_LIBS)

.PRECIOUS: $(BUILD)/tests/%.o $(BUILD)/fuzz_%

fuzz-run: fuzz-run-scenario fuzz-run-trace fuzz-run-layout fuzz-run-console

fuzz-run-%: $(BUILD)/fuzz_%
	@mkdir -p $(BUILD)/corpus/$*
	$(Q)$< $(FUZZ_RUN) $(BUILD)/corpus/$* $(FUZZ_SEEDS_$*)

fuzz:  ## Fuzz scenarios, traces, layout and consoles, FUZZ_SECONDS=60 each
	$(Q)mkdir -p build/fuzz; \
	if echo 'int LLVMFuzzerTestOneInput(const char *d, long n) { return !d && n; }' | \
		clang -fsanitize=fuzzer,address -x c -o build/fuzz/probe - 2>/dev/null; then \
		$(MAKE) fuzz-run BUILD=build/fuzz CC=clang OPTIMISE=-O1 FUZZ_DRIVER= \
			EXTRA="$(SANITIZE) -fsanitize=fuzzer-no-link" FUZZ_LINK=-fsanitize=fuzzer \
			FUZZ_RUN="$(LIBFUZZER_RUN)"; \
	else \
		$(MAKE) fuzz-run BUILD=build/fuzz-plain OPTIMISE=-O1 EXTRA="$(SANITIZE)"; \
	fi

# gcov needs the objects of one compiler, and code as it is written; threads count, too.
coverage: build/packages-coverage  ## Measure what the tests reach; writes COVERAGE.md
	$(Q)$(MAKE) --no-print-directory BUILD=build/coverage CC=gcc OPTIMISE=-O0 \
		EXTRA="--coverage -fprofile-update=atomic" \
		build/coverage/check build/coverage/ripas-sim build/coverage/example
	$(Q)tests/coverage/report.sh build/coverage

BENCH_OBJECTS := $(call objects,$(wildcard tests/bench/*.c))
# Recorded traces beside the project, if they are there.
TRACES ?= $(firstword $(wildcard ../shared/vectors) tests/traces)

$(BUILD)/bench: $(BENCH_OBJECTS) $(SIM_OBJECTS) $(BUILD)/libripas.a
	$(call say,LD,$@)
	$(Q)$(CC) $(FLAGS) $(LDFLAGS) -o $@ $^ $(SIM_LIBS)

bench: $(BUILD)/bench $(BUILD)/ripas-sim  ## Measure speed and size
	$(Q)$(BUILD)/bench $(TRACES)
	$(Q)tests/bench/explore.sh $(BUILD)/ripas-sim $(BUILD)/explore $(ROUNDS)
