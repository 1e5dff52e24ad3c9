/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a Host asks of the RMM, whatever the version calls it: RMM 1.0 has a
 * command for a page, 2.0 one for a range. A version is a row.
 */
#ifndef SIM_DIALECT_H
#define SIM_DIALECT_H

#include "scene.h"

/* What an unmap freed, and where to go on. */
typedef struct {
	guint64 pa, size;       /* size 0: nothing */
	guint64 next;
} Unmapped;

typedef struct {
	enum rmm_status (*delegate)(Scene *scene, guint64 pa);
	enum rmm_status (*undelegate)(Scene *scene, guint64 pa);
	/* Copies the source page; measured if @measure. */
	enum rmm_status (*populate)(Scene *scene, guint64 ipa, guint64 pa, gboolean measure);
	/* Maps a wiped page. */
	enum rmm_status (*map)(Scene *scene, guint64 ipa, guint64 pa);
	enum rmm_status (*unmap)(Scene *scene, guint64 ipa, guint64 top, Unmapped *unmapped);
	enum rmm_status (*map_shared)(Scene *scene, guint64 ipa, guint64 pa);
	enum rmm_status (*unmap_shared)(Scene *scene, guint64 ipa, guint64 top,
					Unmapped *unmapped);
	/* Before the Realm is torn down; NULL: nothing to be said. */
	enum rmm_status (*terminate)(Scene *scene);
} Dialect;

/* Of the version of the model. */
const Dialect *dialect(const Scene *scene);
/* NULL: there is none. */
const Dialect *dialect_of(enum rmm_version version);

extern const Dialect dialect_1_0;

#endif
