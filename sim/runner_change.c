/* SPDX-License-Identifier: BSD-3-Clause */
/* Saying what a step changed in the state. */
#include "runner_private.h"

#include "diff.h"

/* Of a long run of like changes only so many are told. */
#define TOLD_MAX 8

struct teller {
	const Runner *runner;
	GString *out;
	guint told;
};

static void append_entry(GString *out, const struct rmm_model *model, uint64_t rtte)
{
	g_string_append(out, rmm_name(&rmm_rtte_states, model->config.version, rtte_state(rtte)));
	if (rtte_state(rtte) == RTTE_UNASSIGNED || rtte_state(rtte) == RTTE_ASSIGNED)
		g_string_append_printf(out, " %s", rmm_name(&rmm_ripas_values,
				       model->config.version, rtte_ripas(rtte)));
}

static void tell_entry(const struct teller *teller, const struct rmm_change *change)
{
	const Runner *runner = teller->runner;
	const struct rmm_model *model = runner->model;
	struct rmm_place at;

	if (!rmm_place_of(model, runner->state, change->subject, change->item, &at) &&
	    !rmm_place_of(model, runner->old, change->subject, change->item, &at))
		return;
	g_string_append_printf(teller->out, "rtte 0x%" G_GINT64_MODIFIER "x level %d: ",
			       at.ipa, at.rtt.level);
	append_entry(teller->out, model,
		     rmm_rtt_entries(model, runner->old, change->subject)[change->item]);
	g_string_append(teller->out, " -> ");
	append_entry(teller->out, model,
		     rmm_rtt_entries(model, runner->state, change->subject)[change->item]);
}

static void tell_granule(const struct teller *teller, const struct rmm_change *change)
{
	const Runner *runner = teller->runner;
	const struct rmm_model *model = runner->model;
	enum rmm_version version = model->config.version;
	gboolean gpt = change->kind == CHANGE_GRANULE_GPT;
	const struct rmm_enumeration *names = gpt ? &rmm_gpt_states : &rmm_granule_states;
	uint64_t from = gpt ? rmm_granule_gpt(model, runner->old, change->subject)
			    : (uint64_t)rmm_granule_state(model, runner->old, change->subject);
	uint64_t to = gpt ? rmm_granule_gpt(model, runner->state, change->subject)
			  : (uint64_t)rmm_granule_state(model, runner->state, change->subject);

	g_string_append_printf(teller->out, "%s 0x%" G_GINT64_MODIFIER "x: %s -> %s",
			       gpt ? "gpt" : "granule", rmm_granule_pa(model, change->subject),
			       rmm_name(names, version, from), rmm_name(names, version, to));
}

static void tell_field(const struct teller *teller, const struct rmm_change *change)
{
	const Runner *runner = teller->runner;
	const struct rmm_model *model = runner->model;
	gboolean realm = change->kind == CHANGE_REALM;
	const struct rmm_field *field = realm ? &rmm_realm_fields[change->item]
					      : &rmm_rec_fields[change->item];
	const void *from = realm ? (void *)rmm_realm(model, runner->old, change->subject)
				 : (void *)rmm_rec(model, runner->old, change->subject);
	const void *to = realm ? (void *)rmm_realm(model, runner->state, change->subject)
			       : (void *)rmm_rec(model, runner->state, change->subject);
	uint64_t values[2] = { rmm_field_value(field, from), rmm_field_value(field, to) };

	g_string_append_printf(teller->out, "%s %s: ", realm ? "realm" : "rec", field->name);
	for (unsigned i = 0; i < 2; i++) {
		const char *name = field->names ? rmm_name(field->names, model->config.version,
							   values[i]) : NULL;

		if (i)
			g_string_append(teller->out, " -> ");
		if (name)
			g_string_append(teller->out, name);
		else
			g_string_append_printf(teller->out, "0x%" G_GINT64_MODIFIER "x", values[i]);
	}
}

static bool tell(void *user, const struct rmm_change *change)
{
	struct teller *teller = user;

	if (change->kind == CHANGE_CONTENTS || change->kind == CHANGE_GPR)
		return true;
	if (++teller->told > TOLD_MAX)
		return true;
	g_string_append(teller->out, "      ");
	switch (change->kind) {
	case CHANGE_RTTE:
		tell_entry(teller, change);
		break;
	case CHANGE_GRANULE_STATE:
	case CHANGE_GRANULE_GPT:
		tell_granule(teller, change);
		break;
	case CHANGE_MEASUREMENT:
		g_string_append(teller->out, change->item ? "rem extended" : "rim changed");
		break;
	default:
		tell_field(teller, change);
		break;
	}
	g_string_append_c(teller->out, '\n');
	return true;
}

void runner_changes(const Runner *runner, GString *out)
{
	struct teller teller = { runner, out, 0 };

	rmm_diff(runner->model, runner->old, runner->state, tell, &teller);
	if (teller.told > TOLD_MAX)
		g_string_append_printf(out, "      and %u more\n", teller.told - TOLD_MAX);
}
