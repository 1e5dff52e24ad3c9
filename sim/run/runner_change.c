/* SPDX-License-Identifier: BSD-3-Clause */
/* Saying what a step changed in the state. */
#include "run/runner_private.h"

#include <string.h>

#include "state/diff.h"
#include "state/tracking.h"

/* Of many changes only so many are told. */
#define TOLD_MAX 16

/* Like changes of neighbouring entries of an RTT, told as one. */
struct entry_run {
	gboolean open;
	uint32_t rtt, first, last;
	struct rmm_rtte from, to; /* what the first entry was and is */
};

struct teller {
	const Runner *runner;
	GString *out;
	guint told;
	uint32_t granule;       /* whose state was told last */
	struct entry_run run;
};

/* Starts a line, if there is room for one. */
static gboolean begin(struct teller *teller)
{
	return ++teller->told <= TOLD_MAX;
}

static const char *name_or_none(const struct rmm_enumeration *names, const struct rmm_version *version,
				uint64_t value)
{
	const char *name = rmm_name(names, version, value);

	return name ? name : "?";
}

/* ---- RTT entries ---- */

/* State and RIPAS; where an entry points to is no matter here. */
static char *entry_text(const struct rmm_model *model, struct rmm_rtte rtte)
{
	const char *state = name_or_none(&rmm_rtte_states, model->config.version,
					 rtte_state(rtte));

	if (rtte_state(rtte) != RTTE_UNASSIGNED && rtte_state(rtte) != RTTE_ASSIGNED)
		return g_strdup(state);
	return g_strdup_printf("%s %s", state,
			       name_or_none(&rmm_ripas_values, model->config.version,
					    rtte_ripas(rtte)));
}

static gboolean same_text(struct rmm_rtte a, struct rmm_rtte b)
{
	return rtte_state(a) == rtte_state(b) && rtte_ripas(a) == rtte_ripas(b);
}

static void end_run(struct teller *teller)
{
	const struct rmm_model *model = teller->runner->model;
	struct entry_run *run = &teller->run;
	g_autofree char *from = NULL, *to = NULL;
	struct rmm_place first;
	uint64_t size;

	if (!run->open)
		return;
	run->open = FALSE;
	/* Seen from the state in which the RTT is in use. */
	if (!rmm_place_of(model, teller->runner->state, run->rtt, run->first, &first) ||
	    !begin(teller))
		return;
	from = entry_text(model, run->from);
	to = entry_text(model, run->to);
	g_string_append_printf(teller->out, "rtte 0x%" G_GINT64_MODIFIER "x", first.ipa);
	size = rmm_level_size(model, first.rtt.level);
	if (run->last > run->first)
		g_string_append_printf(teller->out, " .. 0x%" G_GINT64_MODIFIER "x",
				       first.ipa + (run->last - run->first + 1) * size);
	g_string_append_printf(teller->out, " level %d: %s -> %s\n", first.rtt.level, from, to);
}

static void tell_entry(struct teller *teller, const struct rmm_change *change)
{
	const Runner *runner = teller->runner;
	struct entry_run *run = &teller->run;
	struct rmm_rtte from = rmm_rtt_entries(runner->model, runner->old,
					       change->subject)[change->item];
	struct rmm_rtte to = rmm_rtt_entries(runner->model, runner->state,
					     change->subject)[change->item];

	/* The entries of an RTT that comes or goes are what its parent was or is. */
	if (!*rmm_rtt_position(runner->model, runner->old, change->subject) ||
	    !*rmm_rtt_position(runner->model, runner->state, change->subject))
		return;
	if (run->open && run->rtt == change->subject && run->last + 1 == change->item &&
	    same_text(run->from, from) && same_text(run->to, to)) {
		run->last = change->item;
		return;
	}
	end_run(teller);
	*run = (struct entry_run){ TRUE, change->subject, change->item, change->item, from, to };
}

/* ---- Granules, Realms, RECs ---- */

static void tell_granule(struct teller *teller, const struct rmm_change *change)
{
	const Runner *runner = teller->runner;
	const struct rmm_model *model = runner->model;
	gboolean gpt = change->kind == CHANGE_GRANULE_GPT;
	const struct rmm_enumeration *names = gpt ? &rmm_gpt_states : &rmm_granule_states;
	const struct rmm *states[2] = { runner->old, runner->state };

	/* A Granule that changes hands changes its GPT entry: once is enough. */
	if ((gpt && teller->granule == change->subject) || !begin(teller))
		return;
	teller->granule = change->subject;
	g_string_append_printf(teller->out, "%s 0x%" G_GINT64_MODIFIER "x:",
			       gpt ? "gpt" : "granule", rmm_granule_pa(model, change->subject));
	for (unsigned i = 0; i < 2; i++)
		g_string_append_printf(teller->out, "%s %s", i ? " ->" : "",
			name_or_none(names, model->config.version, gpt
				     ? (uint64_t)rmm_granule_gpt(model, states[i], change->subject)
				     : (uint64_t)rmm_granule_state(model, states[i],
								   change->subject)));
	g_string_append_c(teller->out, '\n');
}

static void append_field(GString *out, const struct rmm_field *field, const struct rmm_version *version,
			 const void *object)
{
	uint64_t value = rmm_field_value(field, object);
	const char *name = field->names ? rmm_name(field->names, version, value) : NULL;

	if (name)
		g_string_append_printf(out, " %s", name);
	else
		g_string_append_printf(out, " 0x%" G_GINT64_MODIFIER "x", value);
}

/* An object that comes or goes is told by its Granule. */
static void tell_field(struct teller *teller, const struct rmm_change *change)
{
	const Runner *runner = teller->runner;
	const struct rmm_model *model = runner->model;
	gboolean is_realm = change->kind == CHANGE_REALM;
	const struct rmm_field *field = is_realm ? &rmm_realm_fields[change->item]
						 : &rmm_rec_fields[change->item];
	const struct rmm_realm *realm = rmm_realm(model, runner->old, is_realm ? change->subject : 0);
	const struct rmm_rec *rec = rmm_rec(model, runner->old, is_realm ? 0 : change->subject);
	gboolean is_new = is_realm ? !realm->rd : !rec->granule;
	const void *now = is_realm ? (const void *)rmm_realm(model, runner->state, change->subject)
				   : (const void *)rmm_rec(model, runner->state, change->subject);

	if (field->is_private || is_new || (is_realm ? !((const struct rmm_realm *)now)->rd
				: !((const struct rmm_rec *)now)->granule) || !begin(teller))
		return;
	g_string_append_printf(teller->out, "%s %s:", is_realm ? "realm" : "rec", field->name);
	append_field(teller->out, field, model->config.version,
		     is_realm ? (const void *)realm : (const void *)rec);
	g_string_append(teller->out, " ->");
	append_field(teller->out, field, model->config.version, now);
	g_string_append_c(teller->out, '\n');
}

static void tell_measurement(struct teller *teller, const struct rmm_change *change)
{
	const Runner *runner = teller->runner;

	if (!rmm_realm(runner->model, runner->state, change->subject)->rd || !begin(teller))
		return;
	if (change->item)
		g_string_append_printf(teller->out, "rem%u extended\n", change->item - 1);
	else
		g_string_append(teller->out, "rim extended\n");
}

static void tell_global(struct teller *teller, const struct rmm_change *change)
{
	const Runner *runner = teller->runner;
	const struct rmm_field *field = &rmm_global_fields[change->item];
	const struct rmm_version *version = runner->model->config.version;

	if (field->is_private || !begin(teller))
		return;
	g_string_append_printf(teller->out, "rmm %s:", field->name);
	append_field(teller->out, field, version, rmm_global(runner->model, runner->old));
	g_string_append(teller->out, " ->");
	append_field(teller->out, field, version, rmm_global(runner->model, runner->state));
	g_string_append_c(teller->out, '\n');
}

static void tell_tracking(struct teller *teller, const struct rmm_change *change)
{
	const Runner *runner = teller->runner;
	uint64_t pa = (uint64_t)change->subject << RMM_TRACKING_SHIFT;

	if (!begin(teller))
		return;
	g_string_append_printf(teller->out, "tracking region 0x%" G_GINT64_MODIFIER "x: %s\n", pa,
			       rmm_name(&rmm_tracking_states, runner->model->config.version,
					rmm_tracking_at(runner->model, runner->state, pa)));
}

static bool tell(void *user, const struct rmm_change *change)
{
	struct teller *teller = user;

	if (change->kind != CHANGE_RTTE)
		end_run(teller);
	switch (change->kind) {
	case CHANGE_RTTE:
		tell_entry(teller, change);
		break;
	case CHANGE_GRANULE_STATE:
	case CHANGE_GRANULE_GPT:
		tell_granule(teller, change);
		break;
	case CHANGE_MEASUREMENT:
		tell_measurement(teller, change);
		break;
	case CHANGE_REALM:
	case CHANGE_REC:
		tell_field(teller, change);
		break;
	case CHANGE_GLOBAL:
		tell_global(teller, change);
		break;
	case CHANGE_TRACKING:
		tell_tracking(teller, change);
		break;
	case CHANGE_CONTENTS:
	case CHANGE_GPR:
	case CHANGE_OPERATION:
		break;
	}
	return true;
}

void runner_changes(const Runner *runner, GString *out)
{
	struct teller teller = { .runner = runner, .out = out, .granule = RMM_NONE };

	rmm_diff(runner->model, runner->old, runner->state, tell, &teller);
	end_run(&teller);
	if (teller.told > TOLD_MAX)
		g_string_append_printf(out, "and %u more\n", teller.told - TOLD_MAX);
}
