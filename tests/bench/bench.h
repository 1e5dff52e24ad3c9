/* SPDX-License-Identifier: BSD-3-Clause */
/* What the benchmarks share: time, and printing a figure. */
#ifndef BENCH_H
#define BENCH_H

#include <glib.h>

#include "system/platform.h"

/* Seconds of processor time that this process has used. */
double bench_seconds(void);

/* Prints "    text ... value unit". */
void bench_print(const char *text, double value, const char *unit);

/* Each prints its figures for a version; @traces is a folder of traces. */
/* @line_of_trace: what a line of a named trace costs, in ns. */
void bench_console(double line_of_trace);
void bench_replay(const struct rmm_version *version, const char *traces);
void bench_ranges(const struct rmm_version *version);
void bench_watch(const struct rmm_version *version);
void bench_toy(const struct rmm_version *version);

#endif
