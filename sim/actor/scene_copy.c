/* SPDX-License-Identifier: BSD-3-Clause */
/* Scenes that are taken up again and again, as explorations do. */
#include "actor/remembered.h"
#include "actor/scene.h"

#include <string.h>

Scene *scene_copy(const Scene *scene, const struct rmm_model *model, const struct rmm *state,
		  const Stage *stage, gpointer user)
{
	Scene *copy = g_memdup2(scene, sizeof(*copy));

	copy->model = model;
	copy->state = state;
	copy->stage = stage;
	copy->user = user;
	copy->open_ended = TRUE;
	copy->step = copy->lacks = NULL;
	copy->log = g_array_new(FALSE, FALSE, sizeof(guint64));
	copy->notes = g_string_new(NULL);
	copy->memory = host_memory_copy(scene->memory, model, state);
	copy->states = g_array_copy(scene->states);
	g_array_set_clear_func(copy->states, scene_close_state);
	for (guint i = 0; i < copy->states->len; i++) {
		KeptState *kept = &g_array_index(copy->states, KeptState, i);

		kept->state = kept->kind->copy(kept->state);
	}
	return copy;
}

/* ---- vCPUs ---- */

/* Fields of an exit that software of the Host looks at, by its reason: bits. */
static const guint64 looked_at[EXIT_REASONS] = {
	[EXIT_SYNC] = 1 << EXIT_FIELD_ESR | 1 << EXIT_FIELD_HPFAR,
	[EXIT_PSCI] = 3 << EXIT_FIELD_GPRS,
	[EXIT_RIPAS_CHANGE] = 1 << EXIT_FIELD_RIPAS_BASE | 1 << EXIT_FIELD_RIPAS_TOP |
			      1 << EXIT_FIELD_RIPAS_VALUE,
};

gboolean scene_left(Scene *scene, guint64 rec, const struct rmm_exit *exit)
{
	for (guint i = 0; i < scene->vm.vcpu_count; i++) {
		Vcpu *vcpu = &scene->vm.vcpus[i];
		guint64 reason = exit->field[EXIT_FIELD_REASON];

		if (vcpu->rec != rec || !vcpu->inside)
			continue;
		memset(&vcpu->exit, 0, sizeof(vcpu->exit));
		vcpu->exit.field[EXIT_FIELD_REASON] = reason;
		vcpu->inside = FALSE;
		vcpu->exited = reason < EXIT_REASONS && looked_at[reason];
		for (guint j = 0; vcpu->exited && j < EXIT_FIELDS; j++)
			if (looked_at[reason] >> j & 1)
				vcpu->exit.field[j] = exit->field[j];
		return TRUE;
	}
	return FALSE;
}

static void describe_vcpu(const Vcpu *vcpu, GByteArray *description)
{
	const guint64 flags[] = {
		(guint64)vcpu->exited, (guint64)vcpu->reject, (guint64)vcpu->emulate,
		(guint64)vcpu->inside
	};

	describe_number(description, vcpu->rec);
	describe_bytes(description, vcpu->aux, vcpu->aux_count * sizeof(vcpu->aux[0]));
	describe_bytes(description, flags, sizeof(flags));
	if (vcpu->exited)
		describe_bytes(description, vcpu->exit.field, sizeof(vcpu->exit.field));
}

void scene_describe(const Scene *scene, GByteArray *description)
{
	describe_bytes(description, &scene->layout, sizeof(scene->layout));
	host_memory_describe(scene->memory, description);
	describe_number(description, scene->source);
	describe_number(description, scene->ipa_bits);
	describe_number(description, scene->injection.command);
	describe_number(description, scene->injection.status);
	describe_number(description, scene->injection.after);
	describe_number(description, scene->vm.rd);
	describe_number(description, scene->vm.vcpu_count);
	for (guint i = 0; i < scene->vm.vcpu_count; i++)
		describe_vcpu(&scene->vm.vcpus[i], description);
	for (guint i = 0; i < scene->states->len; i++) {
		const KeptState *kept = &g_array_index(scene->states, KeptState, i);

		kept->kind->describe(kept->state, description);
	}
}
