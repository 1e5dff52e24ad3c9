/* SPDX-License-Identifier: BSD-3-Clause */
/* KVM runs a vCPU: entry, exits, and what is due to them. */
#include "actor/dialect.h"
#include "actor/guest.h"
#include "actor/kvm.h"
#include "actor/progress.h"
#include "actor/vmm.h"

/* Exception classes of exit.esr (ESR_EL2.EC). */
enum { CLASS_INSTRUCTION_ABORT = 0x20, CLASS_DATA_ABORT = 0x24 };
#define ESR_ISV ((guint64)1 << 24)

/* ---- entry ---- */

Ending kvm_is_dead(Scene *scene)
{
	return scene_too_early(scene, ENDED_EIO, 0, "",
			       "the VM is dead since a procedure before failed");
}

Ending kvm_enter(Scene *scene, Vcpu *vcpu)
{
	enum rmm_status status = HOST_CALL(scene, CMD_RMI_REC_ENTER, { "rec", vcpu->rec },
					   { "ripas_response", vcpu->reject ? 1 : 0 },
					   { "emul_mmio", vcpu->emulate ? 1 : 0 });
	Ending ending = ENDED_OK;

	vcpu->reject = vcpu->emulate = FALSE;
	if (status == RMI_ERROR_REALM)
		return scene_end(scene, ENDED_SHUTDOWN, 0);
	if (status != RMI_SUCCESS)
		return scene_end(scene, ENDED_ENXIO, 0);
	ending = guest_go_on(scene, vcpu->rec);
	if (!scene->result.exit.happened && scene->open_ended) {
		vcpu->inside = TRUE;
		return ENDED_OK;
	}
	if (!scene->result.exit.happened)
		scene_call_inputs(scene, CMD_IRQ, vcpu->rec, (const Input[]){ { NULL, 0 } });
	vcpu->exit = scene->result.exit;
	vcpu->exited = TRUE;
	return ending;
}

/* ---- RIPAS change ---- */

/* Is all of the range private in guest_memfd (no memslot: it is not), or none? */
static gboolean attributes_agree(const Scene *scene, guint64 base, guint64 top, gboolean ram)
{
	RangeSet *shared = kvm_of(scene)->shared;

	if (ram)
		return kvm_slots_cover(scene, base, top) && !range_set_meets(shared, base, top);
	return range_set_covers(shared, base, top) || !kvm_slots_meet(scene, base, top);
}

/*
 * What an honest VMM and KVM do: the attributes, then the RMM is told. Where
 * they do not come to agree, the VMM gets the same exit again.
 */
static Ending accept_change(Scene *scene, Vcpu *vcpu, guint64 base, guint64 top, gboolean ram)
{
	guint64 reached = base;
	/* Attributes are KVM's. */
	gboolean keeps_attributes = kvm_of(scene)->version->set != STUCK_REJECTS;
	Ending ending = keeps_attributes ? kvm_set_memory_attributes(scene, base, top, ram)
					 : ENDED_OK;

	if (ending == ENDED_OK && kvm_of(scene)->version->checks &&
	    !attributes_agree(scene, base, top, ram)) {
		vcpu->exited = TRUE;
		return scene_fail(scene, ENDED_EFAULT, base, "not all of 0x%" G_GINT64_MODIFIER
				  "x .. 0x%" G_GINT64_MODIFIER "x is %s in guest_memfd", base, top,
				  ram ? "private" : "shared or a hole");
	}
	if (ending == ENDED_OK)
		ending = kvm_change_ripas(scene, vcpu->rec, base, top, &reached);
	/* What is not RAM yet is rejected; nobody can reject EMPTY: the VM dies. */
	if (ending == ENDED_REFUSED) {
		vcpu->reject = ram;
		kvm_of(scene)->dead = !ram;
		return ram ? ENDED_OK : scene_fail(scene, ENDED_EIO, reached,
						   "EMPTY cannot be rejected: the domain crashes");
	}
	/* KVM warns, and enters the REC: the guest is told how far it came. */
	if (ending == ENDED_ENXIO) {
		scene_note(scene, "KVM cannot satisfy the RIPAS change from 0x%" G_GINT64_MODIFIER
			   "x on, and enters", reached);
		return !ram && kvm_of(scene)->version->unmaps_part && reached > base
		       ? kvm_unmap_private(scene, base, reached) : ENDED_OK;
	}
	if (ending == ENDED_OK && !ram)
		ending = kvm_unmap_private(scene, base, reached);
	return ending;
}

/* How much of a request is granted, and whether the guest is told "rejected". */
static const struct {
	gboolean grants, half, rejects;
} responses[] = {
	[RESPOND_ACCEPT] = { TRUE, FALSE, FALSE }, [RESPOND_REJECT] = { FALSE, FALSE, TRUE },
	[RESPOND_IGNORE] = { FALSE, FALSE, FALSE }, [RESPOND_HALF] = { TRUE, TRUE, FALSE },
};

static Ending handle_ripas_change(Scene *scene, Vcpu *vcpu)
{
	const guint64 *field = vcpu->exit.field;
	guint64 base = field[EXIT_FIELD_RIPAS_BASE], top = field[EXIT_FIELD_RIPAS_TOP];
	Response response = vmm_of(scene)->response;

	if (base >= kvm_shared_bit(scene) || top - 1 >= kvm_shared_bit(scene)) {
		vcpu->reject = TRUE;
		return scene_fail(scene, ENDED_EINVAL, base, "the guest asks about its shared half");
	}
	vcpu->reject = responses[response].rejects;
	if (responses[response].half)
		top = base + ((top - base) / 2 & ~(scene_page(scene) - 1));
	if (!responses[response].grants || top == base)
		return ENDED_OK;
	return accept_change(scene, vcpu, base, top, field[EXIT_FIELD_RIPAS_VALUE] == RIPAS_RAM);
}

/* ---- aborts ---- */

/* A page that cannot be delegated is taken for one that another vCPU mapped. */
static Ending map_private(Scene *scene, Vcpu *vcpu, guint64 ipa)
{
	guint64 pa;
	Ending ending;

	if (kvm_of(scene)->version->maps_part && dialect(scene)->map_block)
		return kvm_map_protected(scene, vcpu, ipa);
	if (vmm_of(scene)->huge && kvm_map_block(scene, ipa, &ending))
		return ending;
	pa = kvm_page(scene, ipa);
	if (!pa)
		return scene_end(scene, ENDED_ENOMEM, ipa);
	if (dialect(scene)->delegate(scene, pa, scene_page(scene)) != RMI_SUCCESS)
		return ENDED_OK;
	ending = kvm_map_page(scene, ipa, pa, MAP_WIPED);
	if (ending != ENDED_OK)
		dialect(scene)->undelegate(scene, pa, scene_page(scene));
	return ending;
}

static Ending handle_abort(Scene *scene, Vcpu *vcpu)
{
	guint64 at = vcpu->exit.field[EXIT_FIELD_HPFAR] >> 4 << RMM_GRANULE_SHIFT;
	guint64 ipa = at & ~(scene_page(scene) - 1);
	guint64 page = ipa & ~kvm_shared_bit(scene);
	gboolean shared = ipa != page;
	Ending ending;

	if (!kvm_slot(scene, page)) {
		vcpu->emulate = (vcpu->exit.field[EXIT_FIELD_ESR] & ESR_ISV) != 0;
		return vcpu->emulate ? ENDED_OK
		     : scene_fail(scene, ENDED_EFAULT, ipa, "no memslot holds 0x%" G_GINT64_MODIFIER
				  "x, and the access cannot be emulated", page);
	}
	/* KVM_EXIT_MEMORY_FAULT: the VMM makes the attribute what was accessed. */
	if (shared != kvm_is_shared(scene, page)) {
		if (vmm_of(scene)->refuses_faults) {
			vcpu->exited = TRUE;
			return scene_fail(scene, ENDED_EFAULT, ipa, "0x%" G_GINT64_MODIFIER
					  "x is %s in guest_memfd, and the VMM leaves it so", page,
					  shared ? "private" : "shared");
		}
		ending = kvm_set_memory_attributes(scene, page, page + scene_page(scene), !shared);
		if (ending != ENDED_OK)
			return ending;
	}
	return shared ? kvm_map_shared(scene, page) : map_private(scene, vcpu, page);
}

static Ending handle_sync(Scene *scene, Vcpu *vcpu)
{
	guint64 class = vcpu->exit.field[EXIT_FIELD_ESR] >> 26 & 0x3f;

	if (class == CLASS_DATA_ABORT || class == CLASS_INSTRUCTION_ABORT)
		return handle_abort(scene, vcpu);
	return ENDED_OK;        /* WFI */
}

/* ---- other exits ---- */

static gboolean is_function(const Scene *scene, guint64 fid, enum rmm_command_id command)
{
	return fid == rmm_command(scene->model, command)->fid;
}

static Ending handle_psci(Scene *scene, Vcpu *vcpu)
{
	const guint64 *gprs = &vcpu->exit.field[EXIT_FIELD_GPRS];

	if (is_function(scene, gprs[0], CMD_PSCI_SYSTEM_OFF) ||
	    is_function(scene, gprs[0], CMD_PSCI_SYSTEM_RESET))
		return scene_end(scene, ENDED_SHUTDOWN, 0);
	if (!is_function(scene, gprs[0], CMD_PSCI_CPU_ON) || gprs[1] >= scene->vm.vcpu_count)
		return ENDED_OK;
	return HOST_CALL(scene, CMD_RMI_PSCI_COMPLETE, { "calling_rec", vcpu->rec },
			 { "calling_rec_ptr", vcpu->rec },
			 { "target_rec", scene->vm.vcpus[gprs[1]].rec }, { "status", 0 }) == RMI_SUCCESS
	       ? ENDED_OK : scene_end(scene, ENDED_ENXIO, 0);
}

Ending kvm_handle_exit(Scene *scene, Vcpu *vcpu)
{
	static Ending (*const handlers[EXIT_REASONS])(Scene *, Vcpu *) = {
		[EXIT_SYNC] = handle_sync, [EXIT_PSCI] = handle_psci,
		[EXIT_RIPAS_CHANGE] = handle_ripas_change,
	};
	guint64 reason = vcpu->exit.field[EXIT_FIELD_REASON];

	if (kvm_mapping(scene, vcpu)->phase != MAPPING_NONE)
		return kvm_map_on(scene, kvm_mapping(scene, vcpu));
	if (!vcpu->exited)
		return ENDED_OK;
	vcpu->exited = FALSE;
	return reason < EXIT_REASONS && handlers[reason] ? handlers[reason](scene, vcpu) : ENDED_OK;
}

Ending kvm_run(Scene *scene, Vcpu *vcpu)
{
	Ending ending = kvm_handle_exit(scene, vcpu);
	Progress progress;

	progress_begin(&progress, scene);
	while (ending == ENDED_OK) {
		ending = kvm_enter(scene, vcpu);
		if (ending != ENDED_OK || vcpu->inside || guest_paused(scene, vcpu->rec))
			break;
		ending = kvm_handle_exit(scene, vcpu);
		if (ending == ENDED_OK &&
		    progress_stalls(&progress, scene, guest_position(scene, vcpu->rec)))
			ending = progress_spins(&progress, scene, guest_ipa(scene, vcpu->rec));
	}
	progress_end(&progress);
	return ending;
}
