/* SPDX-License-Identifier: BSD-3-Clause */
/* The effects of mutants. */
#include "mutate/wrong_effect.h"

#include <string.h>

#include "mutate/mutant.h"
#include "state/diff.h"
#include "state/measurement.h"

/* What a command did, and where it is made wrong. */
typedef struct {
	const Mutant *mutant;
	struct rmm_context *c;
	const struct rmm *old;
	struct rmm_context *before;     /* the same call, in the state before */
	GArray *changes;                /* of struct rmm_change */
} Spoiling;

/* ---- as it was ---- */

static void restore(const Spoiling *spoiling, gsize offset, gsize size)
{
	memcpy(rmm_part(spoiling->c->state, offset), rmm_part(spoiling->old, offset), size);
}

static void restore_part(const Spoiling *spoiling, const void *part, gsize size)
{
	restore(spoiling, (gsize)((const char *)part - (const char *)spoiling->c->state), size);
}

static void restore_field(const Spoiling *spoiling, const void *object,
			  const struct rmm_field *field)
{
	restore_part(spoiling, (const char *)object + field->offset, field->size);
}

/*
 * State or GPT entry of a Granule: half a byte; with its state what it leads to. What an
 * entry or a Realm leads to as a table is one.
 */
static void restore_granule(const Spoiling *spoiling, guint32 granule, guint8 mask)
{
	const struct rmm_model *m = spoiling->c->model;
	guint8 *now = rmm_granule_byte(m, spoiling->c->state, granule);

	if ((*now & mask) == GRANULE_RTT)
		return;
	*now = (guint8)((*now & ~mask) |
			(*rmm_granule_byte(m, spoiling->old, granule) & mask));
	if (mask == 0x0f)
		restore(spoiling, m->layout.granule_link + (gsize)granule * m->layout.link_size,
			m->layout.link_size);
}

/* Words that were written one by one are not there again: their place is another's. */
static void restore_contents(const Spoiling *spoiling, guint32 granule)
{
	const struct rmm_model *m = spoiling->c->model;

	restore(spoiling, m->layout.granule_origin + (gsize)granule, 1);
	if (m->config.contents)
		restore(spoiling, m->layout.granule_fill + 8 * (gsize)granule, 8);
}

/* Where there was a table there is none any more. */
static void restore_entry(const Spoiling *spoiling, guint32 rtt, guint32 index)
{
	const struct rmm_model *m = spoiling->c->model;
	struct rmm_rtte old = rmm_rtt_entries(m, spoiling->old, rtt)[index];

	if (!rtte_is(old, RTTE_TABLE) && *rmm_rtt_position(m, spoiling->old, rtt) != 0)
		rmm_rtt_entries(m, spoiling->c->state, rtt)[index] = old;
}

static void undo(const Spoiling *spoiling, const struct rmm_change *change)
{
	const struct rmm_model *m = spoiling->c->model;
	struct rmm *state = spoiling->c->state;

	switch (change->kind) {
	case CHANGE_GRANULE_STATE:
		restore_granule(spoiling, change->subject, 0x0f);
		break;
	case CHANGE_GRANULE_GPT:
		restore_granule(spoiling, change->subject, 0xf0);
		break;
	case CHANGE_CONTENTS:
		restore_contents(spoiling, change->subject);
		break;
	case CHANGE_RTTE:
		restore_entry(spoiling, change->subject, change->item);
		break;
	case CHANGE_REALM:
		restore_field(spoiling, rmm_realm(m, state, change->subject),
			      &rmm_realm_fields[change->item]);
		break;
	case CHANGE_MEASUREMENT:
		restore_part(spoiling, rmm_measurement(m, state, change->subject, change->item),
			     m->layout.measurement_size);
		break;
	case CHANGE_REC:
		restore_field(spoiling, rmm_rec(m, state, change->subject),
			      &rmm_rec_fields[change->item]);
		break;
	case CHANGE_GPR:
		restore_part(spoiling, rmm_gprs(m, state, change->subject) +
			     MIN(change->item, m->config.gprs), 8);
		break;
	case CHANGE_GLOBAL:
		restore_field(spoiling, rmm_global(state), &rmm_global_fields[change->item]);
		break;
	case CHANGE_TRACKING:
		restore(spoiling, m->layout.tracking + (gsize)change->subject, 1);
		break;
	case CHANGE_OPERATION:
		break;
	}
}

/* ---- which changes ---- */

static gboolean is_meant(const Spoiling *spoiling, const struct rmm_change *change)
{
	const struct rmm_footprint *item =
		&spoiling->mutant->right->footprint[spoiling->mutant->operand];

	return item->covers(spoiling->before, item->operands, change);
}

static void keep(const Spoiling *spoiling)
{
	for (guint i = 0; i < spoiling->changes->len; i++) {
		const struct rmm_change *change =
			&g_array_index(spoiling->changes, struct rmm_change, i);

		if (is_meant(spoiling, change))
			undo(spoiling, change);
	}
}

static void leave_contents(const Spoiling *spoiling)
{
	for (guint i = 0; i < spoiling->changes->len; i++) {
		const struct rmm_change *change =
			&g_array_index(spoiling->changes, struct rmm_change, i);

		if (change->kind == CHANGE_CONTENTS &&
		    *rmm_granule_origin(spoiling->c->model, spoiling->c->state,
					change->subject) == ORIGIN_WIPED)
			undo(spoiling, change);
	}
}

static void measure_again(const Spoiling *spoiling)
{
	for (guint i = 0; i < spoiling->changes->len; i++) {
		const struct rmm_change *change =
			&g_array_index(spoiling->changes, struct rmm_change, i);

		if (change->kind == CHANGE_MEASUREMENT && change->item == 0)
			rmm_rim_extend_ripas(spoiling->c->model, spoiling->c->state,
					     change->subject, 0, RMM_GRANULE_SIZE);
	}
}

/* The last entry that the command changed; NULL: it changed none. */
static const struct rmm_change *last_entry(const Spoiling *spoiling)
{
	for (guint i = spoiling->changes->len; i-- > 0;) {
		const struct rmm_change *change =
			&g_array_index(spoiling->changes, struct rmm_change, i);

		if (change->kind == CHANGE_RTTE && is_meant(spoiling, change))
			return change;
	}
	return NULL;
}

/* Entry @to becomes what entry @from became, unless a table would come or go. */
static gboolean copy_entry(const Spoiling *spoiling, guint32 rtt, guint32 from, guint32 to)
{
	struct rmm_rtte *entries = rmm_rtt_entries(spoiling->c->model, spoiling->c->state, rtt);

	if (to >= spoiling->c->model->config.rtt_entries ||
	    rtte_is(entries[from], RTTE_TABLE) || rtte_is(entries[to], RTTE_TABLE))
		return FALSE;
	entries[to] = entries[from];
	return TRUE;
}

static void miss_entry(const Spoiling *spoiling)
{
	const struct rmm_change *last = last_entry(spoiling);
	MutantKind kind = spoiling->mutant->kind;

	if (!last)
		return;
	if (kind == MUTANT_SHORT)
		undo(spoiling, last);
	else if (kind == MUTANT_LONG)
		copy_entry(spoiling, last->subject, last->item, last->item + 1);
	else if (copy_entry(spoiling, last->subject, last->item, last->item ^ 1))
		undo(spoiling, last);
}

/* ---- what is told ---- */

static void tell_other_end(const Spoiling *spoiling)
{
	struct rmm_context *c = spoiling->c;
	const struct rmm_value *value = &spoiling->mutant->right->outputs[spoiling->mutant->operand];
	guint64 *end = &c->result->out[value->slot];
	guint64 size = c->command->walk != WALK_NONE && rmm_context_walk(c)
		       ? rmm_level_size(c->model, c->state, c->walk.level)
		       : rmm_granule_bytes(c->state);

	if (c->result->status == RMI_INCOMPLETE)
		return;
	*end += spoiling->mutant->kind == MUTANT_FAR ? size : -size;
}

/* ---- the whole ---- */

static void spoil(const Spoiling *spoiling)
{
	static void (*const ways[MUTANT_KINDS])(const Spoiling *spoiling) = {
		[MUTANT_KEPT] = keep, [MUTANT_UNMEASURED] = keep,
		[MUTANT_UNWIPED] = leave_contents, [MUTANT_REMEASURED] = measure_again,
		[MUTANT_BESIDE] = miss_entry, [MUTANT_SHORT] = miss_entry,
		[MUTANT_LONG] = miss_entry, [MUTANT_NEAR] = tell_other_end,
		[MUTANT_FAR] = tell_other_end,
	};

	ways[spoiling->mutant->kind](spoiling);
	rmm_state_touched(spoiling->c->model, spoiling->c->state);
}

static bool note_change(void *user, const struct rmm_change *change)
{
	g_array_append_vals(user, change, 1);
	return true;
}

static void act_as_is(struct rmm_context *c, const Mutant *mutant, guint32 slot)
{
	if (slot == RMM_NONE)
		mutant->right->effect(c);
	else
		mutant->right->resume(c, slot);
}

static void act_without_flag(struct rmm_context *c, const Mutant *mutant, guint32 slot)
{
	const struct rmm_call *call = c->call;
	g_autofree struct rmm_call *other = g_memdup2(call, sizeof(*call));

	rmm_value_set(&mutant->right->inputs[mutant->operand], other->in, 0, 0);
	c->call = other;
	act_as_is(c, mutant, slot);
	c->call = call;
}

static void act_and_spoil(struct rmm_context *c, const Mutant *mutant, guint32 slot)
{
	/* Of a large state what is not in use is not touched. */
	g_autofree struct rmm *old = g_malloc0(c->model->layout.size);
	g_autoptr(GArray) changes = g_array_new(FALSE, FALSE, sizeof(struct rmm_change));
	struct rmm_context before;
	const Spoiling spoiling = { mutant, c, old, &before, changes };

	rmm_state_copy(c->model, old, c->state);
	act_as_is(c, mutant, slot);
	if (c->result->permitted || c->result->status == STATUS_LIMIT)
		return;
	rmm_context_init(&before, c->model, old, c->call, c->result);
	rmm_context_know_realm(&before);
	rmm_diff(c->model, old, c->state, note_change, changes);
	spoil(&spoiling);
}

static void act(struct rmm_context *c, guint32 slot)
{
	const Mutant *mutant = (const Mutant *)(gconstpointer)
			       ((const char *)c->command - G_STRUCT_OFFSET(Mutant, bent));

	(mutant->kind == MUTANT_IGNORED ? act_without_flag : act_and_spoil)(c, mutant, slot);
}

void wrong_effect(struct rmm_context *c)
{
	act(c, RMM_NONE);
}

void wrong_resume(struct rmm_context *c, uint32_t slot)
{
	act(c, slot);
}
