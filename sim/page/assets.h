/* SPDX-License-Identifier: BSD-3-Clause */
/* Files of this folder, as they are embedded in the program. */
#ifndef SIM_ASSETS_H
#define SIM_ASSETS_H

#include <glib.h>

/* The text of an asset, which must exist; it ends with a NUL byte. */
const char *asset_text(const char *name);

/* Its bytes; NULL: the program was built without it. The caller unrefs. */
GBytes *asset_bytes(const char *name);

#endif
