/* SPDX-License-Identifier: BSD-3-Clause */
/* Reporting what explorations came to, in one of several formats. */
#ifndef SIM_EXPLORE_REPORT_H
#define SIM_EXPLORE_REPORT_H

#include "inquiry/inquiry.h"
#include "system/output.h"

typedef struct {
	const Output *output;
	gboolean quiet, verbose;
} ExploreStyle;

typedef struct {
	guint files, failed, broken;    /* broken: with errors, not explored */
	guint partial;                  /* cut short by a bound */
} ExploreTotals;

/* @explored NULL: the file has errors. @written: of its witness; or NULL. */
typedef struct {
	const char *path;
	const Explored *explored;
	const char *written;
} ExploreFile;

/* A format is a row: what it prints before, for each file, and after. */
typedef struct {
	const char *name;
	void (*begin)(const ExploreStyle *style, guint files);
	void (*file)(const ExploreStyle *style, guint number, const ExploreFile *file);
	void (*end)(const ExploreStyle *style, const ExploreTotals *totals);
} ExploreFormat;

/* NULL if there is none of this name. */
const ExploreFormat *explore_format(const char *name);

extern const ExploreFormat explore_report_text, explore_report_tap, explore_report_junit,
	explore_report_jsonl;

/* ---- what formats share ---- */

/* "26,543,421,520" */
void explore_append_count(GString *out, Count count);
/* "closed", "cut short by its depth" */
const char *explore_end_text(ExploreEnd end);
/* Conditions that the commands of the alphabet have, and how many were reached. */
void explore_count_conditions(const Explored *explored, guint *reached, guint *all);
/* The ids of the conditions of @command that are not in the set @reached, ", " between. */
void explore_append_missing(GString *out, const Explored *explored, enum rmm_command_id command,
			    guint64 reached);
/* Is the command one of the alphabet's? */
gboolean explore_uses(const Explored *explored, enum rmm_command_id command);
/* Invariants that were checked. */
guint explore_invariants(const Explored *explored);

#endif
