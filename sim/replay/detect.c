/* SPDX-License-Identifier: BSD-3-Clause */
/* Which version of the specification a trace speaks. */
#include "replay/detect.h"

#include "system/platform.h"
#include "version/spec.h"
#include "text/spelling.h"

/* Commands and inputs of a line that @spec does not know. */
static guint strangers(const struct rmm_spec *spec, const TraceLine *line)
{
	const struct rmm_command *command = spelling_find(spec->commands, line->verb, INTERFACE_RMI);
	SpelledValue found;
	guint count = 0;

	if (!command)
		return 4;
	for (unsigned i = 0; i < line->in_count; i++)
		count += spelling_input(command, line->in[i].name, &found) ? 0 : 1;
	return count;
}

enum rmm_version detect_version(const Trace *trace)
{
	enum rmm_version best = PLATFORM_DEFAULT_VERSION;
	guint least = G_MAXUINT;

	for (enum rmm_version version = 0; version < RMM_VERSIONS; version++) {
		const struct rmm_spec *spec = rmm_spec(version);
		guint count = 0;

		for (guint i = 0; spec && i < trace->lines->len; i++) {
			const TraceLine *line = trace->lines->pdata[i];

			if (line->kind == TRACE_HOST_COMMAND)
				count += strangers(spec, line);
		}
		if (spec && (count < least ||
			     (count == least && version == PLATFORM_DEFAULT_VERSION))) {
			least = count;
			best = version;
		}
	}
	return best;
}
