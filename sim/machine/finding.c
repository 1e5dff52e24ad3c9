/* SPDX-License-Identifier: BSD-3-Clause */
/* What a step showed to be wrong, as values and in words. */
#include "machine/finding.h"

#include "state/granule.h"
#include "system/version.h"

/* The address of the Granule that @granule is, counted from 1; 0: none. */
static uint64_t address_of(const struct rmm_event *event, uint32_t granule)
{
	return granule ? rmm_granule_pa(event->model, granule - 1) : 0;
}

static uint64_t subject_address(const struct rmm_event *event,
				const struct rmm_violation *violation)
{
	const struct rmm_model *m = event->model;
	struct rmm_place place;

	switch (violation->invariant->subject) {
	case SUBJECT_GRANULE:
		return rmm_granule_pa(m, violation->subject);
	case SUBJECT_ENTRY:
		return rmm_place_of(m, event->now, violation->subject, violation->item, &place)
		       ? place.ipa : 0;
	case SUBJECT_REALM:
		return address_of(event, rmm_realm(m, event->now, violation->subject)->rd);
	case SUBJECT_REC:
		return address_of(event, rmm_rec(m, event->now, violation->subject)->granule);
	default:
		return 0;
	}
}

Finding finding_of_violation(const struct rmm_event *event, const struct rmm_violation *violation)
{
	const struct rmm_invariant *row = violation->invariant;

	return (Finding){ FINDING_INVARIANT, event->call->command, row->id,
			  version_section(event->model->config.version, row->section), row->text,
			  row->subject, subject_address(event, violation), 0 };
}

Finding finding_of_check(const struct rmm_model *model, enum rmm_command_id command,
			 const struct rmm_finding *found)
{
	return (Finding){ FINDING_SELF_CHECK, command, found->id,
			  version_section(model->config.version,
					  rmm_command(model, command)->section),
			  "a change outside the footprint", SUBJECT_STEP, 0, 0 };
}

static gboolean realms_are_full(const struct rmm_model *model, const struct rmm *state)
{
	for (uint32_t i = 0; i < model->config.realms; i++)
		if (!rmm_realm(model, state, i)->rd)
			return FALSE;
	return TRUE;
}

/* What a command takes that finds no room: but for these, words of memory. */
Finding finding_of_limit(const struct rmm_model *model, const struct rmm *state,
			 enum rmm_command_id command)
{
	const char *pool = "words";

	if (command == CMD_RMI_REC_CREATE)
		pool = "recs";
	else if (command == CMD_RMI_RTT_CREATE || command == CMD_RMI_REALM_CREATE)
		pool = "rtts";
	if (command == CMD_RMI_REALM_CREATE && realms_are_full(model, state))
		pool = "realms";
	return (Finding){ FINDING_LIMIT, command, pool, NULL,
			  "the model's storage is exhausted",
			  SUBJECT_STEP, 0, 0 };
}

Finding finding_of_hint(const struct rmm_event *event, const struct rmm_hint *hint,
			uint64_t address)
{
	return (Finding){ FINDING_HINT, event->call->command, hint->id,
			  version_section(event->model->config.version, hint->section),
			  hint->text, SUBJECT_ENTRY, address, 0 };
}

void finding_append(GString *out, const struct rmm_model *model, const Finding *finding)
{
	switch (finding->kind) {
	case FINDING_INVARIANT:
	case FINDING_HINT:
		g_string_append_printf(out, "%s (%s): %s", finding->id, finding->section,
				       finding->text);
		break;
	case FINDING_SELF_CHECK:
		g_string_append_printf(out, "%s: %s",
				       rmm_command(model, finding->command)->name,
				       finding->id ? finding->id : finding->text);
		break;
	case FINDING_LIMIT:
		g_string_append_printf(out, "%s; 'geometry %s=' gives more", finding->text,
				       finding->id);
		break;
	}
}
