/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * KVM maps private memory at a fault: realm_map_protected() of the series from
 * v16 on, command by command, so that another vCPU may come between.
 */
#include "actor/dialect.h"
#include "actor/kvm.h"
#include "actor/vmm.h"
#include "state/address_set.h"

Mapping *kvm_mapping(Scene *scene, const Vcpu *vcpu)
{
	return &kvm_of(scene)->mappings[vcpu - scene->vm.vcpus];
}

/* One command of a mapping; the last one of a turn may be interrupted. */
static enum rmm_status call_once(Scene *scene, gboolean last, enum rmm_command_id command,
				 const Input *inputs)
{
	const Turn *turn = &kvm_of(scene)->turn;
	struct rmm_call call;

	scene_set_call(scene, &call, command, 0, inputs);
	if (last && turn->interrupts)
		call.interrupt = (uint32_t)MIN(turn->checks, G_MAXUINT32 - 1) + 1;
	return scene_make(scene, &call);
}

/* As rmi_sro_execute(): what was interrupted goes on, by its handle. */
static enum rmm_status call_on(Scene *scene, Mapping *mapping, gboolean last,
			       enum rmm_command_id command, const Input *inputs)
{
	const Input handle[] = { { "handle", mapping->handle }, { NULL, 0 } };
	enum rmm_status status = mapping->interrupted
		? call_once(scene, last, CMD_RMI_OP_CONTINUE, handle)
		: call_once(scene, last, command, inputs);

	mapping->interrupted = status == RMI_INCOMPLETE;
	mapping->handle = mapping->interrupted ? scene->result.incomplete[INCOMPLETE_HANDLE] : 0;
	mapping->blocked = status == RMI_BLOCKED ? mapping->blocked + 1 : 0;
	return status;
}

/* rmi_smccc_invoke() tries again; some versions give up after so many times. */
static gboolean waits(const Scene *scene, const Mapping *mapping, enum rmm_status status)
{
	guint tries = kvm_of(scene)->version->blocked_tries;

	return status == RMI_INCOMPLETE ||
	       (status == RMI_BLOCKED && (tries == 0 || mapping->blocked < tries));
}

/* err_undelegate: from the first page on, whoever mapped it. */
static Ending undo(Scene *scene, Mapping *mapping, Ending ending)
{
	guint64 reached = mapping->ipa + mapping->done;

	mapping->phase = MAPPING_NONE;
	kvm_unmap_private(scene, mapping->ipa, reached);
	dialect(scene)->undelegate(scene, mapping->pa, mapping->size);
	return scene_end(scene, ending, reached);
}

static Ending delegate_on(Scene *scene, Mapping *mapping, gboolean last)
{
	enum rmm_status status = call_on(scene, mapping, last, CMD_RMI_GRANULE_RANGE_DELEGATE,
					 (const Input[]){ { "base", mapping->pa + mapping->done },
							  { "top", mapping->pa + mapping->size },
							  { NULL, 0 } });

	if (waits(scene, mapping, status))
		return ENDED_OK;
	if (status == RMI_SUCCESS) {
		mapping->done = scene_output(scene, "out_top") - mapping->pa;
		if (mapping->done < mapping->size)
			return ENDED_OK;
	}
	/* Nothing was delegated: another vCPU has handled the fault, it is taken for granted. */
	mapping->phase = mapping->done ? MAPPING_MAPS : MAPPING_NONE;
	mapping->size = mapping->done;
	mapping->done = 0;
	return ENDED_OK;
}

/* A block of that size, else pages: as many as a table has but one. */
static guint64 describe(const Scene *scene, guint64 pa, guint64 size)
{
	guint64 page = scene_page(scene);
	guint64 most = rmm_entry_count(scene->model, scene->state) - 1;

	for (int level = 1; level < RMM_PAGE_LEVEL; level++)
		if (size == rmm_level_size(scene->model, scene->state, level))
			return rmm_descriptor_make(pa, 1, level, true);
	return rmm_descriptor_make(pa, MIN(size / page, most), RMM_PAGE_LEVEL, true);
}

static Ending map_on(Scene *scene, Mapping *mapping, gboolean last)
{
	guint64 ipa = mapping->ipa + mapping->done, top = mapping->ipa + mapping->size;
	guint64 range = describe(scene, mapping->pa + mapping->done, top - ipa);
	enum rmm_status status = call_on(scene, mapping, last, CMD_RMI_RTT_DATA_MAP,
					 (const Input[]){ { "rd", scene->vm.rd }, { "base", ipa },
							  { "top", top },
							  { "oaddr_type", ADDRESS_TYPE_SINGLE },
							  { "oaddr", range }, { NULL, 0 } });
	int level = scene->result.index;
	Ending ending;

	if (waits(scene, mapping, status))
		return ENDED_OK;
	if (status == RMI_SUCCESS) {
		mapping->done = scene_output(scene, "out_top") - mapping->ipa;
		if (mapping->done >= mapping->size)
			mapping->phase = MAPPING_NONE;
		return ENDED_OK;
	}
	if (status != RMI_ERROR_RTT || level >= RMM_PAGE_LEVEL)
		return undo(scene, mapping, ENDED_ENXIO);
	ending = kvm_create_tables(scene, ipa, level, level + 1);
	return ending == ENDED_OK ? ENDED_OK : undo(scene, mapping, ending);
}

Ending kvm_map_on(Scene *scene, Mapping *mapping)
{
	static Ending (*const steps[])(Scene *, Mapping *, gboolean) = {
		[MAPPING_DELEGATES] = delegate_on, [MAPPING_MAPS] = map_on,
	};
	guint64 most = kvm_of(scene)->turn.calls;
	Ending ending = ENDED_OK;

	for (guint64 made = 1; ending == ENDED_OK && mapping->phase != MAPPING_NONE; made++) {
		ending = steps[mapping->phase](scene, mapping, made == most);
		if (made == most)
			break;
		if (mapping->blocked && !most && !kvm_of(scene)->version->blocked_tries)
			return scene_fail(scene, ENDED_SPINS, mapping->ipa + mapping->done,
					  "RMI_BLOCKED, again and again: an operation of another "
					  "vCPU is in the way");
	}
	return ending;
}

/* The folio that another vCPU is about to map at @base; 0: none. */
static guint64 folio_under_way(const Scene *scene, guint64 base, guint64 size)
{
	for (guint i = 0; i < scene->vm.vcpu_count; i++) {
		const Mapping *mapping = &kvm_of(scene)->mappings[i];

		if (mapping->phase != MAPPING_NONE && mapping->ipa == base && mapping->folio == size)
			return mapping->pa;
	}
	return 0;
}

Ending kvm_map_protected(Scene *scene, Vcpu *vcpu, guint64 ipa)
{
	Mapping *mapping = kvm_mapping(scene, vcpu);
	guint64 size = rmm_level_size(scene->model, scene->state, RMM_PAGE_LEVEL - 1);
	guint64 base = rmm_align_down(scene->model, scene->state, ipa, RMM_PAGE_LEVEL - 1);
	guint64 pa = vmm_of(scene)->huge ? folio_under_way(scene, base, size) : 0;

	if (!pa && vmm_of(scene)->huge)
		pa = kvm_fresh_block(scene, base);
	if (!pa) {
		base = ipa;
		size = scene_page(scene);
		pa = kvm_page(scene, ipa);
	}
	if (!pa)
		return scene_end(scene, ENDED_ENOMEM, ipa);
	*mapping = (Mapping){
		.phase = MAPPING_DELEGATES, .ipa = base, .pa = pa, .folio = size, .size = size
	};
	return kvm_map_on(scene, mapping);
}
