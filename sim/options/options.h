/* SPDX-License-Identifier: BSD-3-Clause */
/* Options that verbs share, and the parsing of a verb's command line. */
#ifndef SIM_OPTIONS_H
#define SIM_OPTIONS_H

#include "base/types.h"
#include "base/variant.h"
#include "options/verb.h"
#include "system/version.h"

/* What the common options said; strings are owned. */
typedef struct {
	char *spec;
	char **variant_ids;
	char *format, *output, *color;
	gboolean self_check, quiet, verbose, help;
	char **arguments;               /* what is not an option */

	/* What follows from them: */
	struct rmm_variants variants;
	const struct rmm_version *version;       /* NULL: not one that was given */
	/* "--spec A,B": both, for verbs that take so many; else the first. */
	const struct rmm_version *versions[VERSIONS_MAX];
	unsigned version_count;
} Options;

/*
 * Parses the command line of @verb: its own options into @own (what their
 * OPTION_AT() counts from; may be NULL) and those of all verbs. FALSE, with the
 * exit status in @code, if the usage is bad, which has been said, or help was
 * asked for.
 */
gboolean options_parse(Options *options, const Verb *verb, gpointer own, char **argv,
		       ExitCode *code);
void options_clear(Options *options);

/* What -j says, how many of @what at a time; FALSE, which has been said, if it is negative. */
gboolean options_jobs(const char *verb, gint said, const char *what, guint *jobs);

/* "8G", "512M": bytes, not 0. FALSE: it is no size. */
gboolean options_size(const char *text, guint64 *bytes);

/* "60", "0.5s": seconds. FALSE: it is none. */
gboolean options_seconds(const char *text, gdouble *seconds);

/* "ripas-sim VERB: message", and how to get help. Always EXIT_BAD_USAGE. */
ExitCode usage_error(const char *verb, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* "ripas-sim VERB: message": what could not be written. Always EXIT_INCOMPLETE. */
ExitCode output_error(const char *verb, const GError *error);

#endif
