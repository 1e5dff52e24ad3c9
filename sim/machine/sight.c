/* SPDX-License-Identifier: BSD-3-Clause */
/* What one sees at a place of the state, since when, and in words. */
#include "machine/sight.h"

#include <string.h>

#include "state/granule.h"
#include "state/measurement.h"
#include "state/rtt.h"

/* ---- looking ---- */

static void look_at_entry(Sight *sight, const struct rmm_model *model, const struct rmm *state,
			  uint32_t slot)
{
	const struct rmm_realm *realm = rmm_realm(model, state, slot);
	struct rmm_walk walk;

	sight->found.in_space = rmm_in_ipa_space(realm, sight->address);
	if (!sight->found.in_space)
		return;
	rmm_rtt_walk(model, state, realm, sight->address, RMM_PAGE_LEVEL, &walk);
	sight->found.is_protected = rmm_is_protected(realm, sight->address);
	sight->found.level = walk.level;
	sight->found.rtte = walk.rtte;
}

static void look_at_granule(Sight *sight, const struct rmm_model *model, const struct rmm *state)
{
	uint32_t granule = rmm_granule_at(model, sight->address);

	sight->found.exists = granule != RMM_NONE;
	if (!sight->found.exists)
		return;
	sight->found.state = rmm_granule_state(model, state, granule);
	if (sight->kind == SIGHT_MEMORY)
		sight->found.gpt = rmm_granule_gpt(model, state, granule);
}

static void look_at_realm(Sight *sight, const struct rmm_model *model, const struct rmm *state)
{
	uint32_t slot = rmm_realm_at(model, state, sight->rd);

	sight->found.state = REALM_NULL;
	sight->found.exists = slot != RMM_NONE;
	if (!sight->found.exists)
		return;
	if (sight->kind == SIGHT_ENTRY)
		look_at_entry(sight, model, state, slot);
	else if (sight->kind == SIGHT_REALM)
		sight->found.state = rmm_realm(model, state, slot)->state;
	else
		memcpy(sight->found.rim, rmm_measurement(model, state, slot, 0),
		       MIN(sizeof(sight->found.rim), model->layout.measurement_size));
}

void sight_look(Sight *sight, const struct rmm_model *model, const struct rmm *state)
{
	memset(&sight->found, 0, sizeof(sight->found));
	if (sight->kind == SIGHT_GRANULE || sight->kind == SIGHT_MEMORY)
		look_at_granule(sight, model, state);
	else
		look_at_realm(sight, model, state);
}

/* ---- history ---- */

struct search {
	const struct rmm_model *model;
	Sight *last;            /* as the places read before */
	Sight *sights;
	guint count;
};

static void compare(gpointer user, const struct rmm *state, const TrailEntry *entry)
{
	struct search *search = user;

	for (guint i = 0; i < search->count; i++) {
		Sight now = search->sights[i];

		sight_look(&now, search->model, state);
		if (entry && memcmp(&now.found, &search->last[i].found, sizeof(now.found)) != 0)
			search->sights[i].since = (Since){ TRUE, entry->command, entry->at };
		search->last[i] = now;
	}
}

void sight_find_since(Machine *machine, Sight *sights, guint count)
{
	g_autofree Sight *last = g_new0(Sight, count);
	struct search search = { machine->model, last, sights, count };

	if (count)
		machine_history(machine, compare, &search);
}

/* ---- words ---- */

static void append_entry(GString *out, const struct rmm_model *model, const Sight *sight)
{
	const struct rmm_version *version = model->config.version;
	struct rmm_rtte rtte = sight->found.rtte;

	if (!sight->found.in_space) {
		g_string_append(out, "outside the IPA space");
		return;
	}
	g_string_append(out, rmm_name(&rmm_rtte_states, version, rtte_state(rtte)));
	if (sight->found.is_protected && rtte_state(rtte) != RTTE_TABLE)
		g_string_append_printf(out, " %s", rmm_name(&rmm_ripas_values, version,
							    rtte_ripas(rtte)));
	if (rtte_is_live(rtte))
		g_string_append_printf(out, " 0x%" G_GINT64_MODIFIER "x", rtte_address(rtte));
	g_string_append_printf(out, " (level %d)", sight->found.level);
}

static void append_granule(GString *out, const struct rmm_version *version, const Sight *sight)
{
	if (!sight->found.exists) {
		g_string_append(out, "not tracked");
		return;
	}
	g_string_append(out, rmm_name(&rmm_granule_states, version, sight->found.state));
	if (sight->kind == SIGHT_MEMORY)
		g_string_append_printf(out, ", GPT_%s",
				       rmm_name(&rmm_gpt_states, version, sight->found.gpt));
}

static void append_rim(GString *out, const Sight *sight)
{
	g_string_append(out, "0x");
	for (gsize i = 0; i < sizeof(sight->found.rim); i++)
		g_string_append_printf(out, "%02x", sight->found.rim[i]);
}

void sight_append(GString *out, const struct rmm_model *model, const Sight *sight)
{
	const struct rmm_version *version = model->config.version;

	if (sight->kind == SIGHT_GRANULE || sight->kind == SIGHT_MEMORY)
		append_granule(out, version, sight);
	else if (sight->kind == SIGHT_REALM)
		g_string_append(out, rmm_name(&rmm_realm_states, version, sight->found.state));
	else if (!sight->found.exists)
		g_string_append(out, "no such Realm");
	else if (sight->kind == SIGHT_RIM)
		append_rim(out, sight);
	else
		append_entry(out, model, sight);
}
