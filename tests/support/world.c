/* SPDX-License-Identifier: BSD-3-Clause */
/* A small world to test the model in. */
#include "world.h"

#include <string.h>

#include "base/config.h"
#include "engine/context.h"
#include "state/boot.h"
#include "version/make.h"

void world_config(struct rmm_config *config)
{
	world_config_of(config, &rmm_version_1_0);
}

void world_config_of(struct rmm_config *config, const struct rmm_version *version)
{
	rmm_config_default(config, version);
	config->regions[0] = (struct rmm_region){ WORLD_BASE, WORLD_GRANULES * PAGE, true, false };
	config->platform.ipa_width_min = WORLD_WIDTH - 1;
	config->platform.ipa_width_max = WORLD_WIDTH;
	config->rtt_entries = 4;
	config->realms = 2;
	config->recs = 5;
	config->rtts = 12;
	config->words = 128;
	if (!(rmm_lineage(version) & ONLY_2_0))
		return;
	config->operations = 3;
	config->descriptors = 4;
	config->platform.aux_count = 1;
	config->platform.can_cancel = true;
}

void world_hash(void *user, enum rmm_hash_algo algo, const uint8_t *data, size_t size,
		uint8_t digest[64])
{
	uint64_t value = (uint64_t)algo + 1;

	for (size_t i = 0; i < size; i++)
		value = value * 31 + data[i];
	memset(digest, 0, 64);
	memcpy(digest, &value, sizeof(value));
}

World *world_new(const struct rmm_config *config)
{
	World *world = g_new0(World, 1);
	struct rmm_config small;

	if (!config) {
		world_config(&small);
		config = &small;
	}
	world->model = g_new(struct rmm_model, 1);
	ck_assert(rmm_model_init(world->model, config) == CONFIG_OK);
	world->state = g_malloc0(world->model->layout.size);
	world->old = g_malloc0(world->model->layout.size);
	rmm_state_init(world->model, world->state);
	/* Tests touch Realms and operations that no command made. */
	world->state->realms_high = config->realms;
	if (rmm_has(world->model, TRAIT_OPERATIONS))
		world->state->operations_high = config->operations;
	rmm_state_init(world->model, world->old);
	world->rec = granule(G_REC);
	return world;
}

void world_free(World *world)
{
	g_free(world->model);
	g_free(world->state);
	g_free(world->old);
	g_free(world);
}

struct rmm_call world_call(const World *world, enum rmm_command_id id,
			   const uint64_t *in, gsize count)
{
	const struct rmm_command *command = rmm_command(world->model, id);
	struct rmm_call call = { .command = id, .rec = world->rec };

	for (unsigned i = 0; command && i < command->input_count; i++)
		if (command->inputs[i].initial)
			rmm_value_set(&command->inputs[i], call.in, 0,
				      command->inputs[i].initial);
	if (count)
		memcpy(call.in, in, count * sizeof(*in));
	return call;
}

bool world_keeps_word(const World *world, struct rmm_finding *finding)
{
	return rmm_check(world->model, world->old, world->state, &world->call, &world->result,
			 finding);
}

static void check_step(World *world)
{
	struct rmm_event event = { world->model, world->old, world->state, &world->call,
				   &world->result, false };
	struct rmm_violation broken;
	struct rmm_finding finding;
	const struct rmm_command *command = rmm_command(world->model, world->call.command);
	const char *name = command ? command->name : "no command";

	if (!world_keeps_word(world, &finding))
		ck_abort_msg("%s > %s: finding %d %s, change of kind %d", name,
			     rmm_status(world->result.status)->name, finding.kind,
			     finding.id ? finding.id : "", finding.change.kind);
	if (rmm_check_invariants(&event, 0, &broken, 1))
		ck_abort_msg("%s > %s breaks %s at %u, %u", name,
			     rmm_status(world->result.status)->name, broken.invariant->id,
			     broken.subject, broken.item);
}

enum rmm_status world_step(World *world, const struct rmm_call *call)
{
	world->call = *call;
	rmm_state_copy(world->model, world->old, world->state);
	rmm_step(world->model, world->state, call, &world->result);
	if (!world->unchecked)
		check_step(world);
	return world->result.status;
}

const char *world_condition(const World *world)
{
	if (world->result.condition == RMM_NO_CONDITION)
		return "";
	return rmm_condition_id(world->model, world->call.command, world->result.condition);
}

uint64_t world_violated(const World *world, const struct rmm_call *call)
{
	const struct rmm_rules *rules = &world->model->rules[call->command];
	struct rmm_context context;
	struct rmm_result result;
	uint64_t violated = 0;

	rmm_context_init(&context, world->model, world->state, call, &result);
	for (unsigned i = 0; i < rules->count; i++)
		if (rules->failure[i]->violated->holds(&context, rules->failure[i]->operands))
			violated |= (uint64_t)1 << i;
	return violated;
}

gboolean world_issuer_runs(const World *world, const struct rmm_call *call)
{
	const struct rmm_command *command = rmm_command(world->model, call->command);
	uint32_t slot = rmm_rec_at(world->model, world->state, call->rec);

	return command->interface == INTERFACE_RMI || command->interface == INTERFACE_HOST ||
	       (slot != RMM_NONE &&
		rmm_rec(world->model, world->state, slot)->state == REC_RUNNING);
}

World *world_build(const struct rmm_config *config)
{
	World *world = world_new(config);
	unsigned aux = world->model->config.platform.aux_count;

	for (unsigned i = 0; i < G_HOST; i++)
		OK(world, RMI_GRANULE_DELEGATE, granule(i));
	OK(world, RMI_REALM_CREATE, granule(G_RD), granule(G_PARAMS), 0, WORLD_WIDTH, 0, 1, 1, 0,
	   HASH_SHA_256, VMID, granule(G_ROOT), 1, 1);
	OK(world, RMI_RTT_CREATE, granule(G_RD), granule(G_TABLE_2), 0, 2);
	OK(world, RMI_RTT_CREATE, granule(G_RD), granule(G_TABLE_3), 0, 3);
	for (unsigned i = 0; i < 3; i++) {
		unsigned g = G_REC + i;

		OK(world, RMI_REC_CREATE, granule(G_RD), granule(g), granule(G_PARAMS),
		   g != G_REC_OFF, i, PAGE, aux, 0, 0, 0, 0, 0, 0, 0, 0, granule(G_AUX + i));
	}
	return world;
}

World *world_build_2_0(const struct rmm_config *config)
{
	World *world = world_new(config);

	OK(world, RMI_GRANULE_RANGE_DELEGATE, granule(0), granule(G_HOST));
	OK(world, RMI_REALM_CREATE, granule(G_RD), granule(G_PARAMS), 0, WORLD_WIDTH, 0, 1, 1, 0,
	   0, 0, granule(G_ROOT), 1, 1);
	return world;
}

World *world_asking(void)
{
	struct rmm_config config;
	World *world;

	world_config_of(&config, &rmm_version_2_0_bet0);
	config.platform.aux_count = 2;
	world = world_build_2_0(&config);
	STEP_IS(world, RMI_INCOMPLETE, RMI_REC_CREATE, granule(G_RD), granule(G_REC),
		granule(G_PARAMS), 1);
	return world;
}

World *world_active(const struct rmm_config *config)
{
	World *world = world_build(config);

	OK(world, RMI_REALM_ACTIVATE, granule(G_RD));
	return world;
}

World *world_running(const struct rmm_config *config)
{
	World *world = world_active(config);

	ENTER(world, granule(G_REC));
	return world;
}

struct rmm_realm *world_realm(const World *world)
{
	uint32_t slot = rmm_realm_at(world->model, world->state, granule(G_RD));

	ck_assert(slot != RMM_NONE);
	return rmm_realm(world->model, world->state, slot);
}

struct rmm_walk world_walk(const World *world, uint64_t ipa, int level)
{
	struct rmm_walk walk;

	rmm_rtt_walk(world->model, world->state, world_realm(world), ipa, level, &walk);
	return walk;
}

struct rmm_rec *world_rec(const World *world, unsigned g)
{
	uint32_t slot = rmm_rec_at(world->model, world->state, granule(g));

	ck_assert(slot != RMM_NONE);
	return rmm_rec(world->model, world->state, slot);
}

World *world_lively(void)
{
	struct rmm_config config;
	World *world;

	world_config(&config);
	config.platform.aux_count = 1;
	world = world_build(&config);
	OK(world, RMI_DATA_CREATE, granule(G_RD), granule(G_DATA), 0, granule(G_SOURCE), 1);
	OK(world, RMI_REALM_ACTIVATE, granule(G_RD));
	ENTER(world, granule(G_REC));
	STEP_IS(world, STATUS_EXIT, RSI_IPA_STATE_SET, PAGE, 2 * PAGE, RIPAS_RAM, 0);
	ENTER(world, granule(G_REC_2));
	STEP_IS(world, STATUS_EXIT, READ, UNPROTECTED, 1);
	return world;
}

gboolean world_breaks(const struct rmm_violation *violations, unsigned count, const char *id)
{
	for (unsigned i = 0; i < count; i++)
		if (strcmp(violations[i].invariant->id, id) == 0)
			return TRUE;
	return FALSE;
}
