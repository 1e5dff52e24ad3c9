/* SPDX-License-Identifier: BSD-3-Clause */
/* KVM: the versions of its series, and its procedures. */
#include "actor/kvm.h"

#include <string.h>

#include "actor/dialect.h"
#include "actor/guest.h"
#include "actor/remembered.h"
#include "actor/vmm.h"
#include "version/versions.h"

const KvmVersion kvm_series[KVM_SERIES] = {
	{ .name = "v12", .rmi = 1, .rmm = &rmm_version_1_0,
	  .init = STUCK_SKIPS_PAGE, .set = STUCK_SKIPS_PAGE,
	  .folds = TRUE, .unmaps_part = TRUE, .unmaps_both = TRUE },
	{ .name = "v14", .rmi = 2, .rmm = &rmm_version_2_0_bet0,
	  .init = STUCK_TRIES_AGAIN, .set = STUCK_TRIES_AGAIN,
	  .unmaps_part = TRUE, .unmaps_both = TRUE, .counts_codes = TRUE },
	{ .name = "v16", .former = "later", .rmi = 2, .rmm = &rmm_version_2_0_bet0,
	  .init = STUCK_FAILS, .set = STUCK_TRIES_AGAIN,
	  .one_table = TRUE, .checks = TRUE, .maps_anew = TRUE, .maps_part = TRUE },
	{ .name = "next", .rmi = 2, .rmm = &rmm_version_2_0_bet3,
	  .init = STUCK_FAILS, .set = STUCK_TRIES_AGAIN,
	  .one_table = TRUE, .checks = TRUE, .maps_anew = TRUE, .maps_part = TRUE,
	  .blocked_tries = 2, .asks_gpt = TRUE },
};

const KvmVersion kvm_like_xen = {
	.name = "xen", .rmi = 2, .init = STUCK_FAILS, .set = STUCK_REJECTS, .one_table = TRUE
};

gboolean kvm_fits(const KvmVersion *kvm, const struct rmm_version *version)
{
	return dialect_of(version) && dialect_of(version)->rmi == kvm->rmi;
}

const KvmVersion *kvm_version_for(const struct rmm_version *version)
{
	for (guint i = 0; i < KVM_SERIES; i++)
		if (kvm_series[i].rmm == version)
			return &kvm_series[i];
	for (guint i = 0; i < KVM_SERIES; i++)
		if (kvm_fits(&kvm_series[i], version))
			return &kvm_series[i];
	return NULL;
}

const char *kvm_version_renamed(const char *name)
{
	for (guint i = 0; i < KVM_SERIES; i++)
		if (kvm_series[i].former && strcmp(kvm_series[i].former, name) == 0)
			return kvm_series[i].name;
	return NULL;
}

static gpointer kvm_open(void)
{
	struct kvm *kvm = g_new0(struct kvm, 1);

	kvm->slots = g_array_new(FALSE, FALSE, sizeof(Memslot));
	kvm->pages = remembered_table_new();
	kvm->windows = remembered_table_new();
	kvm->shared = range_set_new();
	return kvm;
}

static void kvm_close(gpointer state)
{
	struct kvm *kvm = state;

	g_array_unref(kvm->slots);
	g_hash_table_unref(kvm->pages);
	g_hash_table_unref(kvm->windows);
	range_set_free(kvm->shared);
	g_free(kvm);
}

static gpointer kvm_copy(gconstpointer state)
{
	struct kvm *copy = g_memdup2(state, sizeof(*copy));

	copy->slots = g_array_copy(copy->slots);
	copy->pages = remembered_table_copy(copy->pages);
	copy->windows = remembered_table_copy(copy->windows);
	copy->shared = range_set_copy(copy->shared);
	return copy;
}

static void describe_mapping(const Mapping *mapping, GByteArray *description)
{
	const guint64 numbers[] = {
		mapping->phase, mapping->blocked, mapping->ipa, mapping->pa, mapping->folio,
		mapping->size, mapping->done, (guint64)mapping->interrupted, mapping->handle
	};

	if (mapping->phase == MAPPING_NONE)
		describe_number(description, MAPPING_NONE);
	else
		describe_bytes(description, numbers, sizeof(numbers));
}

static void kvm_describe(gconstpointer state, GByteArray *description)
{
	const struct kvm *kvm = state;
	const guint64 numbers[] = {
		kvm->version ? (guint64)(guintptr)kvm->version : 0, kvm->root, kvm->root_count,
		kvm->ipa_bits, (guint64)kvm->start_level, (guint64)kvm->active,
		(guint64)kvm->dead, kvm->slot_ids, kvm->slots->len
	};

	describe_bytes(description, numbers, sizeof(numbers));
	for (guint i = 0; i < kvm->slots->len; i++) {
		const Memslot *slot = &g_array_index(kvm->slots, Memslot, i);

		describe_number(description, slot->base);
		describe_number(description, slot->size);
		describe_number(description, slot->id);
		describe_number(description, (guint64)slot->initial);
	}
	for (guint i = 0; i < VCPUS_MAX; i++)
		describe_mapping(&kvm->mappings[i], description);
	describe_table(description, kvm->pages);
	describe_table(description, kvm->windows);
	range_set_describe(kvm->shared, description);
}

const ActorState kvm_state = { kvm_open, kvm_close, kvm_copy, kvm_describe, NULL };

/* ---- procedures that act on a vCPU ---- */

static const Parameter vcpu_parameters[] = {
	[KVM_VCPU] = { "vcpu", PARAMETER_NUMBER, "which one, from 0", 0, NULL, NULL },
	{ NULL, PARAMETER_NUMBER, NULL, 0, NULL, NULL }
};

static Ending on_vcpu(Scene *scene, const Arguments *arguments, Pause pause,
		      Ending (*act)(Scene *scene, Vcpu *vcpu))
{
	if (kvm_of(scene)->dead)
		return kvm_is_dead(scene);
	if (!scene->vm.rd)
		return scene_no_realm(scene, 0);
	if (!kvm_of(scene)->active)
		return scene_too_early(scene, ENDED_EINVAL, 0, "activate",
				       "the Realm has not been activated");
	if (arguments->value[KVM_VCPU] >= scene->vm.vcpu_count)
		return scene_no_vcpu(scene, arguments->value[KVM_VCPU]);
	if (scene->vm.vcpus[arguments->value[KVM_VCPU]].inside)
		return scene_fail(scene, ENDED_EINVAL, 0, "the vCPU runs");
	scene->pause = pause;
	return act(scene, &scene->vm.vcpus[arguments->value[KVM_VCPU]]);
}

const Parameter kvm_run_parameters[] = {
	[KVM_VCPU] = { "vcpu", PARAMETER_NUMBER, "which one, from 0", 0, NULL, NULL },
	[KVM_UNTIL] = { "until", PARAMETER_CHOICE,
			"where the guest stops: at its end, or before it asks for RAM, "
			"starts init, attests, uses all of its image",
			PAUSE_NEVER, NULL, PAUSE_CHOICES },
	{ NULL, PARAMETER_NUMBER, NULL, 0, NULL, NULL }
};

Ending kvm_run_procedure(Scene *scene, const Arguments *arguments)
{
	return on_vcpu(scene, arguments, (Pause)arguments->value[KVM_UNTIL], kvm_run);
}

static Ending enter_once(Scene *scene, Vcpu *vcpu)
{
	if (kvm_mapping(scene, vcpu)->phase != MAPPING_NONE)
		return scene_fail(scene, ENDED_EINVAL, kvm_mapping(scene, vcpu)->ipa,
				  "its fault is not handled yet: kvm.handle_exit goes on with it");
	return kvm_enter(scene, vcpu);
}

static Ending enter(Scene *scene, const Arguments *arguments)
{
	return on_vcpu(scene, arguments, PAUSE_NEVER, enter_once);
}

static Ending handle_exit(Scene *scene, const Arguments *arguments)
{
	Turn *turn = &kvm_of(scene)->turn;
	Ending ending;

	*turn = (Turn){ .calls = arguments->value[KVM_CALLS],
			.interrupts = argument_given(arguments, KVM_CHECKS),
			.checks = arguments->value[KVM_CHECKS] };
	if (turn->interrupts && !turn->calls)
		return scene_fail(scene, ENDED_EINVAL, 0, "checks= is about the last of calls=");
	ending = on_vcpu(scene, arguments, PAUSE_NEVER, kvm_handle_exit);
	*turn = (Turn){ .calls = 0 };
	return ending;
}

/* ---- the table ---- */

static const Parameter exit_parameters[] = {
	[KVM_VCPU] = { "vcpu", PARAMETER_NUMBER, "which one, from 0", 0, NULL, NULL },
	[KVM_CALLS] = { "calls", PARAMETER_NUMBER, "of the RMM that it makes to map private memory "
			"before another vCPU has its turn; once more goes on", 0, "to its end",
			NULL },
	[KVM_CHECKS] = { "checks", PARAMETER_NUMBER, "the last of them is interrupted, after so many "
		      "checks for it", 0, "it is not", NULL },
	{ NULL, PARAMETER_NUMBER, NULL, 0, NULL, NULL }
};

static const Parameter no_parameters[] = {
	{ NULL, PARAMETER_NUMBER, NULL, 0, NULL, NULL }
};

static const Parameter init_parameters[] = {
	[KVM_VERSION] = { "version", PARAMETER_CHOICE, "of the KVM series", 1, NULL,
			  KVM_VERSION_CHOICES, kvm_version_renamed },
	{ NULL, PARAMETER_NUMBER, NULL, 0, NULL, NULL }
};

static const Parameter create_parameters[] = {
	[KVM_VERSION] = { "version", PARAMETER_CHOICE, "of the KVM series", 0,
			  "that of kvm.init, or one that goes with the RMM", KVM_VERSION_CHOICES,
			  kvm_version_renamed },
	[KVM_IPA_BITS] = { "ipa_bits", PARAMETER_NUMBER, "of the IPA space, shared half included",
			   39, NULL, NULL },
	[KVM_HYPOTHETICAL] = { "hypothetical", PARAMETER_FLAG,
			       "even if KVM and RMM speak different versions of the "
			       "RMI, which no real pair gets over",
			       0, NULL, NULL },
	{ NULL, PARAMETER_NUMBER, NULL, 0, NULL, NULL }
};

const Parameter kvm_populate_parameters[] = {
	[KVM_BASE] = { "base", PARAMETER_ADDRESS, "first page", 0, "the image, then the DTB",
		       NULL },
	[KVM_SIZE] = { "size", PARAMETER_SIZE, "of the range", 0, "the image's", NULL },
	[KVM_MEASURE] = { "measure", PARAMETER_FLAG, "contents are measured", 1, NULL, NULL },
	{ NULL, PARAMETER_NUMBER, NULL, 0, NULL, NULL }
};

const Parameter kvm_rec_parameters[] = {
	[KVM_VCPUS] = { "vcpus", PARAMETER_NUMBER, "how many; the first is runnable", 1, NULL,
			NULL },
	[KVM_PC] = { "pc", PARAMETER_ADDRESS, "where the first starts", 0, "the image", NULL },
	{ NULL, PARAMETER_NUMBER, NULL, 0, NULL, NULL }
};

static const Parameter memslot_parameters[] = {
	[KVM_BASE] = { "base", PARAMETER_ADDRESS, "of the memslot", 0, "DRAM", NULL },
	{ NULL, PARAMETER_NUMBER, NULL, 0, NULL, NULL }
};

static const Parameter range_parameters[] = {
	[KVM_BASE] = { "base", PARAMETER_ADDRESS, "first page", 0, NULL, NULL },
	[KVM_SIZE] = { "size", PARAMETER_SIZE, "of the range", RMM_GRANULE_SIZE, NULL, NULL },
	{ NULL, PARAMETER_NUMBER, NULL, 0, NULL, NULL }
};

static const Parameter attribute_parameters[] = {
	[KVM_BASE] = { "base", PARAMETER_ADDRESS, "first page", 0, NULL, NULL },
	[KVM_SIZE] = { "size", PARAMETER_SIZE, "of the range", RMM_GRANULE_SIZE, NULL, NULL },
	[KVM_PRIVATE] = { "private", PARAMETER_FLAG,
			  "of the Realm's alone; else the Host shares it", 1, NULL, NULL },
	{ NULL, PARAMETER_NUMBER, NULL, 0, NULL, NULL }
};

static const Parameter init_ripas_parameters[] = {
	[KVM_BASE] = { "base", PARAMETER_ADDRESS, "of the range", 0,
		       "each memslot there is, by address", NULL },
	[KVM_SIZE] = { "size", PARAMETER_SIZE, "of it", 0, "to the end of its memslot", NULL },
	{ NULL, PARAMETER_NUMBER, NULL, 0, NULL, NULL }
};

static const Procedure procedures[] = {
	{ "init", "When the Host boots: which RMM is there, and what it can do", init_parameters,
	  kvm_init },
	{ "create_realm", "RD, root RTTs and a memslot over DRAM; the Realm is NEW",
	  create_parameters, kvm_create_realm },
	{ "populate", "KVM_ARM_RMI_POPULATE: copies pages into the Realm", kvm_populate_parameters,
	  kvm_populate },
	{ "create_rec", "RECs of the vCPUs", kvm_rec_parameters, kvm_create_rec },
	{ "set_ripas_of_protected_regions", "RIPAS RAM over the memslots, as the VMM's policy says",
	  no_parameters, kvm_set_ripas_of_protected_regions },
	{ "activate", "The Realm is ACTIVE", no_parameters, kvm_activate },
	{ "run", "KVM_RUN, again and again, until the guest has no more to do", kvm_run_parameters,
	  kvm_run_procedure },
	{ "enter", "One entry: the guest goes on until it leaves the Realm", vcpu_parameters,
	  enter },
	{ "handle_exit", "What is due to the last exit, before the next entry", exit_parameters,
	  handle_exit },
	{ "init_ripas", "KVM_ARM_RMI_INIT_RIPAS: RIPAS RAM where the VMM says, in one memslot",
	  init_ripas_parameters, kvm_init_ripas },
	{ "add_memslot", "More memory; its RIPAS is the guest's to ask for", range_parameters,
	  kvm_add_memslot },
	{ "set_memory_attributes", "KVM_SET_MEMORY_ATTRIBUTES, whether the guest asked or not",
	  attribute_parameters, kvm_set_attributes },
	{ "punch_hole", "Private memory goes from guest_memfd", range_parameters,
	  kvm_punch_hole },
	{ "remove_memslot", "The memory goes: pages are unmapped", memslot_parameters,
	  kvm_remove_memslot },
	{ "teardown", "All pages back to the Host", no_parameters, kvm_teardown },
};

const Actor actor_kvm = {
	"kvm", TRUE, "KVM of Linux, arm64, as a Host of Realms", procedures,
	G_N_ELEMENTS(procedures), &kvm_state
};
