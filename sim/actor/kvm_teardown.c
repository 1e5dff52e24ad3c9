/* SPDX-License-Identifier: BSD-3-Clause */
/* KVM takes a Realm apart. */
#include "actor/dialect.h"
#include "actor/kvm.h"

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

	if (dialect(scene)->terminate)
		dialect(scene)->terminate(scene);
	for (guint i = 0; ending == ENDED_OK && i < kvm->slots->len; i++)
		ending = kvm_empty_slot(scene, &g_array_index(kvm->slots, Memslot, i));
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
		dialect_return_page(scene, kvm->root + i * scene_page(scene));
	g_array_set_size(kvm->slots, 0);
	scene->vm.rd = 0;
	kvm->dead = TRUE;
	return ENDED_OK;
}
