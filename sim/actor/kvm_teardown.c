/* SPDX-License-Identifier: BSD-3-Clause */
/* KVM takes memory away: a memslot, or all of the Realm's. */
#include "actor/dialect.h"
#include "actor/kvm.h"

/* The memory behind a memslot is closed: its pages are free. */
static void free_pages(Scene *scene, GHashTable *pages, const Memslot *slot)
{
	GHashTableIter iter;
	gpointer ipa, pa;

	g_hash_table_iter_init(&iter, pages);
	while (g_hash_table_iter_next(&iter, &ipa, &pa)) {
		if (*(guint64 *)ipa - slot->base >= slot->size)
			continue;
		host_memory_give(scene->memory, *(guint64 *)pa);
		g_hash_table_iter_remove(&iter);
	}
}

static Ending empty_slot(Scene *scene, const Memslot *slot)
{
	Ending ending;

	kvm_unmap_shared(scene, slot->base, slot->base + slot->size);
	ending = kvm_unmap_private(scene, slot->base, slot->base + slot->size);
	free_pages(scene, kvm_of(scene)->pages, slot);
	free_pages(scene, kvm_of(scene)->windows, slot);
	return ending;
}

Ending kvm_remove_memslot(Scene *scene, const Arguments *arguments)
{
	GArray *slots = kvm_of(scene)->slots;
	guint64 base = argument_given(arguments, 0) ? arguments->value[0] : scene->layout.dram;

	for (guint i = 0; i < slots->len; i++) {
		Memslot slot = g_array_index(slots, Memslot, i);

		if (slot.base != base)
			continue;
		g_array_remove_index(slots, i);
		return empty_slot(scene, &slot);
	}
	return scene_end(scene, ENDED_EINVAL, base);
}

/* ---- teardown ---- */

static Ending destroy_recs(Scene *scene)
{
	for (guint i = 0; i < scene->vm.vcpu_count; i++) {
		if (dialect(scene)->destroy_rec(scene, i) != RMI_SUCCESS)
			return ENDED_ENXIO;
		dialect_return_page(scene, scene->vm.vcpus[i].rec);
	}
	scene->vm.vcpu_count = 0;
	return ENDED_OK;
}

Ending kvm_teardown(Scene *scene, const Arguments *arguments)
{
	struct kvm *kvm = kvm_of(scene);
	Ending ending = ENDED_OK;

	(void)arguments;
	if (dialect(scene)->terminate)
		dialect(scene)->terminate(scene);
	for (guint i = 0; ending == ENDED_OK && i < kvm->slots->len; i++)
		ending = empty_slot(scene, &g_array_index(kvm->slots, Memslot, i));
	if (ending == ENDED_OK)
		ending = kvm_destroy_tables(scene);
	if (ending == ENDED_OK)
		ending = destroy_recs(scene);
	if (ending != ENDED_OK)
		return ending;
	if (HOST_CALL(scene, CMD_RMI_REALM_DESTROY, { "rd", scene->vm.rd }) != RMI_SUCCESS)
		return ENDED_ENXIO;
	dialect_return_page(scene, scene->vm.rd);
	for (guint i = 0; i < kvm->root_count; i++)
		dialect_return_page(scene, kvm->root + i * RMM_GRANULE_SIZE);
	g_array_set_size(kvm->slots, 0);
	scene->vm.rd = 0;
	kvm->dead = TRUE;
	return ENDED_OK;
}
