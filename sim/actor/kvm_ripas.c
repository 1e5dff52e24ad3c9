/* SPDX-License-Identifier: BSD-3-Clause */
/* KVM and RIPAS: before activation, and at a Realm's request. */
#include "actor/kvm.h"
#include "actor/progress.h"
#include "actor/vmm.h"

/* One call: from @ipa on, for the request of @rec or (0) before activation. */
static enum rmm_status change_once(Scene *scene, guint64 rec, guint64 ipa, guint64 top)
{
	guint64 rd = scene->vm.rd;

	if (rec)
		return HOST_CALL(scene, CMD_RMI_RTT_SET_RIPAS, { "rd", rd }, { "rec", rec },
				 { "base", ipa }, { "top", top });
	return HOST_CALL(scene, CMD_RMI_RTT_INIT_RIPAS, { "rd", rd }, { "base", ipa },
			 { "top", top });
}

/*
 * The RMM stopped at @level: a table further down may help it on, as far as
 * the range has need of one. If not, versions of KVM differ in what they do.
 */
static Ending help_on(Scene *scene, guint64 rec, guint64 *ipa, guint64 top, int level)
{
	const KvmVersion *version = kvm_of(scene)->version;
	int wanted = kvm_find_map_level(scene, *ipa, top);

	if (level < wanted)
		return kvm_create_tables(scene, *ipa, level, wanted);
	switch (rec ? version->set : version->init) {
	case STUCK_SKIPS_PAGE:
		*ipa += RMM_GRANULE_SIZE;
		return ENDED_OK;
	case STUCK_TRIES_AGAIN:
		return ENDED_OK;
	default:
		return scene_end(scene, ENDED_ENXIO, *ipa);
	}
}

Ending kvm_change_ripas(Scene *scene, guint64 rec, guint64 base, guint64 top, guint64 *reached)
{
	Ending ending = ENDED_OK;
	Progress progress;

	progress_begin(&progress, scene);
	*reached = base;
	while (ending == ENDED_OK && *reached < top) {
		enum rmm_status status = change_once(scene, rec, *reached, top);

		if (status == RMI_SUCCESS)
			*reached = scene_output(scene, "out_top");
		else if (status == RMI_ERROR_RTT)
			ending = help_on(scene, rec, reached, top, scene->result.index);
		else
			ending = scene_end(scene, ENDED_ENXIO, *reached);
		if (ending == ENDED_OK && progress_stalls(&progress, scene, *reached))
			ending = progress_spins(&progress, scene, *reached);
	}
	progress_end(&progress);
	return ending;
}

Ending kvm_set_ripas_of_protected_regions(Scene *scene, const Arguments *arguments)
{
	const Range *ranges;
	guint count = vmm_init_ranges(scene, &ranges);
	guint64 reached;

	(void)arguments;
	for (guint i = 0; i < count; i++) {
		Ending ending = kvm_change_ripas(scene, 0, ranges[i].base, ranges[i].top, &reached);

		if (ending == ENDED_OK)
			continue;
		kvm_of(scene)->dead = TRUE;
		return ending;
	}
	return ENDED_OK;
}

/* KVM_SET_MEMORY_ATTRIBUTES: what the other attribute had mapped is unmapped. */
Ending kvm_set_memory_attributes(Scene *scene, guint64 base, guint64 top, gboolean private)
{
	if (!range_set_put(kvm_of(scene)->shared, base, top, !private))
		return ENDED_OK;
	if (private || kvm_of(scene)->version->unmaps_both)
		kvm_unmap_shared(scene, base, top);
	return private ? ENDED_OK : kvm_unmap_private(scene, base, top);
}
