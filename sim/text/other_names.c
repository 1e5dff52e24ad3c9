/* SPDX-License-Identifier: BSD-3-Clause */
/* Names of commands that a version of the model does not have. */
#include "text/other_names.h"

#include <string.h>

#include "system/version.h"
#include "text/spelling.h"

/* Of versions that the tool does not know, and what no table of a known one lists. */
static const char *const others[] = {
	"RMI_DEV_MEM_MAP", "RMI_DEV_MEM_UNMAP", "RMI_GPT_INFO", "RMI_MEC_SET_PRIVATE",
	"RMI_MEC_SET_SHARED", "RMI_PDEV_AUX_COUNT", "RMI_PDEV_IDE_RESET", "RMI_PDEV_NOTIFY",
	"RMI_RMM_DEACTIVATE", "RMI_RMM_STATE_GET", "RMI_RTT_DEV_MEM_VALIDATE",
	"RMI_VDEV_AUX_COUNT", "RMI_VDEV_STOP",
	"RSI_ARCH_DEV_ACTIVATE", "RSI_MEM_GET_PERM_VALUE", "RSI_MEM_SET_PERM_INDEX",
	"RSI_MEM_SET_PERM_VALUE", "RSI_PLANE_ENTER", "RSI_PLANE_REG_READ",
	"RSI_PLANE_REG_WRITE", "RSI_PLANE_SYSREG_READ", "RSI_PLANE_SYSREG_WRITE",
	"RSI_RDEV_CONTINUE", "RSI_RDEV_GET_INFO", "RSI_RDEV_GET_INSTANCE_ID",
	"RSI_RDEV_GET_INTERFACE_REPORT", "RSI_RDEV_GET_MEASUREMENTS", "RSI_RDEV_GET_STATE",
	"RSI_RDEV_LOCK", "RSI_RDEV_START", "RSI_RDEV_STOP", "RSI_RDEV_VALIDATE_MAPPING",
	"RSI_VDEV_DMA_DISABLE", "RSI_VDEV_DMA_ENABLE", "RSI_VDEV_GET_INFO",
	"RSI_VSMMU_ACTIVATE", "RSI_VSMMU_GET_INFO",
};

static gboolean is_listed(const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
		if (strcmp(others[i], name) == 0)
			return TRUE;
	for (guint i = 0; i < version_count(); i++)
		if (version_leaves_out(version_at(i), name))
			return TRUE;
	return FALSE;
}

const char *other_names_why(const struct rmm_version *mine, const char *name)
{
	const struct rmm_version *other;
	const struct rmm_command *found = spelling_find_elsewhere(mine, name, INTERFACES, &other);
	g_autofree char *text = NULL;

	if (g_str_has_prefix(name, "SMC_"))
		name += strlen("SMC_");
	if (version_leaves_out(mine, name))
		return "the command is not modelled";
	if (!found)
		return is_listed(name) ? "the command is one of another version" : NULL;
	text = g_strdup_printf("%s is of %s, not of %s", found->name, other->id, mine->id);
	return g_intern_string(text);
}
