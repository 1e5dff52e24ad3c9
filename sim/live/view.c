/* SPDX-License-Identifier: BSD-3-Clause */
/* The state as scripts draw it: Realms with what their entries say, RECs, Granules. */
#include "live/live.h"

#include "live/json.h"
#include "state/rec.h"
#include "state/rtt.h"

/* Entries that read alike. */
struct run {
	guint64 base, top;
	int level;
	enum rmm_rtte_state state;
	enum rmm_ripas ripas;
	gboolean is_protected;
};

static void add_run(GString *out, const struct run *run)
{
	const struct rmm_version *version = live.model->config.version;

	json_begin(out, NULL, '{');
	json_address(out, "base", run->base);
	json_address(out, "top", run->top);
	json_number(out, "level", run->level);
	json_string(out, "state", rmm_name(&rmm_rtte_states, version, run->state));
	json_number(out, "mapped", run->state != RTTE_UNASSIGNED &&
				   run->state != RTTE_UNASSIGNED_NS);
	json_number(out, "busy", run->state == RTTE_INTERMEDIATE);
	if (run->is_protected)
		json_string(out, "ripas", rmm_name(&rmm_ripas_values, version, run->ripas));
	json_end(out, '}');
}

static gboolean reads_alike(const struct run *a, const struct run *b)
{
	return a->level == b->level && a->state == b->state && a->ripas == b->ripas &&
	       a->is_protected == b->is_protected;
}

static void add_runs(GString *out, const struct rmm_realm *realm)
{
	guint64 end = (guint64)1 << realm->ipa_width;
	struct run last = { 0 };
	struct rmm_walk walk;

	for (guint64 ipa = 0; ipa < end;) {
		struct run run = { .base = ipa, .is_protected = rmm_is_protected(realm, ipa) };

		rmm_rtt_walk(live.model, live.machine->state, realm, ipa, RMM_PAGE_LEVEL, &walk);
		run.top = rmm_align_down(live.model, live.machine->state, ipa, walk.level) +
			  rmm_level_size(live.model, live.machine->state, walk.level);
		run.level = walk.level;
		run.state = rtte_state(walk.rtte);
		run.ripas = run.is_protected ? rtte_ripas(walk.rtte) : RIPAS_EMPTY;
		ipa = run.top;
		if (last.top && reads_alike(&last, &run)) {
			last.top = run.top;
			continue;
		}
		if (last.top)
			add_run(out, &last);
		last = run;
	}
	last.top = MIN(last.top, end);
	add_run(out, &last);
}

static void add_realm(GString *out, const struct rmm_realm *realm)
{
	json_begin(out, NULL, '{');
	json_address(out, "rd", rmm_granule_pa(live.model, realm->rd - 1));
	json_string(out, "state", rmm_name(&rmm_realm_states, live.model->config.version,
					   realm->state));
	json_begin(out, "runs", '[');
	add_runs(out, realm);
	json_end(out, ']');
	json_end(out, '}');
}

static void add_recs(GString *out)
{
	for (uint32_t slot = 0; slot < live.model->config.recs; slot++) {
		const struct rmm_rec *rec = rmm_rec(live.model, live.machine->state, slot);

		if (!rec->granule)
			continue;
		json_begin(out, NULL, '{');
		json_address(out, "rec", rmm_granule_pa(live.model, rec->granule - 1));
		json_string(out, "state", rmm_name(&rmm_rec_states, live.model->config.version,
						   rec->state));
		json_string(out, "pending", rmm_name(&rmm_pending_names,
						     live.model->config.version, rec->pending));
		json_end(out, '}');
	}
}

/* Granules one after another that are in one state other than UNDELEGATED. */
static void add_granules(GString *out)
{
	uint32_t count = MIN(live.model->layout.granules, live.machine->state->granules_high);

	for (uint32_t first = 0, i = 0; i < count; i++) {
		enum rmm_granule_state state = rmm_granule_state(live.model, live.machine->state,
								 first);

		if (i + 1 < count && rmm_granule_state(live.model, live.machine->state, i + 1) == state)
			continue;
		if (state != GRANULE_UNDELEGATED) {
			json_begin(out, NULL, '{');
			json_address(out, "base", rmm_granule_pa(live.model, first));
			json_number(out, "count", i + 1 - first);
			json_string(out, "state", rmm_name(&rmm_granule_states,
							   live.model->config.version, state));
			json_end(out, '}');
		}
		first = i + 1;
	}
}

void LIVE_EXPORT(live_view)(void)
{
	GString *out = live_begin();

	json_begin(out, "realms", '[');
	for (uint32_t slot = 0; slot < live.model->config.realms; slot++)
		if (rmm_realm(live.model, live.machine->state, slot)->rd)
			add_realm(out, rmm_realm(live.model, live.machine->state, slot));
	json_end(out, ']');
	json_begin(out, "recs", '[');
	add_recs(out);
	json_end(out, ']');
	json_begin(out, "granules", '[');
	add_granules(out);
	json_end(out, ']');
	live_end();
}
