/* SPDX-License-Identifier: BSD-3-Clause */
/* Which version of the specification a trace speaks. */
#include "replay/detect.h"

#include "replay/trace_header.h"
#include "system/platform.h"
#include "system/version.h"
#include "text/spelling.h"

/* Commands and inputs of a line that are not among @commands. */
static guint strangers(const struct rmm_command *const *commands, const TraceLine *line)
{
	const struct rmm_command *command = spelling_find(commands, line->verb, INTERFACE_RMI);
	SpelledValue found;
	guint count = 0;

	if (!command)
		return 4;
	for (unsigned i = 0; i < line->in_count; i++)
		count += spelling_input(command, line->in[i].name, &found) ? 0 : 1;
	return count;
}

static gboolean is_meant(const struct rmm_version *version)
{
	return g_str_equal(version->family, PLATFORM_DEFAULT_VERSION->family);
}

const struct rmm_version *detect_version(const Trace *trace)
{
	const struct rmm_version *best = NULL;
	struct rmm_config config;
	guint least = G_MAXUINT;

	if (trace->header && trace_header_read(trace, NULL, &config, NULL))
		return config.version;
	for (guint i = 0; i < version_count(); i++) {
		const struct rmm_version *version = version_at(i);
		guint count = 0;

		for (guint j = 0; j < trace->lines->len; j++) {
			const TraceLine *line = trace->lines->pdata[j];

			if (line->kind == TRACE_HOST_COMMAND)
				count += strangers(version_commands(version), line);
		}
		/* Where nothing tells them apart: the oldest of the family that is meant. */
		if (count < least || (count == least && !is_meant(best) && is_meant(version))) {
			least = count;
			best = version;
		}
	}
	return best;
}
