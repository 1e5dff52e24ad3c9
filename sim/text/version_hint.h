/* SPDX-License-Identifier: BSD-3-Clause */
/* What a user may have meant who named no version of the specification. */
#ifndef SIM_VERSION_HINT_H
#define SIM_VERSION_HINT_H

/* As nearest_hint(), from the ids of all versions. The caller frees it. */
char *version_hint(const char *name);

#endif
