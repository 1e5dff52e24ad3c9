/* SPDX-License-Identifier: BSD-3-Clause */
/* replay --platform and --write-platform: what a log does not tell of the platform, and what it does. */
#ifndef SIM_REPLAY_PLATFORM_H
#define SIM_REPLAY_PLATFORM_H

#include "dialect/recognise.h"
#include "options/options.h"

/*
 * Takes the platform that the header lines of the file @path set, for @version (NULL:
 * that of the file). FALSE: what is wrong has been told.
 */
gboolean replay_read_platform(const char *path, const struct rmm_version *version,
			      struct rmm_platform *platform);

/* Writes header lines of what the calls of @part tell: memory and platform. */
gboolean replay_write_platform(const char *path, const LogPart *part,
			       const struct rmm_version *version, GError **error);

/* Writes @text to the file @path, "-": to standard output. */
gboolean replay_write_text(const char *path, const char *text, GError **error);

#endif
