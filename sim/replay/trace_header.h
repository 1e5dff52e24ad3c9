/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a trace says of the RMM that it is of: lines "#: memory 0x88000000 +64M", each
 * behind its mark a header line of a scenario. For other readers they are comments.
 */
#ifndef SIM_TRACE_HEADER_H
#define SIM_TRACE_HEADER_H

#include "base/config.h"
#include "replay/trace.h"

/* Appends @text, which is lines of a header, each behind the mark. */
void trace_header_append(GString *out, const char *text);

/*
 * The configuration that the header of @trace tells, as @version has it, or (NULL) as it
 * says. FALSE with @error, as "line:column: error: …": it has errors.
 */
gboolean trace_header_read(const Trace *trace, const struct rmm_version *version,
			   struct rmm_config *config, GError **error);

#endif
