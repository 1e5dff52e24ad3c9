/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A named trace as a scenario: its calls in the order of the language, in which what a Realm
 * does stands behind the entry of its REC. What the language has nothing for, the RMM's own
 * records, stands there as a comment.
 */
#ifndef SIM_FROM_TRACE_H
#define SIM_FROM_TRACE_H

#include "rebuild/request.h"
#include "replay/trace.h"

/*
 * What @trace was recorded on, with @variants. FALSE with @error, as "line:column: error: …":
 * its header has errors.
 */
gboolean rebuild_configuration(const Trace *trace, const struct rmm_version *version,
			       const struct rmm_variants *variants, struct rmm_config *config,
			       GError **error);

/*
 * The scenario of @trace, all of which is at hand, with the variants under which its lines
 * agree. The caller frees it. NULL with @error, as above: or no model can be made of it.
 */
char *rebuild_from_trace(Trace *trace, const struct rmm_version *version,
			 const struct rmm_variants *variants, RebuildCount *count,
			 GError **error);

#endif
