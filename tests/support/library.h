/* SPDX-License-Identifier: BSD-3-Clause */
/* Running scenario files from tests. */
#ifndef TESTS_LIBRARY_H
#define TESTS_LIBRARY_H

#include "language/parser.h"
#include "run/runner.h"
#include "system/version.h"

/* The *.ripas files below @path (of char *), which is relative to the top folder. */
GPtrArray *library_files(const char *path);

/*
 * Parses text, of a file @name that need not be: as @version has it, or (NULL)
 * as its header says. NULL with @diagnostics.
 */
Scenario *library_parse_text(const char *name, const char *text, const struct rmm_version *version,
			     Diagnostics *diagnostics);

/* Parses a file; the test fails with its errors if it has any. */
Scenario *library_parse(const char *path);

/*
 * Runs a scenario in self-check mode, all outcomes kept; the caller clears
 * @result. The test fails, with the first failure's text, if a step does.
 */
void library_run(const char *path, const Scenario *scenario, RunResult *result);

/* The first line that differs, for a message. The caller frees it. */
char *library_difference(const char *expected, const char *actual);

/* A table of tab-separated values below tests/spec: rows (char **), no head. */
GPtrArray *library_table(const char *path);

/* What is wrong with an outcome, in indented lines. Lasts until the next call. */
const char *library_detail(const RunResult *result, const StepOutcome *outcome);

#endif
