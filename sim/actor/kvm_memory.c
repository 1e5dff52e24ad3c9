/* SPDX-License-Identifier: BSD-3-Clause */
/* Memory that comes and goes: memslots, holes in guest_memfd, attributes. */
#include "actor/dialect.h"
#include "actor/kvm.h"
#include "actor/vmm.h"

/* ---- pages ---- */

static void free_pages(Scene *scene, GHashTable *pages, guint64 base, guint64 top)
{
	GHashTableIter iter;
	gpointer ipa, pa;

	g_hash_table_iter_init(&iter, pages);
	while (g_hash_table_iter_next(&iter, &ipa, &pa)) {
		if (*(guint64 *)ipa - base >= top - base)
			continue;
		host_memory_give(scene->memory, *(guint64 *)pa);
		g_hash_table_iter_remove(&iter);
	}
}

/* Pages of [base, top) are no longer behind the VM. */
static void kvm_free_pages(Scene *scene, guint64 base, guint64 top)
{
	free_pages(scene, kvm_of(scene)->pages, base, top);
	free_pages(scene, kvm_of(scene)->windows, base, top);
}

/* ---- ranges ---- */

gboolean kvm_takes_range(Scene *scene, guint64 base, guint64 size)
{
	if ((base | size) % scene_page(scene))
		scene_note(scene, "base and size are multiples of 4K");
	else if (base + size < base || base + size > kvm_shared_bit(scene))
		scene_note(scene, "the range ends beyond the Protected half of the IPA space");
	else
		return TRUE;
	return FALSE;
}

/* The same of a Realm that must be there, and memory that is not nothing. */
static gboolean range_is_valid(Scene *scene, guint64 base, guint64 size)
{
	if (!scene->vm.rd)
		scene_no_realm(scene, base);
	else if (size == 0)
		scene_note(scene, "size is 0");
	return scene->vm.rd && size && kvm_takes_range(scene, base, size);
}

/* ---- memslots ---- */

void kvm_add_slot(Scene *scene, guint64 base, guint64 size)
{
	struct kvm *kvm = kvm_of(scene);
	Memslot slot = { base, size, kvm->slot_ids++, !kvm->active };

	g_array_append_val(kvm->slots, slot);
}

Ending kvm_add_memslot(Scene *scene, const Arguments *arguments)
{
	guint64 base = arguments->value[KVM_BASE], size = arguments->value[KVM_SIZE];

	if (!range_is_valid(scene, base, size))
		return scene_end(scene, ENDED_EINVAL, base);
	if (kvm_slots_meet(scene, base, base + size))
		return scene_fail(scene, ENDED_EINVAL, base, "there is a memslot in the range already");
	kvm_add_slot(scene, base, size);
	return ENDED_OK;
}

Ending kvm_empty_slot(Scene *scene, const Memslot *slot)
{
	Ending ending;

	kvm_unmap_shared(scene, slot->base, slot->base + slot->size);
	ending = kvm_unmap_private(scene, slot->base, slot->base + slot->size);
	kvm_free_pages(scene, slot->base, slot->base + slot->size);
	return ending;
}

Ending kvm_remove_memslot(Scene *scene, const Arguments *arguments)
{
	GArray *slots = kvm_of(scene)->slots;
	guint64 base = argument_given(arguments, KVM_BASE) ? arguments->value[KVM_BASE]
							   : scene->layout.dram;

	for (guint i = 0; i < slots->len; i++) {
		Memslot slot = g_array_index(slots, Memslot, i);

		if (slot.base != base)
			continue;
		g_array_remove_index(slots, i);
		return kvm_empty_slot(scene, &slot);
	}
	return scene_fail(scene, ENDED_EINVAL, base, "no memslot begins at 0x%"
			  G_GINT64_MODIFIER "x", base);
}

/* ---- guest_memfd ---- */

/* FALLOC_FL_PUNCH_HOLE: what virtio-mem does to what was unplugged. */
Ending kvm_punch_hole(Scene *scene, const Arguments *arguments)
{
	guint64 base = arguments->value[KVM_BASE], top = base + arguments->value[KVM_SIZE];
	Ending ending;

	if (!range_is_valid(scene, base, top - base))
		return scene_end(scene, ENDED_EINVAL, base);
	if (!kvm_slots_cover(scene, base, top))
		return scene_fail(scene, ENDED_EINVAL, base, "memslots do not hold all of the range");
	ending = kvm_unmap_private(scene, base, top);
	/* In one file for both, what is shared goes as well. */
	if (vmm_of(scene)->in_place)
		kvm_unmap_shared(scene, base, top);
	free_pages(scene, kvm_of(scene)->pages, base, top);
	return ending;
}

Ending kvm_set_attributes(Scene *scene, const Arguments *arguments)
{
	guint64 base = arguments->value[KVM_BASE], size = arguments->value[KVM_SIZE];

	if (!range_is_valid(scene, base, size))
		return scene_end(scene, ENDED_EINVAL, base);
	return kvm_set_memory_attributes(scene, base, base + size,
					 arguments->value[KVM_PRIVATE] != 0);
}
