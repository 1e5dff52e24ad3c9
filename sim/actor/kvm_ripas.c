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

	if (rec && version->set == STUCK_REJECTS) {
		scene_note(scene, "the RMM stops at level %d, and no table is made", level);
		return ENDED_REFUSED;
	}
	if (level < wanted)
		return kvm_create_tables(scene, *ipa, level, wanted);
	switch (rec ? version->set : version->init) {
	case STUCK_SKIPS_PAGE:
		*ipa += scene_page(scene);
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

/* ---- before activation ---- */

/* Memslots in the order of their hash, in which KVM goes over them. */
static gint by_hash(gconstpointer a, gconstpointer b)
{
	/* hash_32() of the id, 7 bits. */
	guint32 one = (((const Memslot *)a)->id * 0x61c88647u) >> 25;
	guint32 other = (((const Memslot *)b)->id * 0x61c88647u) >> 25;

	return one < other ? -1 : one > other;
}

static gint by_address(gconstpointer a, gconstpointer b)
{
	guint64 one = ((const Memslot *)a)->base, other = ((const Memslot *)b)->base;

	return one < other ? -1 : one > other;
}

static Ending init_slots(Scene *scene, GCompareFunc order)
{
	g_autoptr(GArray) slots = g_array_copy(kvm_of(scene)->slots);
	Ending ending = ENDED_OK;
	guint64 reached;

	g_array_sort(slots, order);
	for (guint i = 0; ending == ENDED_OK && i < slots->len; i++) {
		const Memslot *slot = &g_array_index(slots, Memslot, i);

		ending = kvm_change_ripas(scene, 0, slot->base, slot->base + slot->size, &reached);
	}
	return ending;
}

Ending kvm_set_ripas_of_protected_regions(Scene *scene, const Arguments *arguments)
{
	InitPolicy policy = vmm_of(scene)->init;
	Ending ending = ENDED_OK;
	guint64 reached;
	Range range;

	if (vmm_init_range(scene, &range))
		ending = kvm_change_ripas(scene, 0, range.base, range.top, &reached);
	else if (policy == INIT_ALL)
		ending = init_slots(scene, by_hash);
	kvm_of(scene)->dead |= ending != ENDED_OK;
	return ending;
}

/* One memslot, or a part of one; the attributes become private. */
Ending kvm_init_ripas(Scene *scene, const Arguments *arguments)
{
	guint64 base = arguments->value[KVM_BASE], reached;
	const Memslot *slot = kvm_slot(scene, base);
	guint64 size;

	if (!scene->vm.rd)
		return scene_no_realm(scene, base);
	if (kvm_of(scene)->active)
		return scene_fail(scene, ENDED_EINVAL, base, "the Realm is ACTIVE already");
	if (!argument_given(arguments, KVM_BASE))
		return init_slots(scene, by_address);
	if (!slot)
		return scene_fail(scene, ENDED_EINVAL, base, "no memslot holds 0x%"
				  G_GINT64_MODIFIER "x", base);
	size = argument_given(arguments, KVM_SIZE) ? arguments->value[KVM_SIZE]
						   : slot->base + slot->size - base;
	if (size == 0 || (base | size) % scene_page(scene) ||
	    base - slot->base > slot->size - MIN(size, slot->size))
		return scene_fail(scene, ENDED_EINVAL, base, "base and size are pages of one memslot");
	range_set_put(kvm_of(scene)->shared, base, base + size, FALSE);
	return kvm_change_ripas(scene, 0, base, base + size, &reached);
}

/* ---- attributes ---- */

/* KVM_SET_MEMORY_ATTRIBUTES: what the other attribute had mapped is unmapped. */
Ending kvm_set_memory_attributes(Scene *scene, guint64 base, guint64 top, gboolean private)
{
	if (!range_set_put(kvm_of(scene)->shared, base, top, !private))
		return ENDED_OK;
	if (private || kvm_of(scene)->version->unmaps_both)
		kvm_unmap_shared(scene, base, top);
	return private ? ENDED_OK : kvm_unmap_private(scene, base, top);
}
