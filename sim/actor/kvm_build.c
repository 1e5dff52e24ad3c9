/* SPDX-License-Identifier: BSD-3-Clause */
/* KVM builds a Realm: from the RD to activation. */
#include "actor/dialect.h"
#include "actor/kvm.h"
#include "actor/vmm.h"
#include "text/spelling.h"

/* ---- KVM and RMM ---- */

/* rmi_check_version */
static Ending cannot_talk(Scene *scene, const KvmVersion *version)
{
	scene_note(scene, "KVM %s speaks RMI %u.0, the RMM %u.0: it offers no Realms; --spec %s, "
		   "or hypothetical=yes to pair them all the same", version->name, version->rmi,
		   dialect(scene)->rmi, version->rmm->family);
	return ENDED_ENXIO;
}

/* L0GPTSZ of feature register 1 is 0: what GPTs of level 0 tell apart. */
#define L0GPT_BYTES ((guint64)1 << 30)

/*
 * rmi_verify_gpt_firmware_managed(): where it goes on is taken from the
 * register behind that of the address, which holds the state.
 */
static Ending verify_gpt(Scene *scene, guint64 start, guint64 end)
{
	while (start < end) {
		if (HOST_CALL(scene, CMD_RMI_GPT_INFO, { "base", start }, { "top", end }) !=
		    RMI_SUCCESS)
			return scene_fail(scene, ENDED_ENOMEM, start, "the RMM does not say who "
					  "manages the GPT from 0x%" G_GINT64_MODIFIER "x on", start);
		if (scene_output(scene, "state") != GPT_PARTITION_PLAT)
			return scene_fail(scene, ENDED_ENXIO, start, "the GPT is not the firmware's");
		start = scene_output(scene, "state");
	}
	return ENDED_OK;
}

/* rmi_init_metadata(), and what arm64_init_rmi() does if it fails. */
static Ending init_metadata(Scene *scene)
{
	const struct rmm_config *config = &scene->model->config;
	Ending ending = ENDED_OK;

	for (unsigned i = 0; ending == ENDED_OK && i < config->region_count; i++) {
		const struct rmm_region *region = &config->regions[i];

		if (!region->device)
			ending = verify_gpt(scene, region->base & ~(L0GPT_BYTES - 1),
					    (region->base + region->size + L0GPT_BYTES - 1) &
					    ~(L0GPT_BYTES - 1));
	}
	if (ending != ENDED_OK)
		HOST_CALL(scene, CMD_RMI_RMM_DEACTIVATE, { NULL, 0 });
	return ending;
}

Ending kvm_init(Scene *scene, const Arguments *arguments)
{
	struct kvm *kvm = kvm_of(scene);

	kvm->version = &kvm_series[arguments->value[KVM_VERSION]];
	if (dialect(scene)->init(scene, kvm->version->rmi) == RMI_SUCCESS)
		return kvm->version->asks_gpt && rmm_command(scene->model, CMD_RMI_GPT_INFO)
		       ? init_metadata(scene) : ENDED_OK;
	return kvm_fits(kvm->version, scene->model->config.version) ? ENDED_ENXIO
								    : cannot_talk(scene, kvm->version);
}

static Ending choose_version(Scene *scene, const Arguments *arguments)
{
	struct kvm *kvm = kvm_of(scene);
	const struct rmm_version *rmm = scene->model->config.version;

	if (argument_given(arguments, KVM_VERSION))
		kvm->version = &kvm_series[arguments->value[KVM_VERSION]];
	else if (!kvm->version)
		kvm->version = kvm_version_for(rmm);
	return arguments->value[KVM_HYPOTHETICAL] || kvm_fits(kvm->version, rmm)
	       ? ENDED_OK : cannot_talk(scene, kvm->version);
}

/* ---- RD and root RTTs ---- */

/* Up to 16 root RTTs lie behind each other, which saves a level. */
static void choose_root(const Scene *scene, struct kvm *kvm)
{
	guint bits = rmm_index_bits(scene->model, scene->state);
	guint page = rmm_granule_shift(scene->state);
	guint levels = kvm->ipa_bits > page + 4 ? (kvm->ipa_bits - 4 - page + bits - 1) / bits : 1;
	guint entries_bits;

	kvm->start_level = RMM_PAGE_LEVEL + 1 - (int)levels;
	entries_bits = kvm->ipa_bits - page - bits * (levels - 1);
	kvm->root_count = entries_bits > bits ? 1u << (entries_bits - bits) : 1;
}

/* What the VMM has decided: DRAM, then what lies beside it. */
static void add_slots(Scene *scene)
{
	const GArray *slots = vmm_of(scene)->slots;

	kvm_add_slot(scene, scene->layout.dram, scene->layout.dram_size);
	for (guint i = 0; i < slots->len; i++) {
		const VmmSlot *slot = &g_array_index(slots, VmmSlot, i);

		/* Memory that is plugged later is a memslot then. */
		if (slot->kind != SLOT_HOTPLUG)
			kvm_add_slot(scene, slot->base, slot->size);
	}
}

Ending kvm_create_realm(Scene *scene, const Arguments *arguments)
{
	if (choose_version(scene, arguments) != ENDED_OK)
		return ENDED_ENXIO;
	return kvm_make_realm(scene, kvm_of(scene)->version, (guint)arguments->value[KVM_IPA_BITS]);
}

/* Beyond 48 bits descriptors are wider (LPA2). */
#define NARROW_IPA_BITS 48
#define IPA_BITS_MIN 32
#define IPA_BITS_MAX 52
/* Tables of fewer entries than there are in fact go with less: a page in each half. */
#define ENTRY_BITS        9
#define IPA_BITS_MIN_TINY (RMM_GRANULE_SHIFT + 1)
/* RmiRealmFlags: bit 0. */
#define FLAG_LPA2 1

Ending kvm_make_realm(Scene *scene, const KvmVersion *version, guint ipa_bits)
{
	struct kvm *kvm = kvm_of(scene);

	guint64 wide = ipa_bits > NARROW_IPA_BITS ? FLAG_LPA2 : 0;
	guint least = scene->model->entry_bits == ENTRY_BITS ? IPA_BITS_MIN : IPA_BITS_MIN_TINY;

	kvm->version = version;
	kvm->ipa_bits = ipa_bits;
	if (scene->vm.rd)
		return scene_fail(scene, ENDED_EINVAL, 0, "the VM has a Realm already");
	if (kvm->ipa_bits < least || kvm->ipa_bits > IPA_BITS_MAX)
		return scene_fail(scene, ENDED_EINVAL, 0, "ipa_bits is %u to %u", least,
				  IPA_BITS_MAX);
	choose_root(scene, kvm);
	scene->vm.rd = host_memory_take(scene->memory, scene_page(scene));
	kvm->root = host_memory_take(scene->memory, kvm->root_count * scene_page(scene));
	if (!scene->vm.rd || !kvm->root)
		return ENDED_ENOMEM;
	if (dialect(scene)->delegate(scene, scene->vm.rd, scene_page(scene)) != RMI_SUCCESS ||
	    dialect(scene)->delegate(scene, kvm->root, kvm->root_count * scene_page(scene)) !=
	    RMI_SUCCESS)
		return ENDED_ENXIO;
	if (HOST_CALL(scene, CMD_RMI_REALM_CREATE, { "rd", scene->vm.rd }, { "s2sz", kvm->ipa_bits },
		      { "vmid", 1 }, { "flags", wide }, { "flags0", wide }, { "rtt_base", kvm->root },
		      { "rtt_level_start", (guint64)kvm->start_level },
		      { "rtt_num_start", kvm->root_count }) != RMI_SUCCESS)
		return ENDED_ENXIO;
	add_slots(scene);
	return ENDED_OK;
}

/* ---- populate ---- */

/* Every page of a guest has contents of its own: its IPA, over and over. */
static gboolean fill_source(Scene *scene, guint64 ipa)
{
	if (!scene->source)
		scene->source = host_memory_take(scene->memory, scene_page(scene));
	for (guint64 i = 0; scene->source && i < scene_page(scene); i += RMM_GRANULE_SIZE)
		if (HOST_CALL(scene, CMD_HOST_FILL, { "pa", scene->source + i },
			      { "value", ipa + i }) != STATUS_OK)
			return FALSE;
	return scene->source != 0;
}

static Ending populate_page(Scene *scene, guint64 ipa, gboolean measure)
{
	guint64 pa = kvm_page(scene, ipa);
	Ending ending;

	if (!pa || !fill_source(scene, ipa))
		return scene_end(scene, ENDED_ENOMEM, ipa);
	if (dialect(scene)->delegate(scene, pa, scene_page(scene)) != RMI_SUCCESS)
		return scene_end(scene, ENDED_ENXIO, ipa);
	ending = kvm_map_page(scene, ipa, pa, measure ? MAP_COPY_MEASURED : MAP_COPY);
	if (ending != ENDED_OK)
		dialect(scene)->undelegate(scene, pa, scene_page(scene));
	return ending;
}

/*
 * A refusal whose code KVM hands on as a number of pages: the VMM goes on that
 * far behind the page, and nobody knows that they are missing.
 */
static guint64 pages_counted(Scene *scene, guint64 ipa, guint64 left)
{
	uint64_t code;

	if (!kvm_of(scene)->version->counts_codes ||
	    !spelling_x0(&scene->refused, &code) || code == 0)
		return 0;
	scene_note(scene, "page 0x%" G_GINT64_MODIFIER "x: %s is taken for %" G_GUINT64_FORMAT
		   " page%s populated", ipa, rmm_status(scene->refused.status)->name,
		   (guint64)code, code == 1 ? "" : "s");
	return MIN(code, left);
}

static Ending populate_range(Scene *scene, guint64 base, guint64 size, gboolean measure)
{
	if (!kvm_takes_range(scene, base, size))
		return scene_end(scene, ENDED_EINVAL, base);
	for (guint64 ipa = base; ipa < base + size;) {
		guint64 pages = 1;
		Ending ending;

		scene->refused = (struct rmm_result){ .status = RMI_SUCCESS, .index = -1 };
		ending = kvm_slot(scene, ipa) ? populate_page(scene, ipa, measure)
			 : scene_fail(scene, ENDED_EINVAL, ipa, "no memslot holds 0x%"
				      G_GINT64_MODIFIER "x", ipa);

		if (ending == ENDED_ENXIO)
			pages = pages_counted(scene, ipa, (base + size - ipa) / scene_page(scene));
		if (ending != ENDED_OK && (ending != ENDED_ENXIO || pages == 0))
			return ending;
		ipa += pages * scene_page(scene);
	}
	return ENDED_OK;
}

static Ending populate_all(Scene *scene, guint64 image_size, gboolean measure)
{
	const Layout *layout = &scene->layout;
	Range parts[] = { { layout->image, image_size, 0 }, { layout->dtb, layout->dtb_size, 0 } };
	guint first = vmm_of(scene)->sorts && layout->dtb < layout->image ? 1 : 0;
	Ending ending = ENDED_OK;

	/* What does not fill its last page is padded. */
	for (guint i = 0; ending == ENDED_OK && i < G_N_ELEMENTS(parts); i++)
		ending = populate_range(scene, parts[i ^ first].base,
					(parts[i ^ first].top + scene_page(scene) - 1) &
					~(scene_page(scene) - 1), measure);
	return ending;
}

Ending kvm_populate(Scene *scene, const Arguments *arguments)
{
	const Layout *layout = &scene->layout;
	gboolean measure = arguments->value[KVM_MEASURE] != 0;
	guint64 size = argument_given(arguments, KVM_SIZE) ? arguments->value[KVM_SIZE]
							   : layout->image_size;

	if (!scene->vm.rd)
		return scene_no_realm(scene, 0);
	if (argument_given(arguments, KVM_BASE))
		return populate_range(scene, arguments->value[KVM_BASE], size, measure);
	return populate_all(scene, size, measure);
}

/* ---- RECs ---- */

Ending kvm_create_rec(Scene *scene, const Arguments *arguments)
{
	guint64 pc =
		argument_given(arguments, KVM_PC) ? arguments->value[KVM_PC] : scene->layout.image;
	guint64 wanted = arguments->value[KVM_VCPUS];

	if (!scene->vm.rd)
		return scene_no_realm(scene, 0);
	if (wanted == 0 || scene->vm.vcpu_count + wanted > VCPUS_MAX)
		return scene_fail(scene, ENDED_EINVAL, 0, "vcpus is at least 1, and a VM has at "
				  "most %u", VCPUS_MAX);
	for (guint i = 0; i < wanted; i++) {
		scene->vm.vcpus[scene->vm.vcpu_count].rec = dialect_new_page(scene);
		if (!scene->vm.vcpus[scene->vm.vcpu_count].rec)
			return ENDED_ENOMEM;
		if (dialect(scene)->create_rec(scene, scene->vm.vcpu_count, pc) != RMI_SUCCESS)
			return ENDED_ENXIO;
		scene->vm.vcpu_count++;
	}
	return ENDED_OK;
}

Ending kvm_activate(Scene *scene, const Arguments *arguments)
{
	struct kvm *kvm = kvm_of(scene);

	if (kvm->dead)
		return kvm_is_dead(scene);
	if (!scene->vm.rd)
		return scene_no_realm(scene, 0);
	kvm->active = HOST_CALL(scene, CMD_RMI_REALM_ACTIVATE, { "rd", scene->vm.rd }) == RMI_SUCCESS;
	kvm->dead = !kvm->active;
	return kvm->active ? ENDED_OK : ENDED_ENXIO;
}
