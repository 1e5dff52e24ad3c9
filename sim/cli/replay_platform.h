/* SPDX-License-Identifier: BSD-3-Clause */
/* replay --platform and --write-platform: what a log does not tell, and what it does. */
#ifndef SIM_REPLAY_PLATFORM_H
#define SIM_REPLAY_PLATFORM_H

#include "cli/replay_output.h"
#include "dialect/recognise.h"
#include "options/options.h"

/*
 * Takes the platform that the header lines of the file @path set, for @version (NULL:
 * that of the file). FALSE: what is wrong has been told.
 */
gboolean replay_read_platform(const char *path, const struct rmm_version *version,
			      struct rmm_platform *platform);

/* Header lines of what the calls of @part tell: memory and platform. The caller frees them. */
char *replay_platform_lines(const LogPart *part, const struct rmm_version *version);

/*
 * Writes header lines of what the named trace @name, whose text is @text, was recorded on.
 * FALSE with @error, as "line:column: error: …".
 */
gboolean replay_trace_platform(const char *name, const char *text,
			       const struct rmm_version *version, ReplayOutput *output,
			       GError **error);

#endif
