/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Judging the calls of a console that leaves some out. A call agrees if some state that
 * the lines before it permit makes the model return what it says, and diverges if none
 * does; what it says then rules out states for the lines behind it.
 */
#ifndef SIM_PARTIAL_H
#define SIM_PARTIAL_H

#include "partial/answer.h"

typedef struct Partial Partial;

/* NULL with @error: no model can be made. */
Partial *partial_new(const PartialOptions *options, GError **error);
void partial_free(Partial *partial);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Partial, partial_free)

/* Forgets all that was judged: another RMM has booted. */
void partial_restart(Partial *partial);

void partial_judge(Partial *partial, const LogEvent *event, PartialAnswer *answer);

/* What the Realms of the log were made with, in no order: of RealmTold; the caller frees it. */
GArray *partial_told(const Partial *partial);

/* How often a state was tried so far. */
guint64 partial_trials(const Partial *partial);

/* The model that judges. */
const struct rmm_model *partial_model(const Partial *partial);

#endif
