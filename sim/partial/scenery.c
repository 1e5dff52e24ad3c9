/* SPDX-License-Identifier: BSD-3-Clause */
/* What stands on a stage. */
#include "partial/scenery.h"

#include "engine/engine.h"
#include "engine/named.h"
#include "partial/entry_set.h"
#include "state/boot.h"
#include "state/rec.h"
#include "state/rtt.h"

/* ---- memory ---- */

/*
 * From the start of memory: Granules of the Realm; then a row of Granules in each
 * state, one for each slot; then those that nothing uses.
 */
#define MEMORY       G_GUINT64_CONSTANT(0x88000000)
#define SLOTS        8
#define AT_RD        0
#define AT_REC       1
#define AT_DATA      3
#define AT_NS        4
#define AT_TABLES    16          /* of the start, up to 16; aligned */
#define AT_STATES    64
#define AT_FREE      (AT_STATES + SLOTS * GRANULE_STATES)
#define PAGES        512
#define TABLES_MAX   40

static guint64 page(guint index)
{
	return MEMORY + (guint64)index * RMM_GRANULE_SIZE;
}

void scenery_configure(struct rmm_config *config, const struct rmm_platform *platform)
{
	config->regions[0] = (struct rmm_region){ MEMORY, PAGES * RMM_GRANULE_SIZE, true, false };
	config->region_count = 1;
	if (platform)
		config->platform = *platform;
	config->platform.aux_count = 0;
	config->platform.ipa_width_max = 48;
	config->platform.ipa_width_min = 32;
	config->platform.inactive = false;
	config->realms = 2;
	config->recs = 4;
	config->rtts = TABLES_MAX;
	config->words = 256;
	config->hash = NULL;
	config->contents = false;
}

/* ---- calls that make it ---- */

static struct rmm_call call_of(const Scenery *scenery, const char *name, const char *name_2_0)
{
	struct rmm_call call = {
		.command = rmm_command_named(scenery->model, INTERFACE_RMI, name)
	};
	const struct rmm_command *command;

	if (call.command == CMD_NONE)
		call.command = rmm_command_named(scenery->model, INTERFACE_RMI, name_2_0);
	command = rmm_command(scenery->model, call.command);
	for (unsigned i = 0; i < command->input_count; i++)
		if (command->inputs[i].initial)
			rmm_value_set(&command->inputs[i], call.in, 0, command->inputs[i].initial);
	return call;
}

static void make(const Scenery *scenery, struct rmm *state, const struct rmm_call *call)
{
	struct rmm_result result;

	rmm_step(scenery->model, state, call, &result);
	g_assert(result.status == RMI_SUCCESS);
}

static void set(const Scenery *scenery, struct rmm_call *call, const char *name, const char *other,
		guint64 value)
{
	if (!rmm_call_set(scenery->model, call, name, value))
		rmm_call_set(scenery->model, call, other, value);
}

static void delegate(const Scenery *scenery, struct rmm *state, guint64 pa)
{
	struct rmm_call call = call_of(scenery, "RMI_GRANULE_DELEGATE", "RMI_GRANULE_RANGE_DELEGATE");

	set(scenery, &call, "addr", "base", pa);
	rmm_call_set(scenery->model, &call, "top", pa + RMM_GRANULE_SIZE);
	make(scenery, state, &call);
}

static void create_realm(Scenery *scenery, struct rmm *state)
{
	struct rmm_call call = call_of(scenery, "RMI_REALM_CREATE", NULL);

	delegate(scenery, state, scenery->rd);
	for (guint i = 0; i < scenery->tables; i++)
		delegate(scenery, state, page(AT_TABLES + i));
	rmm_call_set(scenery->model, &call, "rd", scenery->rd);
	rmm_call_set(scenery->model, &call, "params_ptr", page(AT_NS));
	rmm_call_set(scenery->model, &call, "s2sz", scenery->width);
	rmm_call_set(scenery->model, &call, "vmid", 1);
	rmm_call_set(scenery->model, &call, "rtt_base", page(AT_TABLES));
	rmm_call_set(scenery->model, &call, "rtt_level_start", (guint64)(gint64)scenery->start);
	rmm_call_set(scenery->model, &call, "rtt_num_start", scenery->tables);
	make(scenery, state, &call);
	scenery->realm = rmm_realm_at(scenery->model, state, scenery->rd);
}

static void create_rec(Scenery *scenery, struct rmm *state, guint index)
{
	struct rmm_call call = call_of(scenery, "RMI_REC_CREATE", NULL);

	delegate(scenery, state, scenery->rec_pa[index]);
	rmm_call_set(scenery->model, &call, "rd", scenery->rd);
	set(scenery, &call, "rec", "rec_ptr", scenery->rec_pa[index]);
	rmm_call_set(scenery->model, &call, "params_ptr", page(AT_NS));
	rmm_call_set(scenery->model, &call, "mpidr", rmm_mpidr_of_index(index));
	make(scenery, state, &call);
	scenery->rec[index] = rmm_rec_at(scenery->model, state, scenery->rec_pa[index]);
}

void scenery_parameters(const Scenery *scenery, struct rmm_call *call)
{
	struct rmm_call made = { .command = CMD_NONE };

	if (call->command == CMD_RMI_REALM_CREATE) {
		made = call_of(scenery, "RMI_REALM_CREATE", NULL);
		rmm_call_set(scenery->model, &made, "s2sz", scenery->width);
		rmm_call_set(scenery->model, &made, "vmid", 2);
		rmm_call_set(scenery->model, &made, "rtt_base", page(AT_FREE - AT_FREE % 16 + 16));
		rmm_call_set(scenery->model, &made, "rtt_level_start", (guint64)(gint64)scenery->start);
		rmm_call_set(scenery->model, &made, "rtt_num_start", scenery->tables);
	} else if (call->command == CMD_RMI_REC_CREATE) {
		made = call_of(scenery, "RMI_REC_CREATE", NULL);
		rmm_call_set(scenery->model, &made, "mpidr", rmm_mpidr_of_index(2));
	} else {
		return;
	}
	for (guint i = 0; i < rmm_command(scenery->model, call->command)->input_count; i++) {
		const struct rmm_value *value =
			&rmm_command(scenery->model, call->command)->inputs[i];

		if (value->in_memory)
			memcpy(&call->in[value->slot], &made.in[value->slot],
			       value->count * sizeof(call->in[0]));
	}
}

/* ---- tables ---- */

/* IPAs that are aligned to level 0, 1, 2, 3. */
static guint64 aligned_ipa(int level)
{
	return (level > 0 ? (guint64)1 << 30 : 0) | (level > 1 ? (guint64)1 << 21 : 0) |
	       (level > 2 ? (guint64)1 << 12 : 0);
}

/* The first IPA that is Unprotected. */
static guint64 unprotected(const Scenery *scenery)
{
	return (guint64)1 << (scenery->width - 1);
}

struct rmm_rtte scenery_default(const Scenery *scenery, guint64 ipa)
{
	return rtte_make(ipa >= unprotected(scenery) ? RTTE_UNASSIGNED_NS : RTTE_UNASSIGNED,
			 RIPAS_EMPTY, 0);
}

static void create_table(const Scenery *scenery, struct rmm *state, guint64 ipa, int level)
{
	const struct rmm_realm *realm = rmm_realm(scenery->model, state, scenery->realm);
	struct rmm_call call = call_of(scenery, "RMI_RTT_CREATE", NULL);
	uint64_t base = rmm_align_down(scenery->model, &partial_geometry, ipa, level - 1);
	struct rmm_walk walk;
	guint64 pa = page(AT_FREE + 32);

	rmm_rtt_walk(scenery->model, state, realm, base, level, &walk);
	if (walk.level >= level)
		return;
	while (rmm_state_at(scenery->model, state, pa) != GRANULE_UNDELEGATED)
		pa += RMM_GRANULE_SIZE;
	delegate(scenery, state, pa);
	rmm_call_set(scenery->model, &call, "rd", scenery->rd);
	set(scenery, &call, "rtt", "rtt_ptr", pa);
	rmm_call_set(scenery->model, &call, "ipa", base);
	rmm_call_set(scenery->model, &call, "level", (guint64)level);
	make(scenery, state, &call);
}

static void create_tables(const Scenery *scenery, struct rmm *state, int deepest)
{
	for (int level = scenery->start + 1; level <= deepest; level++)
		for (int aligned = 0; aligned <= RMM_PAGE_LEVEL; aligned++) {
			create_table(scenery, state, aligned_ipa(aligned), level);
			create_table(scenery, state, unprotected(scenery) + aligned_ipa(aligned), level);
		}
}

/* ---- the whole ---- */

static void find_start(Scenery *scenery)
{
	for (scenery->start = 0; scenery->start < RMM_PAGE_LEVEL; scenery->start++)
		for (scenery->tables = 1; scenery->tables <= 16; scenery->tables++)
			if (rmm_rtt_config_is_valid(scenery->model, &partial_geometry, scenery->width, scenery->start,
						    scenery->tables, false))
				return;
}

/* A Granule in each state, for each slot; nothing hangs on them. */
static void spread_states(const Scenery *scenery, struct rmm *state)
{
	for (guint i = 0; i < GRANULE_STATES; i++)
		for (guint slot = 0; slot < SLOTS; slot++) {
			guint64 pa = page(AT_STATES + i * SLOTS + slot);

			if (i == GRANULE_UNDELEGATED)
				continue;
			delegate(scenery, state, pa);
			if (i != GRANULE_DELEGATED)
				rmm_granule_set(scenery->model, state,
						rmm_granule_at(scenery->model, pa), i, 0);
		}
	for (guint i = 0; i < 16; i++)
		delegate(scenery, state, page(AT_FREE - AT_FREE % 16 + 16 + i));
}

static struct rmm *copy(const Scenery *scenery, const struct rmm *state)
{
	struct rmm *new = g_malloc0(scenery->model->layout.size);

	rmm_state_copy(scenery->model, new, state);
	return new;
}

static void keep(Scenery *scenery, const struct rmm *state, int level)
{
	scenery->pristine[level] = copy(scenery, state);
	scenery->state[level] = copy(scenery, state);
}

Scenery *scenery_new(const struct rmm_model *model, guint width)
{
	Scenery *scenery = g_new0(Scenery, 1);
	struct rmm *state = g_malloc0(model->layout.size);

	scenery->model = model;
	scenery->width = width;
	scenery->rd = page(AT_RD);
	scenery->rec_pa[0] = page(AT_REC);
	scenery->rec_pa[1] = page(AT_REC + 1);
	scenery->data = page(AT_DATA);
	scenery->ns = page(AT_NS);
	find_start(scenery);
	rmm_state_init(model, state);
	create_realm(scenery, state);
	spread_states(scenery, state);
	keep(scenery, state, SCENERY_BARE);
	create_rec(scenery, state, 0);
	create_rec(scenery, state, 1);
	delegate(scenery, state, scenery->data);
	rmm_granule_set(model, state, rmm_granule_at(model, scenery->data), GRANULE_DATA, 0);
	for (int level = MAX(scenery->start, 0); level <= RMM_PAGE_LEVEL; level++) {
		create_tables(scenery, state, level);
		keep(scenery, state, level);
	}
	g_free(state);
	return scenery;
}

void scenery_free(Scenery *scenery)
{
	if (!scenery)
		return;
	for (int i = 0; i <= SCENERY_BARE; i++) {
		g_free(scenery->pristine[i]);
		g_free(scenery->state[i]);
	}
	g_free(scenery);
}

struct rmm *scenery_state(Scenery *scenery, int level)
{
	return scenery->state[MAX(level, scenery->start)];
}

void scenery_restore(Scenery *scenery, int level)
{
	level = MAX(level, scenery->start);
	rmm_state_copy(scenery->model, scenery->state[level], scenery->pristine[level]);
}

guint64 scenery_granule(const Scenery *scenery, guint slot, guint state, gboolean as_rd)
{
	if (state == GRANULE_RD && as_rd)
		return scenery->rd;
	if (state >= GRANULE_STATES)
		return page(PAGES);
	return page(AT_STATES + state * SLOTS + slot % SLOTS);
}

/* ---- addresses ---- */

guint64 scenery_ipa(const Scenery *scenery, guint64 ipa)
{
	guint64 half = unprotected(scenery), low = ipa & (RMM_GRANULE_SIZE - 1);
	guint64 part = ipa < half ? 0 : ipa < 2 * half ? half : 2 * half;
	int level = 0;

	while (level < RMM_PAGE_LEVEL && !rmm_level_aligned(scenery->model, &partial_geometry, ipa - part, level))
		level++;
	return part + aligned_ipa(level) + low;
}

guint64 scenery_top(const Scenery *scenery, guint64 base, guint64 top)
{
	guint64 moved = scenery_ipa(scenery, base) + (top - base), half = unprotected(scenery);

	if (top <= base || (top <= half) == (moved <= half))
		return moved;
	return half + (top <= half ? 0 : RMM_GRANULE_SIZE) + (top & (RMM_GRANULE_SIZE - 1));
}
