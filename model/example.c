/* SPDX-License-Identifier: BSD-3-Clause */
/* A program that embeds the model: cc example.c $(pkg-config --cflags --libs ripas) */
#include <ripas.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static struct rmm_model model;
static struct rmm *before, *now;

/* Lets @command of a Host happen to the Granule at @pa, and prints what came of it. */
static void call(const char *command, uint64_t pa)
{
	struct rmm_call call = { .command = rmm_command_named(&model, INTERFACE_RMI, command) };
	struct rmm_result result;
	struct rmm_event event = { &model, before, now, &call, &result, false };
	struct rmm_violation broken;

	rmm_call_set(&model, &call, "addr", pa);
	rmm_state_copy(&model, before, now);
	rmm_step(&model, now, &call, &result);
	printf("%s 0x%" PRIx64 " > %s", command, pa, rmm_status(result.status)->name);
	if (result.condition != RMM_NO_CONDITION)
		printf(" by %s", rmm_condition_id(&model, call.command, result.condition));
	printf("\n");
	if (rmm_check_invariants(&event, 0, &broken, 1))
		printf("breaks %s: %s\n", broken.invariant->id, broken.invariant->text);
}

int main(void)
{
	struct rmm_config config;
	uint64_t pa;

	rmm_config_default(&config, &rmm_version_1_0);
	rmm_add_variant(&config.variants, VARIANT_DELEGATE_KEEPS_GPT);  /* a mistake */
	if (rmm_model_init(&model, &config) != CONFIG_OK)
		return 1;
	before = calloc(1, model.layout.size);
	now = calloc(1, model.layout.size);
	if (!before || !now)
		return 1;
	rmm_state_init(&model, before);
	rmm_state_init(&model, now);
	pa = config.regions[0].base;
	call("RMI_GRANULE_DELEGATE", pa);
	call("RMI_GRANULE_DELEGATE", pa);
	call("RMI_GRANULE_UNDELEGATE", pa + 1);
	printf("0x%" PRIx64 " is %s\n", pa,
	       rmm_name(&rmm_granule_states, config.version, rmm_state_at(&model, now, pa)));
	free(before);
	free(now);
	return 0;
}
