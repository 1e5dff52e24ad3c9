/* SPDX-License-Identifier: BSD-3-Clause */
/* What is reported of explorations for every number of pages and Granules. */
#ifndef SIM_SIZED_SOURCE_H
#define SIM_SIZED_SOURCE_H

#include "inquiry/sized.h"
#include "report/explore_text.h"

/* @sized NULL: the file has errors. @written: of the counterexample; or NULL. */
typedef struct {
	const char *path;
	const Sized *sized;
	const Diagnostics *diagnostics;
	const char *written;
} SizedFile;

extern const ReportSource sized_source;

/* The events of a file, the @number-th. */
void sized_report_file(Report *report, guint number, const SizedFile *file);

/* Why nothing was explored; NULL: it was. */
const char *sized_error(const SizedFile *file);

#endif
