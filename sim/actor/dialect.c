/* SPDX-License-Identifier: BSD-3-Clause */
/* The versions' ways to say the same. */
#include "actor/dialect.h"

const Dialect *dialect_of(const struct rmm_version *version)
{
	static const Dialect *const dialects[RMM_LINES] = {
		[LINE_1_0] = &dialect_1_0, [LINE_2_0] = &dialect_2_0,
	};

	/* Those that go on from a version are spoken to as it is. */
	while (!dialects[version->line] && version->parent)
		version = version->parent;
	return dialects[version->line];
}

const Dialect *dialect(const Scene *scene)
{
	return dialect_of(scene->model->config.version);
}

guint64 dialect_new_page(Scene *scene)
{
	guint64 pa = host_memory_take(scene->memory, scene_page(scene));

	if (pa && dialect(scene)->delegate(scene, pa, scene_page(scene)) != RMI_SUCCESS) {
		host_memory_give(scene->memory, pa);
		return 0;
	}
	return pa;
}

void dialect_return_page(Scene *scene, guint64 pa)
{
	dialect(scene)->undelegate(scene, pa, scene_page(scene));
	host_memory_give(scene->memory, pa);
}
