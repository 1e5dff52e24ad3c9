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

/*
 * A scenario that runs: the setup as it was written, the question, the calls.
 * @path is where it will be, for the files that the setup includes; NULL: here.
 */
void witness_append_scenario(GString *out, const Explored *explored, const Witness *witness,
			     const char *path);

#endif
