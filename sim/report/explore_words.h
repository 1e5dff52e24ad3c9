/* SPDX-License-Identifier: BSD-3-Clause */
/* What explorations came to, in words. */
#ifndef SIM_EXPLORE_WORDS_H
#define SIM_EXPLORE_WORDS_H

#include "inquiry/inquiry.h"

/* "26,543,421,520" */
void explore_append_count(GString *out, Count count);
/* Why nothing was explored, of a block without errors. */
const char *explore_why_not(const Explored *explored);
/* "closed", "cut short by the depth" */
const char *explore_end_text(ExploreEnd end);
/* "holds", "BROKEN" */
const char *explore_answer_text(Answer answer);
/* Conditions that the commands of the alphabet have, and how many were reached. */
void explore_count_conditions(const Explored *explored, guint *reached, guint *all);
/* The ids of the conditions of @command that are not in the set @reached, @between them. */
void explore_append_missing(GString *out, const Explored *explored, enum rmm_command_id command,
			    guint64 reached, const char *between);
/* Is the command one of the alphabet's? */
gboolean explore_uses(const Explored *explored, enum rmm_command_id command);
/* Invariants that were checked. */
guint explore_invariants(const Explored *explored);
/* The same, and whether any broke. */
Answer explore_invariants_answer(const Explored *explored);

/*
 * The commands of the Host, or of the Realm, that no action has, and why where a
 * line is like them; nothing where the block has no line of that side.
 */
void explore_append_left_out(GString *out, const Explored *explored, gboolean host,
			     const char *between);

/*
 * Of each kind how many may change places, and what keeps others from it; nothing
 * unless states are up to names.
 */
void explore_append_symmetry(GString *out, const Explored *explored, const char *between);

#endif
