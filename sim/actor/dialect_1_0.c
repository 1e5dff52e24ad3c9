/* SPDX-License-Identifier: BSD-3-Clause */
/* How a Host says it to RMM 1.0: page by page. */
#include "actor/dialect.h"

static enum rmm_status init(Scene *scene, guint rmi)
{
	enum rmm_status status = HOST_CALL(scene, CMD_RMI_VERSION,
					   { "req", (guint64)rmi << 16 });

	return status == RMI_SUCCESS ? HOST_CALL(scene, CMD_RMI_FEATURES, { "index", 0 }) : status;
}

static enum rmm_status of_pages(Scene *scene, enum rmm_command_id command, guint64 pa,
				guint64 size)
{
	enum rmm_status status = RMI_SUCCESS;

	for (guint64 at = pa; status == RMI_SUCCESS && at - pa < size; at += scene_page(scene))
		status = HOST_CALL(scene, command, { "addr", at });
	return status;
}

static enum rmm_status delegate(Scene *scene, guint64 pa, guint64 size)
{
	return of_pages(scene, CMD_RMI_GRANULE_DELEGATE, pa, size);
}

static enum rmm_status undelegate(Scene *scene, guint64 pa, guint64 size)
{
	return of_pages(scene, CMD_RMI_GRANULE_UNDELEGATE, pa, size);
}

static enum rmm_status populate(Scene *scene, guint64 ipa, guint64 pa, gboolean measure)
{
	return HOST_CALL(scene, CMD_RMI_DATA_CREATE, { "rd", scene->vm.rd }, { "data", pa },
			 { "ipa", ipa }, { "src", scene->source }, { "flags", measure ? 1 : 0 });
}

static enum rmm_status map(Scene *scene, guint64 ipa, guint64 pa)
{
	return HOST_CALL(scene, CMD_RMI_DATA_CREATE_UNKNOWN, { "rd", scene->vm.rd },
			 { "data", pa }, { "ipa", ipa });
}

static enum rmm_status unmap(Scene *scene, guint64 ipa, guint64 top, Unmapped *unmapped)
{
	enum rmm_status status = HOST_CALL(scene, CMD_RMI_DATA_DESTROY, { "rd", scene->vm.rd },
					   { "ipa", ipa });

	unmapped->next = MIN(scene_output(scene, "top"), top);
	unmapped->pa = scene_output(scene, "data");
	unmapped->size = status == RMI_SUCCESS ? scene_page(scene) : 0;
	return status;
}

/* Normal memory, Write-Back: what Linux puts into a descriptor. */
#define DESCRIPTOR_ATTRIBUTES 0xd8

static enum rmm_status map_shared(Scene *scene, guint64 ipa, guint64 pa)
{
	return HOST_CALL(scene, CMD_RMI_RTT_MAP_UNPROTECTED, { "rd", scene->vm.rd },
			 { "ipa", ipa }, { "level", RMM_PAGE_LEVEL },
			 { "desc", pa | DESCRIPTOR_ATTRIBUTES });
}

static enum rmm_status unmap_shared(Scene *scene, guint64 ipa, guint64 top, int level,
				    Unmapped *unmapped)
{
	enum rmm_status status = HOST_CALL(scene, CMD_RMI_RTT_UNMAP_UNPROTECTED,
					   { "rd", scene->vm.rd }, { "ipa", ipa },
					   { "level", (guint64)level });

	unmapped->next = scene_output(scene, "top");
	unmapped->size = 0;
	return status;
}

/* ---- RECs, with auxiliary Granules in their parameters ---- */

#define AUX_MAX 16

static const char *const aux_names[AUX_MAX] = {
	"aux0", "aux1", "aux2", "aux3", "aux4", "aux5", "aux6", "aux7", "aux8", "aux9", "aux10",
	"aux11", "aux12", "aux13", "aux14", "aux15",
};

static gboolean find_aux(Scene *scene, Vcpu *vcpu)
{
	guint count;

	if (HOST_CALL(scene, CMD_RMI_REC_AUX_COUNT, { "rd", scene->vm.rd }) != RMI_SUCCESS)
		return FALSE;
	count = (guint)MIN(scene_output(scene, "aux_count"), AUX_MAX);
	for (vcpu->aux_count = 0; vcpu->aux_count < count; vcpu->aux_count++) {
		vcpu->aux[vcpu->aux_count] = dialect_new_page(scene);
		if (!vcpu->aux[vcpu->aux_count])
			return FALSE;
	}
	return TRUE;
}

static enum rmm_status create_rec(Scene *scene, guint index, guint64 pc)
{
	Vcpu *vcpu = &scene->vm.vcpus[index];
	gboolean found = find_aux(scene, vcpu);
	Input inputs[AUX_MAX + 8] = {
		{ "rd", scene->vm.rd }, { "rec", vcpu->rec }, { "flags", index == 0 },
		{ "mpidr", index }, { "pc", pc }, { "num_aux", vcpu->aux_count },
	};

	if (!found)
		return RMI_ERROR_INPUT;
	for (guint i = 0; i < vcpu->aux_count; i++)
		inputs[6 + i] = (Input){ aux_names[i], vcpu->aux[i] };
	return scene_call_inputs(scene, CMD_RMI_REC_CREATE, 0, inputs);
}

static enum rmm_status destroy_rec(Scene *scene, guint index)
{
	Vcpu *vcpu = &scene->vm.vcpus[index];
	enum rmm_status status = HOST_CALL(scene, CMD_RMI_REC_DESTROY, { "rec", vcpu->rec });

	for (guint i = 0; status == RMI_SUCCESS && i < vcpu->aux_count; i++)
		dialect_return_page(scene, vcpu->aux[i]);
	return status;
}

const Dialect dialect_1_0 = {
	1, init, delegate, undelegate, populate, map, NULL, unmap, map_shared, unmap_shared, TRUE,
	create_rec, destroy_rec, NULL
};
