/* SPDX-License-Identifier: BSD-3-Clause */
/* Witnesses in words: as lines, and as scenarios that run. */
#ifndef INQUIRY_WITNESS_TEXT_H
#define INQUIRY_WITNESS_TEXT_H

#include "inquiry/inquiry.h"
#include "inquiry/witness.h"

/* "destroyed-left-by-consent (A5.3.4): ...", "never rtte ...", in one line. */
void witness_append_subject(GString *out, const Explored *explored, const Witness *witness);

/* The calls as lines of a scenario, with results, and with sections and changes as comments. */
void witness_append_calls(GString *out, const Explored *explored, const Witness *witness,
			  const char *indent);

/* Those from @first up to @end alone. */
void witness_append_some(GString *out, const Explored *explored, const Witness *witness,
			 guint first, guint end, const char *indent);

/*
 * The setup as it was written, but for its title, the names of files that it
 * includes, and with @any_version its version. @path is where it will be; NULL: here.
 */
void witness_append_setup(GString *out, const Explored *explored, const char *path,
			  gboolean any_version);

/* "check off ID": invariants that an exploration did not check either, a bit for each row. */
void witness_append_ignored(GString *out, guint64 ignored);

/*
 * A scenario that runs: the setup as it was written, the question, the calls.
 * @path is where it will be, for the files that the setup includes; NULL: here.
 */
void witness_append_scenario(GString *out, const Explored *explored, const Witness *witness,
			     const char *path);

#endif
