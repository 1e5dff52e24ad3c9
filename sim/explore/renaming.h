/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Things of a state that may differ in nothing but their names: Granules, the pages
 * of a table, RECs. What states are with two of them in one another's place; whether
 * an action notices is another matter (exchange.h).
 */
#ifndef EXPLORE_RENAMING_H
#define EXPLORE_RENAMING_H

#include "explore/closure.h"
#include "explore/engine.h"

/* In place of a number: no state is known that has it. */
#define RENAMING_NONE G_MAXUINT32

/*
 * What is renamed at once: a visible level, or the two of a RIPAS change that a REC
 * asks for, as its end alone does not tell the page. Numbers are those of the
 * level, and for each of the other level as many again.
 */
typedef struct {
	guint level, other;             /* NO_LEVEL: there is no other */
	guint domain;
	gboolean *reached;              /* by number: some state has it */
} RenamingSlot;

typedef struct {
	SymmetryKind kind;
	guint32 subject;                /* Granule, table, slot of the REC */
	guint64 address, size;          /* PA; IPA of a page, and where it ends */
	GArray *parts;                  /* of guint: its own, in the order of the state */
} NamedThing;

typedef struct {
	const Closure *closure;         /* complete */
	RenamingSlot *slots;
	guint slot_count;
	guint *slot_of;                 /* by visible level */
	GPtrArray *things;              /* of NamedThing *, those of a kind in their order */
} Renaming;

Renaming *renaming_new(const Closure *closure);
void renaming_free(Renaming *renaming);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Renaming, renaming_free)

/* The slot of a thing's own part; NO_LEVEL: states do not differ in that part. */
guint renaming_own_slot(const Renaming *renaming, const NamedThing *thing, guint i);

/*
 * Is @from named by a number? Then what it is with @to there instead, which may be
 * RENAMING_NONE.
 */
gboolean renaming_names(const Renaming *renaming, guint slot, guint32 number,
			const NamedThing *from, const NamedThing *to, guint32 *renamed);

/* The number at slot @to of the values that @number is at slot @from; or RENAMING_NONE. */
guint32 renaming_moved(const Renaming *renaming, guint from, guint32 number, guint to);

#endif
