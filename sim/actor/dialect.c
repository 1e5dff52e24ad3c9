/* SPDX-License-Identifier: BSD-3-Clause */
/* The versions' ways to say the same, and those of 1.0. */
#include "dialect.h"

#include "kvm.h"

const Dialect *dialect_of(enum rmm_version version)
{
	static const Dialect *const dialects[RMM_VERSIONS] = {
		[RMM_1_0] = &dialect_1_0,
	};

	return dialects[version];
}

const Dialect *dialect(const Scene *scene)
{
	return dialect_of(scene->model->config.version);
}

static enum rmm_status delegate(Scene *scene, guint64 pa)
{
	return HOST_CALL(scene, CMD_RMI_GRANULE_DELEGATE, { "addr", pa });
}

static enum rmm_status undelegate(Scene *scene, guint64 pa)
{
	return HOST_CALL(scene, CMD_RMI_GRANULE_UNDELEGATE, { "addr", pa });
}

static enum rmm_status populate(Scene *scene, guint64 ipa, guint64 pa, gboolean measure)
{
	return HOST_CALL(scene, CMD_RMI_DATA_CREATE, { "rd", scene->kvm->rd }, { "data", pa },
			 { "ipa", ipa }, { "src", scene->source }, { "flags", measure ? 1 : 0 });
}

static enum rmm_status map(Scene *scene, guint64 ipa, guint64 pa)
{
	return HOST_CALL(scene, CMD_RMI_DATA_CREATE_UNKNOWN, { "rd", scene->kvm->rd },
			 { "data", pa }, { "ipa", ipa });
}

static enum rmm_status unmap(Scene *scene, guint64 ipa, guint64 top, Unmapped *unmapped)
{
	enum rmm_status status = HOST_CALL(scene, CMD_RMI_DATA_DESTROY, { "rd", scene->kvm->rd },
					   { "ipa", ipa });

	unmapped->next = MIN(scene_output(scene, "top"), top);
	unmapped->pa = scene_output(scene, "data");
	unmapped->size = status == RMI_SUCCESS ? RMM_GRANULE_SIZE : 0;
	return status;
}

/* Normal memory, Write-Back: what Linux puts into a descriptor. */
#define DESCRIPTOR_ATTRIBUTES 0xd8

static enum rmm_status map_shared(Scene *scene, guint64 ipa, guint64 pa)
{
	return HOST_CALL(scene, CMD_RMI_RTT_MAP_UNPROTECTED, { "rd", scene->kvm->rd },
			 { "ipa", ipa }, { "level", RMM_PAGE_LEVEL },
			 { "desc", pa | DESCRIPTOR_ATTRIBUTES });
}

static enum rmm_status unmap_shared(Scene *scene, guint64 ipa, guint64 top, Unmapped *unmapped)
{
	enum rmm_status status = HOST_CALL(scene, CMD_RMI_RTT_UNMAP_UNPROTECTED,
					   { "rd", scene->kvm->rd }, { "ipa", ipa },
					   { "level", RMM_PAGE_LEVEL });

	unmapped->next = MIN(scene_output(scene, "top"), top);
	unmapped->size = 0;
	return status;
}

const Dialect dialect_1_0 = {
	delegate, undelegate, populate, map, unmap, map_shared, unmap_shared, NULL
};
