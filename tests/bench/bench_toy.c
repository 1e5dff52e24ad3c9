/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The toy geometry that states are searched with: one Realm, one REC, a table
 * of 4 pages, 4 data Granules. Copy, step, invariants and hash together.
 */
#include "bench.h"

#include "base/config.h"
#include "calls/call.h"
#include "check/invariant.h"
#include "state/boot.h"
#include "state/state.h"
#include "version/make.h"

#define BASE 0x10000ull
#define PAGE 0x1000ull
#define STATES 512

enum { RD, REC, ROOT, TABLE, DATA, GRANULES = DATA + 4 };

static uint64_t granule(unsigned i)
{
	return BASE + i * PAGE;
}

static void make_model(struct rmm_model *model, const struct rmm_version *version)
{
	struct rmm_config config;

	rmm_config_default(&config, version);
	config.regions[0] = (struct rmm_region){ BASE, GRANULES * PAGE, true, false };
	config.platform.ipa_width_min = config.platform.ipa_width_max = 16;
	config.rtt_entries = 4;
	config.realms = config.recs = 1;
	config.rtts = 2;
	config.words = 0;
	config.operations = config.descriptors = 1;
	config.gprs = 4;
	config.contents = false;
	if (rmm_model_init(model, &config) != CONFIG_OK)
		g_error("bad configuration");
}

static void add(GArray *calls, struct rmm_call call)
{
	call.rec = granule(REC);
	g_array_append_val(calls, call);
}

static void add_page(GArray *calls, const struct rmm_model *model, uint64_t ipa)
{
	const uint64_t rd = granule(RD), rec = granule(REC), end = 4 * PAGE;

	for (unsigned i = 0; i < 4; i++)
		add(calls, call_map(model, rd, ipa, granule(DATA + i)));
	add(calls, call_populate(model, rd, ipa, granule(DATA), granule(DATA + 3)));
	add(calls, call_unmap(model, rd, ipa));
	add(calls, CALL_OF(model, RMI_RTT_INIT_RIPAS, { "rd", rd }, { "base", ipa },
			      { "top", end }));
	add(calls, CALL_OF(model, RMI_RTT_SET_RIPAS, { "rd", rd }, { "rec", rec },
			      { "base", ipa }, { "top", end }));
	add(calls, CALL_OF(model, READ, { "ipa", ipa }));
	add(calls, CALL_OF(model, RSI_IPA_STATE_SET, { "base", ipa }, { "top", end },
			      { "ripas", RIPAS_RAM }));
	add(calls, CALL_OF(model, RSI_IPA_STATE_SET, { "base", ipa }, { "top", end },
			      { "ripas", RIPAS_EMPTY }, { "flags", 1 }));
}

/* What Host and Realm may do: a list of calls over all Granules and pages. */
static GArray *make_alphabet(const struct rmm_model *model)
{
	GArray *calls = g_array_new(FALSE, TRUE, sizeof(struct rmm_call));
	const uint64_t rd = granule(RD), rec = granule(REC);

	for (unsigned i = 0; i < GRANULES; i++) {
		add(calls, call_delegate(model, granule(i)));
		add(calls, call_undelegate(model, granule(i)));
	}
	add(calls, CALL_OF(model, RMI_REALM_CREATE, { "rd", rd },
			      { "params_ptr", granule(DATA + 3) }, { "s2sz", 16 },
			      { "num_bps", 1 }, { "num_wps", 1 }, { "rtt_base", granule(ROOT) },
			      { "rtt_level_start", 2 }));
	add(calls, CALL_OF(model, RMI_REALM_DESTROY, { "rd", rd }));
	add(calls, CALL_OF(model, RMI_REC_CREATE, { "rd", rd }, { "rec", rec },
			      { "params_ptr", granule(DATA + 3) }));
	add(calls, CALL_OF(model, RMI_REC_DESTROY, { "rec", rec }));
	add(calls, CALL_OF(model, RMI_REALM_ACTIVATE, { "rd", rd }));
	add(calls, CALL_OF(model, RMI_RTT_CREATE, { "rd", rd }, { "rtt", granule(TABLE) },
			      { "ipa", 0 }, { "level", 3 }));
	add(calls, CALL_OF(model, RMI_RTT_DESTROY, { "rd", rd }, { "ipa", 0 }, { "level", 3 }));
	add(calls, CALL_OF(model, RMI_RTT_FOLD, { "rd", rd }, { "ipa", 0 }, { "level", 3 }));
	for (uint64_t page = 0; page < 4; page++)
		add_page(calls, model, page * PAGE);
	if (model->config.version != &rmm_version_1_0)
		add(calls, CALL_OF(model, RMI_REALM_TERMINATE, { "rd", rd }));
	add(calls, CALL_OF(model, RMI_REC_ENTER, { "rec", rec },
			      { "run_ptr", granule(DATA + 3) }));
	add(calls, call_of(model, CMD_IRQ, &(const CallInput){ NULL, 0 }));
	return calls;
}

/* Distinct states that a random walk comes by. */
static char *make_states(const struct rmm_model *model, const GArray *calls, guint *count)
{
	gsize size = model->layout.size;
	char *states = g_malloc0(size * STATES);
	struct rmm *now = g_malloc0(size);
	GRand *random = g_rand_new_with_seed(1);
	GHashTable *seen = g_hash_table_new(g_int64_hash, g_int64_equal);
	struct rmm_result result;

	rmm_state_init(model, now);
	for (*count = 0; *count < STATES; ) {
		uint64_t hash = rmm_state_hash(model, now);

		if (!g_hash_table_contains(seen, &hash)) {
			g_hash_table_add(seen, g_memdup2(&hash, sizeof(hash)));
			memcpy(states + size * (*count)++, now, size);
		}
		rmm_step(model, now, &g_array_index(calls, struct rmm_call,
			 (guint)g_rand_int_range(random, 0, (gint)calls->len)), &result);
	}
	g_hash_table_unref(seen);
	g_rand_free(random);
	g_free(now);
	return states;
}

void bench_toy(const struct rmm_version *version)
{
	struct rmm_model *model = g_new(struct rmm_model, 1);
	g_autoptr(GArray) calls = NULL;
	g_autofree char *states = NULL;
	g_autofree struct rmm *now = NULL;
	double start, used;
	uint64_t steps = 0, successes = 0, mix = 0;
	guint count;

	make_model(model, version);
	calls = make_alphabet(model);
	states = make_states(model, calls, &count);
	now = g_malloc0(model->layout.size);
	start = bench_seconds();
	do {
		for (guint i = 0; i < count; i++) {
			const struct rmm *old = (struct rmm *)(states + model->layout.size * i);

			for (guint j = 0; j < calls->len; j++) {
				const struct rmm_call *call = &g_array_index(calls, struct rmm_call, j);
				struct rmm_violation broken;
				struct rmm_result result;
				struct rmm_event event = { model, old, now, call, &result, false };

				memcpy(now, old, model->layout.size);
				rmm_step(model, now, call, &result);
				if (rmm_check_invariants(&event, 0, &broken, 1))
					g_error("%s", broken.invariant->id);
				mix ^= rmm_state_hash(model, now);
				successes += !result.permitted && event.changed;
				steps++;
			}
		}
		used = bench_seconds() - start;
	} while (used < 0.5);
	bench_print("toy geometry: state", (double)model->layout.size, "bytes");
	bench_print("  copy, step, invariants and hash", (double)steps / used, "steps/s");
	bench_print("  of them change the state", 100.0 * (double)successes / (double)steps,
		    mix ? "%" : "% ");
	g_free(model);
}
