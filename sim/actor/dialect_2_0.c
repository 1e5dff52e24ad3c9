/* SPDX-License-Identifier: BSD-3-Clause */
/* How a Host says it to RMM 2.0: by ranges, and with stateful operations. */
#include "actor/dialect.h"

#include "state/address_set.h"
#include "state/tracking.h"

#define PAGE_TOP(address) ((address) + scene_page(scene))

/* ---- ranges ---- */

/* The RMM may stop anywhere on the way. */
static enum rmm_status of_range(Scene *scene, enum rmm_command_id command, guint64 pa,
				guint64 size)
{
	enum rmm_status status = RMI_SUCCESS;
	guint64 at = pa;

	while (status == RMI_SUCCESS && at < pa + size) {
		status = HOST_CALL(scene, command, { "base", at }, { "top", pa + size });
		at = MAX(scene_output(scene, "out_top"), at + scene_page(scene));
	}
	return status;
}

static enum rmm_status delegate(Scene *scene, guint64 pa, guint64 size)
{
	return of_range(scene, CMD_RMI_GRANULE_RANGE_DELEGATE, pa, size);
}

static enum rmm_status undelegate(Scene *scene, guint64 pa, guint64 size)
{
	return of_range(scene, CMD_RMI_GRANULE_RANGE_UNDELEGATE, pa, size);
}

static enum rmm_status populate(Scene *scene, guint64 ipa, guint64 pa, gboolean measure)
{
	return HOST_CALL(scene, CMD_RMI_RTT_DATA_MAP_INIT, { "rd", scene->vm.rd },
			 { "data", pa }, { "ipa", ipa }, { "src", scene->source },
			 { "flags", measure ? 1 : 0 });
}

static guint64 descriptor(guint64 pa)
{
	return rmm_descriptor_make(pa, 1, RMM_PAGE_LEVEL, true);
}

static enum rmm_status map_block(Scene *scene, guint64 ipa, guint64 pa, int level)
{
	return HOST_CALL(scene, CMD_RMI_RTT_DATA_MAP, { "rd", scene->vm.rd }, { "base", ipa },
			 { "top", ipa + rmm_level_size(scene->model, scene->state, level) },
			 { "oaddr_type", ADDRESS_TYPE_SINGLE },
			 { "oaddr", rmm_descriptor_make(pa, 1, level, true) });
}

static enum rmm_status map(Scene *scene, guint64 ipa, guint64 pa)
{
	return map_block(scene, ipa, pa, RMM_PAGE_LEVEL);
}

/* Stage 2 attributes of Normal memory, Write-Back; the Realm may read and write. */
enum { MEMATTR_NORMAL = 7 };

static enum rmm_status map_shared(Scene *scene, guint64 ipa, guint64 pa)
{
	return HOST_CALL(scene, CMD_RMI_RTT_UNPROT_MAP, { "rd", scene->vm.rd },
			 { "base", ipa }, { "top", PAGE_TOP(ipa) },
			 { "oaddr_type", ADDRESS_TYPE_SINGLE }, { "oaddr", descriptor(pa) },
			 { "memattr", MEMATTR_NORMAL });
}

static enum rmm_status unmap_range(Scene *scene, enum rmm_command_id command, guint64 ipa,
				   guint64 top, Unmapped *unmapped)
{
	enum rmm_status status = HOST_CALL(scene, command, { "rd", scene->vm.rd },
					   { "base", ipa }, { "top", top },
					   { "oaddr_type", ADDRESS_TYPE_SINGLE });
	guint64 range = scene_output(scene, "out_range");

	unmapped->next = status == RMI_SUCCESS ? scene_output(scene, "out_top") : ipa;
	unmapped->pa = rmm_descriptor_base(scene->state, range);
	unmapped->size = rmm_descriptor_count(scene->state, range) *
			 rmm_level_size(scene->model, scene->state, rmm_descriptor_level(range));
	return status;
}

static enum rmm_status unmap(Scene *scene, guint64 ipa, guint64 top, Unmapped *unmapped)
{
	return unmap_range(scene, CMD_RMI_RTT_DATA_UNMAP, ipa, top, unmapped);
}

static enum rmm_status unmap_shared(Scene *scene, guint64 ipa, guint64 top, int level,
				    Unmapped *unmapped)
{
	return unmap_range(scene, CMD_RMI_RTT_UNPROT_UNMAP, ipa, top, unmapped);
}

/* ---- stateful operations: until the RMM has what it wants ---- */

static enum rmm_status donate(Scene *scene, guint64 handle)
{
	guint64 wanted = scene->result.incomplete[INCOMPLETE_DONATE_REQ] >> 2 & 0x3fff;
	char names[RMM_DESCRIPTORS_MAX][8];
	Input inputs[RMM_DESCRIPTORS_MAX + 3] = { { "handle", handle }, { "list_count", 0 } };
	guint count = (guint)MIN(wanted, RMM_DESCRIPTORS_MAX);

	for (guint i = 0; i < count; i++) {
		guint64 pa = dialect_new_page(scene);

		if (!pa)
			return RMI_ERROR_INPUT;
		g_snprintf(names[i], sizeof(names[i]), "list%u", i);
		inputs[2 + i] = (Input){ names[i], descriptor(pa) };
	}
	inputs[1].value = count;
	return scene_call_inputs(scene, CMD_RMI_OP_MEM_DONATE, 0, inputs);
}

static void return_range(Scene *scene, guint64 range)
{
	guint64 size = rmm_descriptor_count(scene->state, range) *
		       rmm_level_size(scene->model, scene->state, rmm_descriptor_level(range));

	for (guint64 i = 0; i < size; i += scene_page(scene))
		dialect_return_page(scene, rmm_descriptor_base(scene->state, range) + i);
}

static enum rmm_status reclaim(Scene *scene, guint64 handle)
{
	enum rmm_status status = HOST_CALL(scene, CMD_RMI_OP_MEM_RECLAIM, { "handle", handle },
					   { "list_count", RMM_DESCRIPTORS_MAX });
	struct rmm_result result = scene->result;
	guint64 count = scene_output(scene, "reclaim_count");
	guint64 ranges[RMM_DESCRIPTORS_MAX];

	for (guint i = 0; i < RMM_DESCRIPTORS_MAX; i++) {
		g_autofree char *name = g_strdup_printf("list%u", i);

		ranges[i] = scene_output(scene, name);
	}
	for (guint i = 0; i < count && i < RMM_DESCRIPTORS_MAX; i++)
		return_range(scene, ranges[i]);
	scene->result = result;
	return status;
}

static enum rmm_status settle(Scene *scene, enum rmm_status status)
{
	guint64 handle = scene->result.incomplete[INCOMPLETE_HANDLE];

	while (status == RMI_INCOMPLETE) {
		switch (scene->result.incomplete[INCOMPLETE_MEM_REQ]) {
		case MEMORY_REQUEST_DONATE:
			status = donate(scene, handle);
			break;
		case MEMORY_REQUEST_RECLAIM:
			status = reclaim(scene, handle);
			break;
		default:
			status = HOST_CALL(scene, CMD_RMI_OP_CONTINUE, { "handle", handle });
			break;
		}
	}
	return status;
}

static enum rmm_status create_rec(Scene *scene, guint index, guint64 pc)
{
	return settle(scene, HOST_CALL(scene, CMD_RMI_REC_CREATE, { "rd", scene->vm.rd },
				       { "rec", scene->vm.vcpus[index].rec },
				       { "flags", index == 0 }, { "mpidr", index },
				       { "pc", pc }));
}

static enum rmm_status destroy_rec(Scene *scene, guint index)
{
	return settle(scene, HOST_CALL(scene, CMD_RMI_REC_DESTROY,
				       { "rec", scene->vm.vcpus[index].rec }));
}

static enum rmm_status terminate(Scene *scene)
{
	return settle(scene, HOST_CALL(scene, CMD_RMI_REALM_TERMINATE,
				       { "rd", scene->vm.rd }));
}

/* ---- the Host boots ---- */

/* An RMM that is active already says so, which is as good. */
static gboolean is_active(enum rmm_status status)
{
	return status == RMI_SUCCESS || status == RMI_ERROR_GLOBAL;
}

/* By a region in 2.0-bet0, by a range later: as far as that is alike. */
static enum rmm_status verify_tracking(Scene *scene, guint64 base, guint64 end)
{
	enum rmm_status status = RMI_SUCCESS;
	guint64 reached;

	while (status == RMI_SUCCESS && base < end) {
		status = HOST_CALL(scene, CMD_RMI_GRANULE_TRACKING_GET,
				   { "addr", rmm_region_base(scene->state, base) },
				   { "base", base }, { "top", end });
		if (scene_output(scene, "state") != TRACKING_FINE)
			return RMI_ERROR_TRACKING;
		reached = scene_output(scene, "out_top");
		base = reached > base ? reached : rmm_region_base(scene->state, base) +
						  rmm_region_bytes(scene->state);
	}
	return status;
}

static enum rmm_status init(Scene *scene, guint rmi)
{
	enum rmm_status status = HOST_CALL(scene, CMD_RMI_VERSION, { "req", (guint64)rmi << 16 });

	for (guint64 i = 0; i < 2 && status == RMI_SUCCESS; i++)
		status = HOST_CALL(scene, CMD_RMI_FEATURES, { "index", i });
	if (status != RMI_SUCCESS)
		return status;
	if (!is_active(HOST_CALL(scene, CMD_RMI_RMM_CONFIG_SET,
				 { "rmi_granule_size", scene->state->global.granule_size })) ||
	    !is_active(HOST_CALL(scene, CMD_RMI_RMM_ACTIVATE, { NULL, 0 })))
		return RMI_ERROR_GLOBAL;
	for (unsigned i = 0; status == RMI_SUCCESS && i < scene->model->config.region_count; i++) {
		const struct rmm_region *region = &scene->model->config.regions[i];

		if (!region->device)
			status = verify_tracking(scene, region->base, region->base + region->size);
	}
	return status;
}

const Dialect dialect_2_0 = {
	2, init, delegate, undelegate, populate, map, map_block, unmap, map_shared, unmap_shared,
	FALSE, create_rec, destroy_rec, terminate
};
