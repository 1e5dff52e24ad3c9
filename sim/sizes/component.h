/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Worlds of any size in one: the pages and Granules of an alphabet's domains are
 * components, of which a state may have fewer. A state is taken apart into what
 * is alike for all sizes (control) and its components, and put together again.
 *
 * A component is a page, with the Granule that it maps, or a Granule that no
 * page maps; and a REC, where the setup has made more than one. Pages are in
 * order; what a Granule or a REC is called does not matter. An operation that waits
 * (operation.h) is a component with its page, and with the Granule that it has in hand.
 */
#ifndef SIZES_COMPONENT_H
#define SIZES_COMPONENT_H

#include <string.h>

#include "explore/alphabet.h"
#include "sizes/number.h"

#define COMPONENTS_MAX 16
#define RECS_MAX 4
#define POSITIONS_MAX 16        /* addresses that a state keeps */
#define UNIT_MAX 4              /* Granules that belong together */
#define WORLD_NONE G_MAXUINT

/* A state, taken apart: numbers of contents. */
typedef struct {
	guint32 control;
	guint32 pages, granules, recs;          /* how many; Granules: that no page maps */
	guint32 page[COMPONENTS_MAX];
	guint32 granule[COMPONENTS_MAX];        /* ascending */
	guint32 rec[RECS_MAX];                  /* ascending */
	/* Addresses that the control has, then those of each REC: pages below each. */
	guint8 position[POSITIONS_MAX];
	/* The operation that waits: what it is plus 1, its page plus 1; 0: there is none. */
	guint32 operation, held;
	/* The page, plus 1, that maps what it has in hand, where another does; 0: none. */
	guint32 hand;
} Composition;

/* How many pages, Granules and RECs a world has; RECs that are no components do not count. */
typedef struct {
	guint pages, granules, recs;
} WorldSize;

/* A component that is taken away: a page with the Granule that it maps, a Granule, a REC. */
typedef struct {
	guint page, granule, rec;       /* or WORLD_NONE */
	guint more;                     /* Granules behind it that go with it (subtree.h) */
	/* With an operation: what becomes of Granule 0, which it had in hand; most often 0. */
	guint moved;
} Deletion;

static inline WorldSize size_without(WorldSize size, Deletion gone)
{
	return (WorldSize){ size.pages - (gone.page != WORLD_NONE),
			    size.granules - (gone.granule != WORLD_NONE ? 1 + gone.more : 0),
			    size.recs - (gone.rec != WORLD_NONE) };
}

/* What @number is called when @gone, which it is not, or WORLD_NONE is not there. */
static inline guint number_without(guint number, guint gone)
{
	return gone == WORLD_NONE || number < gone ? number : number - 1;
}

/* Of @border pages, how many are left when those of @gone are not there, each of @unit pages. */
static inline guint border_without(guint border, guint gone, guint unit)
{
	guint first = gone * unit;

	return border <= first ? border : border <= first + unit ? first : border - unit;
}

/* The same of a Granule. */
static inline guint granule_without(guint number, Deletion gone)
{
	if (gone.moved && number <= gone.moved)
		return number ? number - 1 : gone.moved;
	return gone.granule == WORLD_NONE || number < gone.granule ? number : number - 1 - gone.more;
}

/* Realms that are components (realm.h). */
typedef struct Realms Realms;

/* The actions of worlds of one size. */
typedef struct {
	guint count;
	guint *actions;
	guint *place;                   /* by action: where it is among them; WORLD_NONE */
} SizeActions;

typedef struct {
	const struct explore_alphabet *a;
	WorldSize most;                 /* what the domains have; Granules in units */
	/*
	 * Of a world of one table: 1. Of one of several (tree.h) the Granules of a block:
	 * they are one component, and pages are none.
	 */
	guint unit;
	gboolean is_tree;
	/*
	 * Of one of any number of tables (subtree.h) the pages below an entry of the starting
	 * level: they are one component, and counted as a page. Of others: 1.
	 */
	guint page_unit;
	gboolean has_subtrees;
	guint needed;                   /* components, of a step: at most */
	gboolean has_operations;        /* one may wait */
	Realms *realms;                 /* each with a page, which stands for it; NULL: pages are of one */
	guint64 page_base, granule_base;        /* addresses of the first */
	guint32 first_granule;          /* index of it */
	guint position_count;           /* of the control, and of all RECs */
	guint rec_positions;            /* of each REC that is a component: they come last */
	guint32 position_at[POSITIONS_MAX];     /* offsets of these addresses */
	Numbers *controls, *contents;
	GHashTable *actions;            /* key (GBytes) to action number plus 1 */
	GHashTable *renamed;            /* what was asked of sizes_rename_action, and the answer */
	WorldSize *needs;               /* by action: the smallest world that it is of */
	/* Of each size that was asked for. */
	SizeActions *of_size[COMPONENTS_MAX + 1][COMPONENTS_MAX + 1][RECS_MAX + 1];
	struct rmm *scratch, *last;     /* control that was read, and before */
	guint32 last_number;            /* NUMBER_NONE: there is no last */
} SizedWorld;

/* Positions that are the control's come first; of REC @rec they begin here. */
static inline guint control_positions(const SizedWorld *world)
{
	return world->position_count - world->most.recs * world->rec_positions;
}

static inline guint positions_of_rec(const SizedWorld *world, guint rec)
{
	return control_positions(world) + rec * world->rec_positions;
}

/* Where pages do not begin at 0, that is no address. */
static inline gboolean position_is_there(const SizedWorld *world, guint64 address)
{
	return address || !world->page_base;
}

/* Makes the address at @at that of the first page, if it is one. */
static inline void position_blank(const SizedWorld *world, gpointer at)
{
	guint64 address;

	memcpy(&address, at, 8);
	if (position_is_there(world, address))
		memcpy(at, &world->page_base, 8);
}

/* The number of the control that world->scratch has; most often it is that of the last. */
static inline guint32 component_control(SizedWorld *world)
{
	gsize size = world->a->state_size;

	if (world->last_number == NUMBER_NONE || memcmp(world->scratch, world->last, size) != 0) {
		world->last_number = numbers_of(world->controls, world->scratch, size);
		memcpy(world->last, world->scratch, size);
	}
	return world->last_number;
}

#endif
