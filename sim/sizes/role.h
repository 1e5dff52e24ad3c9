/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the parts of a state are in worlds of any size: of a page, of a Granule, of
 * a REC, an address between pages, or the same for all sizes. And what parts and their
 * values are called where a component is not there.
 */
#ifndef SIZES_ROLE_H
#define SIZES_ROLE_H

#include "sizes/component.h"

typedef enum {
	ROLE_CONTROL,           /* the same for all sizes */
	ROLE_PAGE,              /* the entry of page @number; of several tables any entry */
	ROLE_STATE,             /* of Granule @number: state and GPT entry */
	ROLE_ORIGIN,
	ROLE_LINK,              /* the page that maps it */
	ROLE_REC,               /* of a REC, and no address */
	ROLE_REALM,             /* of Realm @number: its part @item */
	ROLE_REC_GRANULE,       /* of the Granule that has one: @item, by what part of it */
	ROLE_POSITION,          /* address @number of those that a state keeps */
	ROLE_WORD,              /* word @number of an operation: what it names its value says */
	/* Of any number of tables (subtree.h); the entries of the starting level are pages. */
	ROLE_SLOT,              /* where the RTT of slot @number hangs */
	ROLE_SLOT_PAGE,         /* entry @item of slot @number */
	ROLE_STARTING           /* that a Granule is an RTT of the starting level: which of them */
} RoleKind;

typedef struct {
	RoleKind kind;
	guint number;
	guint rec;              /* the REC that is a component and has it; WORLD_NONE: none */
	guint item;             /* which of its parts, or entries */
	guint64 initial;        /* its value in the initial state */
} Role;

/* Parts of a Granule, at most. */
#define GRANULE_PARTS 5

/* By part, in the order of rmm_parts, then monitors. */
typedef struct {
	const SizedWorld *world;
	Role *of;
	guint count;
	guint command;                  /* the part that is 0 unless an operation waits; 0: none */
	/* Parts by what they are. */
	guint page[COMPONENTS_MAX];
	guint rec[RECS_MAX];            /* the first */
	guint *realm[COMPONENTS_MAX];   /* by number of the part; NULL: Realms are no components */
	guint rec_granule[GRANULE_PARTS][RECS_MAX];
	guint granule[ROLE_LINK - ROLE_STATE + 1][COMPONENTS_MAX];
} Roles;

Roles *roles_new(const SizedWorld *world);
void roles_free(Roles *roles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Roles, roles_free)

/* ---- values ---- */

/* The Granule, or unit, that an entry with these bits maps; WORLD_NONE: none. */
guint role_mapped(const SizedWorld *world, guint64 bits);
/* Is a Granule with this state one that a page maps? */
gboolean role_is_data(guint64 state);
/* The page that a link leads to; WORLD_NONE: none. */
guint role_linked(const SizedWorld *world, guint64 link);
/* Is it how the REC that has @part is called: its Granule, or its slot? */
gboolean role_is_name(const Roles *roles, guint part, guint64 value);
/* The border that an address is: pages below it; WORLD_NONE: none. */
guint role_border(const SizedWorld *world, guint64 address);

/* Has an operation taken an entry with these bits? It maps nothing, whatever address it has. */
gboolean role_is_taken(guint64 bits);

/* ---- without a component ---- */

/* The part that @part of a world of @size is then; WORLD_NONE: it is gone. */
guint role_part_without(const Roles *roles, guint part, WorldSize size, Deletion gone);

/*
 * What a value of @part is then. FALSE: it cannot be, as it names what is gone,
 * or says that this is not as @gone has it.
 */
gboolean role_value_without(const Roles *roles, guint part, guint64 value, Deletion gone,
			    guint64 *less);

#endif
