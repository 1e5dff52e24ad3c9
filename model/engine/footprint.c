/* SPDX-License-Identifier: BSD-3-Clause */
/* Footprint items that commands share (B1.9). */
#include "engine/footprint.h"

static bool is_granule(struct rmm_context *c, uint64_t pa,
		       const struct rmm_change *change, enum rmm_change_kind kind)
{
	return change->kind == kind &&
	       rmm_granule_of(c->state, change->subject) ==
	       rmm_granule_of(c->state, rmm_granule_at(c->model, pa));
}

bool rmm_covers_granule_state(struct rmm_context *c, struct rmm_operands o,
			      const struct rmm_change *change)
{
	return is_granule(c, rmm_in(c, o.a), change, CHANGE_GRANULE_STATE);
}

bool rmm_covers_granule_gpt(struct rmm_context *c, struct rmm_operands o,
			    const struct rmm_change *change)
{
	return is_granule(c, rmm_in(c, o.a), change, CHANGE_GRANULE_GPT);
}

bool rmm_covers_contents(struct rmm_context *c, struct rmm_operands o,
			 const struct rmm_change *change)
{
	return is_granule(c, rmm_in(c, o.a), change, CHANGE_CONTENTS);
}

bool rmm_covers_output_granule(struct rmm_context *c, struct rmm_operands o,
			       const struct rmm_change *change)
{
	const struct rmm_walk *walk = rmm_context_walk(c);

	return walk && is_granule(c, rtte_address(walk->rtte), change,
				  CHANGE_GRANULE_STATE);
}

bool rmm_covers_entry(struct rmm_context *c, struct rmm_operands o,
		      const struct rmm_change *change)
{
	const struct rmm_walk *walk = rmm_context_walk(c);

	return walk && change->kind == CHANGE_RTTE &&
	       change->subject == walk->rtt && change->item == walk->index;
}

bool rmm_covers_rtt(struct rmm_context *c, struct rmm_operands o,
		    const struct rmm_change *change)
{
	const struct rmm_walk *walk = rmm_context_walk(c);

	return walk && change->kind == CHANGE_RTTE &&
	       change->subject - rmm_rtt_first(c->state, walk->rtt) < rmm_granule_pages(c->state);
}

static bool is_measurement(struct rmm_context *c,
			   const struct rmm_change *change, uint64_t index)
{
	return rmm_context_realm(c) && change->kind == CHANGE_MEASUREMENT &&
	       change->subject == c->realm && change->item == index;
}

bool rmm_covers_rim(struct rmm_context *c, struct rmm_operands o,
		    const struct rmm_change *change)
{
	return is_measurement(c, change, 0);
}

bool rmm_covers_rem(struct rmm_context *c, struct rmm_operands o,
		    const struct rmm_change *change)
{
	return is_measurement(c, change, rmm_in(c, o.a));
}

bool rmm_covers_realm(struct rmm_context *c, struct rmm_operands o,
		      const struct rmm_change *change)
{
	return rmm_context_realm(c) && change->kind == CHANGE_REALM &&
	       change->subject == c->realm && change->item == (uint32_t)o.a;
}

bool rmm_covers_rec(struct rmm_context *c, struct rmm_operands o,
		    const struct rmm_change *change)
{
	return rmm_context_rec(c) && change->kind == CHANGE_REC &&
	       change->subject == c->rec && change->item == (uint32_t)o.a;
}

bool rmm_covers_global(struct rmm_context *c, struct rmm_operands o,
		       const struct rmm_change *change)
{
	return change->kind == CHANGE_GLOBAL && change->item == (uint32_t)o.a;
}

bool rmm_covers_exit(struct rmm_context *c, struct rmm_operands o,
		     const struct rmm_change *change)
{
	return rmm_context_rec(c) && change->kind == CHANGE_REC &&
	       change->subject == c->rec;
}

bool rmm_covers_gprs(struct rmm_context *c, struct rmm_operands o,
		     const struct rmm_change *change)
{
	return rmm_context_rec(c) && change->kind == CHANGE_GPR &&
	       change->subject == c->rec;
}

bool rmm_covers_realm_contents(struct rmm_context *c, struct rmm_operands o,
			       const struct rmm_change *change)
{
	const struct rmm_realm *realm = rmm_context_realm(c);
	uint64_t ipa = rmm_in(c, o.a);
	struct rmm_walk walk;

	if (!realm || !rmm_is_protected(realm, ipa))
		return false;
	rmm_rtt_walk(c->model, c->state, realm, ipa, RMM_PAGE_LEVEL, &walk);
	return rtte_is(walk.rtte, RTTE_ASSIGNED) &&
	       is_granule(c, rtte_address(walk.rtte) +
			  (ipa & (rmm_level_size(c->model, c->state, walk.level) - 1)),
			  change, CHANGE_CONTENTS);
}
