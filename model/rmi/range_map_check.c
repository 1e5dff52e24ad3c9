/* SPDX-License-Identifier: BSD-3-Clause */
/* Failure conditions of commands that map a range (2.0: A5.3.3.2). */
#include "rmi/range_map.h"

const struct rmm_walk *rmm_map_walk(struct rmm_context *c, struct rmm_walk *other)
{
	const struct rmm_walk *walk = rmm_context_walk(c);
	struct rmm_address_set set = rmm_output_set(c);
	int level;

	if (!walk || set.count == 0 ||
	    !rmm_variant(c->model, VARIANT_TF_MAP_LEVEL_OF_DESCRIPTOR))
		return walk;
	level = rmm_descriptor_level(set.descriptors[0]);
	rmm_rtt_walk(c->model, c->state, rmm_context_realm(c), rmm_in(c, RANGE_BASE),
		     level, other);
	return other;
}

/* The level that entries must be at; above it the walk ended too early. */
static int wanted_level(struct rmm_context *c, const struct rmm_walk *walk)
{
	struct rmm_address_set set = rmm_output_set(c);

	return rmm_variant(c->model, VARIANT_TF_MAP_LEVEL_OF_DESCRIPTOR) && set.count
	       ? rmm_descriptor_level(set.descriptors[0]) : walk->level;
}

void rmm_map_tell_walk(struct rmm_context *c)
{
	struct rmm_walk other;

	c->result->index = rmm_map_walk(c, &other)->level;
}

void rmm_map_tell_level(struct rmm_context *c)
{
	struct rmm_walk other;

	c->result->index = wanted_level(c, rmm_map_walk(c, &other));
}

/* ---- conditions ---- */

static bool has_attributes(struct rmm_context *c, struct rmm_rtte rtte)
{
	return rtte_mem_attr(rtte) == (rmm_in(c, RANGE_FLAGS) >> MEMATTR_SHIFT & 7) &&
	       rtte_s2ap(rtte) == rmm_flags_s2ap(c);
}

bool rmm_is_mapped_already(struct rmm_context *c, struct rmm_rtte rtte, uint64_t offset,
			   uint64_t size, enum rmm_rtte_state from)
{
	struct rmm_address_set set = rmm_output_set(c);
	uint64_t pa;

	/* E34: in 2.0-bet3 mapping DATA is idempotent, mapping memory of the Host is not. */
	return (rmm_variant(c->model, VARIANT_TF_MAP_IDEMPOTENT) ||
		(from == RTTE_VOID && rmm_has(c->model, TRAIT_IDEMPOTENT))) &&
	       rtte_is(rtte, from == RTTE_VOID ? RTTE_DATA : RTTE_MAPPED_NS) &&
	       rmm_set_take(c->model, c->state, &set, offset, size, &pa) && rtte_address(rtte) == pa &&
	       (from == RTTE_VOID || has_attributes(c, rtte));
}

bool rmm_map_stops_at_once(const struct rmm_context *c)
{
	return rmm_variant(c->model, VARIANT_TF_MAP_INTERRUPT_FIRST) &&
	       (c->call->interrupt == 1 || rmm_range_end(c) <= rmm_in(c, RANGE_BASE));
}

SHARED_PREDICATE(entry_not_mappable, "walk.rtte.state != $Ra")
{
	struct rmm_walk other;
	const struct rmm_walk *walk = rmm_map_walk(c, &other);

	return walk && (walk->level != wanted_level(c, walk) ||
			(!rmm_map_stops_at_once(c) &&
			 !rtte_is(walk->rtte, (enum rmm_rtte_state)o.a) &&
			 !rmm_is_mapped_already(c, walk->rtte, 0,
						rmm_level_size(c->model, c->state, walk->level),
						(enum rmm_rtte_state)o.a)));
}

/* E32: base is the start of the entry (rtte_align), so that addresses compare. */
SHARED_PREDICATE(entry_maps_other, "walk.rtte.state == DATA && walk.rtte.addr != oaddr_first")
{
	struct rmm_address_set set = rmm_output_set(c);
	struct rmm_walk other;
	const struct rmm_walk *walk = rmm_map_walk(c, &other);
	uint64_t pa;

	return walk && rtte_is(walk->rtte, RTTE_DATA) && rmm_set_at(c->model, c->state, &set, 0, &pa) &&
	       rtte_address(walk->rtte) != pa;
}

SHARED_PREDICATE(map_entry_beyond_range, "size_of(walk.level) > size")
{
	struct rmm_walk other;
	const struct rmm_walk *walk = rmm_map_walk(c, &other);

	return walk && rmm_in(c, RANGE_TOP) > rmm_in(c, RANGE_BASE) &&
	       rmm_level_size(c->model, c->state, wanted_level(c, walk)) >
	       rmm_in(c, RANGE_TOP) - rmm_in(c, RANGE_BASE);
}

SHARED_PREDICATE(map_entry_unaligned, "!level_aligned(base, walk.level)")
{
	struct rmm_walk other;
	const struct rmm_walk *walk = rmm_map_walk(c, &other);

	return walk && rmm_is_rmi_aligned(c->state, rmm_in(c, RANGE_BASE)) &&
	       !rmm_level_aligned(c->model, c->state, rmm_in(c, RANGE_BASE), wanted_level(c, walk));
}

SHARED_PREDICATE(set_is_empty, "the output address set is empty")
{
	struct rmm_address_set set = rmm_output_set(c);

	return rmm_set_size(c->model, c->state, &set) == 0 && !rmm_map_stops_at_once(c);
}

/* C30: further on, what is wrong ends the progress. */
SHARED_PREDICATE(set_unaligned, "the first address of the set is not aligned to its block")
{
	struct rmm_address_set set = rmm_output_set(c);

	/* A single range is looked at before the work begins, a list with its first entry. */
	return rmm_oaddr_type(c) == (enum rmm_address_type)o.a &&
	       !rmm_set_begins_aligned(c->model, c->state, &set) &&
	       !(o.a == ADDRESS_TYPE_LIST && rmm_map_stops_at_once(c));
}

SHARED_PREDICATE(set_beyond_lpa2, "!realm.lpa2 && oaddr_first >= 2^48")
{
	const struct rmm_realm *realm = rmm_context_realm(c);
	struct rmm_address_set set = rmm_output_set(c);
	uint64_t pa = 0;

	rmm_set_at(c->model, c->state, &set, 0, &pa);
	return realm && !realm->lpa2 && pa >> 48 != 0;
}

/* E31: as of other commands that take an output address. */
SHARED_PREDICATE(set_beyond_width, "oaddr_first >= 2^rmm.max_oaddr_width")
{
	struct rmm_address_set set = rmm_output_set(c);
	uint64_t pa = 0;

	rmm_set_at(c->model, c->state, &set, 0, &pa);
	return pa >> rmm_output_width(c->model) != 0;
}

SHARED_PREDICATE(set_unsuited, "the set does not begin with what the entry can map")
{
	struct rmm_address_set set = rmm_output_set(c);
	struct rmm_walk other;
	const struct rmm_walk *walk = rmm_map_walk(c, &other);
	uint64_t pa;

	if (!walk || rmm_set_size(c->model, c->state, &set) == 0 ||
	    (rmm_map_stops_at_once(c) && !rmm_set_begins_aligned(c->model, c->state, &set)))
		return false;
	if (rmm_variant(c->model, VARIANT_TF_MAP_LEVEL_OF_DESCRIPTOR) &&
	    rmm_descriptor_level(rmm_set_at(c->model, c->state, &set, 0, &pa)) != wanted_level(c, walk))
		return true;
	return !rmm_set_take(c->model, c->state, &set, 0,
			     rmm_level_size(c->model, c->state, wanted_level(c, walk)), &pa);
}
