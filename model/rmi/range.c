/* SPDX-License-Identifier: BSD-3-Clause */
/* What range commands on an RTT share (2.0: A5.3.3). */
#include "rmi/range.h"

unsigned rmm_list_count(const struct rmm_context *c)
{
	uint64_t count = rmm_in(c, RANGE_FLAGS) >> LIST_COUNT_SHIFT & LIST_COUNT_MASK;
	uint64_t room = rmm_list_room(c->model, c->state, rmm_in(c, RANGE_OADDR));

	if (count > room)
		count = room;
	return count > c->model->config.descriptors ? c->model->config.descriptors
						    : (unsigned)count;
}

struct rmm_address_set rmm_output_set(const struct rmm_context *c)
{
	if (rmm_oaddr_type(c) == ADDRESS_TYPE_LIST)
		return (struct rmm_address_set){ &c->call->in[RANGE_LIST], rmm_list_count(c) };
	return (struct rmm_address_set){ &c->call->in[RANGE_OADDR], 1 };
}

unsigned rmm_flags_s2ap(const struct rmm_context *c)
{
	unsigned s2ap = (unsigned)(rmm_in(c, RANGE_FLAGS) >> S2AP_SHIFT) & 3;

	return s2ap >> 1 | (s2ap & 1) << 1;
}

uint64_t rmm_range_end(const struct rmm_context *c)
{
	uint64_t top = rmm_in(c, RANGE_TOP);

	return c->call->limited && c->call->limit < top ? c->call->limit : top;
}

SHARED_PREDICATE(list_unaligned, "type == LIST && !aligned(list_addr, 8)")
{
	return rmm_oaddr_type(c) == ADDRESS_TYPE_LIST && rmm_in(c, RANGE_OADDR) % 8 != 0;
}

SHARED_PREDICATE(list_not_ns, "type == LIST && !ns_accessible(list_addr)")
{
	return rmm_oaddr_type(c) == ADDRESS_TYPE_LIST &&
	       !rmm_ns_accessible(c->model, c->state, rmm_in(c, RANGE_OADDR));
}

SHARED_PREDICATE(not_an_address_type, "type not one of the command's")
{
	return !(o.a >> rmm_oaddr_type(c) & 1);
}

SHARED_PREDICATE(range_not_unprotected, "protected(base) || top > 2^realm.ipa_width")
{
	const struct rmm_realm *realm = rmm_context_realm(c);
	uint64_t base = rmm_in(c, RANGE_BASE), top = rmm_in(c, RANGE_TOP);

	return realm && (rmm_is_protected(realm, base) || !rmm_in_ipa_space(realm, base) ||
			 (top > base && !rmm_in_ipa_space(realm, top - 1)));
}

SHARED_PREDICATE(entry_unaligned, "!level_aligned(base, walk.level)")
{
	const struct rmm_walk *walk = rmm_context_walk(c);

	return walk && rmm_is_rmi_aligned(c->state, rmm_in(c, RANGE_BASE)) &&
	       !rmm_level_aligned(c->model, c->state, rmm_in(c, RANGE_BASE), walk->level);
}

SHARED_PREDICATE(entry_beyond_range, "size_of(walk.level) > size")
{
	const struct rmm_walk *walk = rmm_context_walk(c);

	return walk && rmm_in(c, RANGE_TOP) > rmm_in(c, RANGE_BASE) &&
	       rmm_level_size(c->model, c->state, walk->level) >
	       rmm_in(c, RANGE_TOP) - rmm_in(c, RANGE_BASE);
}

static bool first_entry_is(struct rmm_context *c, int state)
{
	const struct rmm_walk *walk = rmm_context_walk(c);

	return walk && rtte_is(walk->rtte, (enum rmm_rtte_state)state);
}

SHARED_PREDICATE(mapped_entry_unaligned, "walk.rtte.state == $Ra && !level_aligned(base, walk.level)")
{
	return first_entry_is(c, o.a) && entry_unaligned_holds(c, o);
}

SHARED_PREDICATE(mapped_entry_beyond_range, "walk.rtte.state == $Ra && size_of(walk.level) > size")
{
	return first_entry_is(c, o.a) && entry_beyond_range_holds(c, o);
}
