/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The toy geometry that states are searched with: one Realm, one REC, a table
 * of 4 pages, 4 data Granules. Copy, step, invariants and hash together.
 */
#include "bench.h"

#include "invariant.h"
#include "state.h"

#define BASE 0x10000ull
#define PAGE 0x1000ull
#define STATES 512

enum { RD, REC, ROOT, TABLE, DATA, GRANULES = DATA + 4 };

static uint64_t granule(unsigned i)
{
	return BASE + i * PAGE;
}

static void make_model(struct rmm_model *model, enum rmm_version version)
{
	struct rmm_config config;

	rmm_config_default(&config, version);
	config.regions[0] = (struct rmm_region){ BASE, GRANULES * PAGE, true, false };
	config.platform.ipa_width_min = config.platform.ipa_width_max = 16;
	config.rtt_entries = 4;
	config.realms = config.recs = 1;
	config.rtts = 2;
	config.words = 0;
	config.gprs = 4;
	config.contents = false;
	if (rmm_model_init(model, &config) != CONFIG_OK)
		g_error("bad configuration");
}

/* What Host and Realm may do: a list of calls over all Granules and pages. */
static GArray *make_alphabet(const struct rmm_model *model)
{
	GArray *calls = g_array_new(FALSE, TRUE, sizeof(struct rmm_call));
	struct rmm_call call;

#define ADD(id, ...) do { \
	const uint64_t in[] = { __VA_ARGS__ }; \
	call = (struct rmm_call){ .command = CMD_##id, .rec = granule(REC) }; \
	for (unsigned k = 0; k < rmm_command(model, CMD_##id)->input_count; k++) \
		call.in[rmm_command(model, CMD_##id)->inputs[k].slot] = \
			rmm_command(model, CMD_##id)->inputs[k].initial; \
	memcpy(call.in, in, sizeof(in)); \
	g_array_append_val(calls, call); \
} while (0)
	for (unsigned i = 0; i < GRANULES; i++) {
		ADD(RMI_GRANULE_DELEGATE, granule(i));
		ADD(RMI_GRANULE_UNDELEGATE, granule(i));
	}
	ADD(RMI_REALM_CREATE, granule(RD), granule(DATA + 3), 0, 16, 0, 1, 1, 0, 0, 1,
	    granule(ROOT), 2, 1);
	ADD(RMI_REALM_DESTROY, granule(RD));
	ADD(RMI_REC_CREATE, granule(RD), granule(REC), granule(DATA + 3), 1);
	ADD(RMI_REC_DESTROY, granule(REC));
	ADD(RMI_REALM_ACTIVATE, granule(RD));
	ADD(RMI_RTT_CREATE, granule(RD), granule(TABLE), 0, 3);
	ADD(RMI_RTT_DESTROY, granule(RD), 0, 3);
	ADD(RMI_RTT_FOLD, granule(RD), 0, 3);
	for (uint64_t page = 0; page < 4; page++) {
		for (unsigned i = 0; i < 4; i++)
			ADD(RMI_DATA_CREATE_UNKNOWN, granule(RD), granule(DATA + i), page * PAGE);
		ADD(RMI_DATA_CREATE, granule(RD), granule(DATA), page * PAGE, granule(DATA + 3), 1);
		ADD(RMI_DATA_DESTROY, granule(RD), page * PAGE);
		ADD(RMI_RTT_INIT_RIPAS, granule(RD), page * PAGE, 4 * PAGE);
		ADD(RMI_RTT_SET_RIPAS, granule(RD), granule(REC), page * PAGE, 4 * PAGE);
		ADD(READ, page * PAGE);
		ADD(RSI_IPA_STATE_SET, page * PAGE, 4 * PAGE, RIPAS_RAM, 0);
		ADD(RSI_IPA_STATE_SET, page * PAGE, 4 * PAGE, RIPAS_EMPTY, 1);
	}
	ADD(RMI_REC_ENTER, granule(REC), granule(DATA + 3));
	ADD(IRQ, 0);
#undef ADD
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

void bench_toy(enum rmm_version version)
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
