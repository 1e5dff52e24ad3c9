/* SPDX-License-Identifier: BSD-3-Clause */
/* What components are made of: for the files that take states apart and put them together. */
#ifndef SIZES_CONTENT_H
#define SIZES_CONTENT_H

#include "sizes/component.h"
#include "sizes/realm.h"
#include "state/granule.h"
#include "state/rtt.h"

/* What a component is made of. An entry is without its address. */
typedef struct {
	guint64 entry;                  /* 0 of a Granule */
	guint64 link;                   /* 0 of a mapped one: it says which page maps it */
	guint8 is_mapped;
	guint8 state, origin;           /* of the Granule; 0: there is none */
	guint8 is_to_map;               /* the entry has what an operation has in hand */
	guint8 unused[4];
} Content;

/* What an operation has in hand: a Granule of its own, or the one that its page maps. */
typedef enum { HAND_EMPTY, HAND_OWN, HAND_OF_PAGE } HandKind;

/* What an operation is made of; its bytes are behind. */
typedef struct {
	HandKind kind;
	guint32 unused;
	Content own;
} OperationContent;

/* ---- in a state ---- */

static inline struct rmm_rtte *content_entry(const SizedWorld *world, const struct rmm *state,
					     guint page)
{
	guint64 first = world->page_base / RMM_GRANULE_SIZE;

	return world->realms
	       ? &rmm_rtt_entries(world->a->model, state, world->realms->table[page])[first]
	       : &rmm_rtt_entries(world->a->model, state, 0)[first + page];
}

static inline guint64 content_ipa(const SizedWorld *world, guint page)
{
	return world->page_base + page * RMM_GRANULE_SIZE;
}

/* The link of a Granule that a page maps: pages are of one Realm, or each is of its own. */
static inline guint64 content_page_link(const SizedWorld *world, guint page)
{
	return world->realms ? rmm_data_link(world->a->model, page, world->page_base)
			     : rmm_data_link(world->a->model, 0, content_ipa(world, page));
}

/* The page that a link leads to; WORLD_NONE: none. */
static inline guint content_linked_page(const SizedWorld *world, guint64 link)
{
	const struct rmm_model *m = world->a->model;
	guint64 page = link ? (rmm_data_link_ipa(m, link) - world->page_base) / RMM_GRANULE_SIZE : 0;

	if (world->realms)
		page = page ? WORLD_NONE : rmm_data_link_realm(m, link);
	return link && page < world->most.pages ? (guint)page : WORLD_NONE;
}

static inline Content content_of_granule(const SizedWorld *world, const struct rmm *state,
					 guint granule)
{
	const struct rmm_model *m = world->a->model;
	guint32 index = world->first_granule + granule;

	return (Content){ .link = rmm_granule_link(m, state, index),
			  .state = *rmm_granule_byte(m, state, index),
			  .origin = *rmm_granule_origin(m, state, index) };
}

static inline void content_set_link(const SizedWorld *world, struct rmm *state, guint granule,
				    guint64 link)
{
	const struct rmm_layout *layout = &world->a->model->layout;

	memcpy(rmm_part(state, layout->granule_link +
			       (size_t)(world->first_granule + granule) * layout->link_size),
	       &link, layout->link_size);
}

/* ---- in a composition ---- */

static inline const Content *content_at(const SizedWorld *world, guint32 number)
{
	return numbers_bytes(world->contents, number);
}

static inline const OperationContent *content_operation(const SizedWorld *world,
							const Composition *composition)
{
	return composition->operation ? numbers_bytes(world->contents, composition->operation - 1) : NULL;
}

/* The page that maps what is in hand; WORLD_NONE: none does. */
static inline guint content_hand_page(const SizedWorld *world, const Composition *composition)
{
	const OperationContent *content = content_operation(world, composition);

	return !content ? WORLD_NONE :
	       content->kind == HAND_OF_PAGE ? composition->held - 1 :
	       composition->hand ? composition->hand - 1 : WORLD_NONE;
}

/* Granule 0 is what an operation has in hand; then come those of pages. */
static inline guint content_first_number(const SizedWorld *world, const Composition *composition)
{
	const OperationContent *content = content_operation(world, composition);

	return content && content->kind != HAND_EMPTY;
}

#endif
