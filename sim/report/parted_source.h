/* SPDX-License-Identifier: BSD-3-Clause */
/* What is reported of versions or variants that part. */
#ifndef SIM_PARTED_SOURCE_H
#define SIM_PARTED_SOURCE_H

#include "inquiry/parted.h"
#include "report/explore_text.h"

/* @parted NULL: the file has errors. @written: of the first difference; or NULL. */
typedef struct {
	const char *path;
	const Parted *parted;
	const Diagnostics *diagnostics;
	const char *written;
} PartedFile;

extern const ReportSource parted_source;

/* The events of a file, the @number-th. */
void parted_report_file(Report *report, guint number, const PartedFile *file);

/* Was the search cut short with nothing found? */
gboolean parted_is_partial(const Parted *parted);

#endif
