/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a Host asks of the RMM, whatever the version calls it: RMM 1.0 has a
 * command for a page, 2.0 one for a range. A version is a row.
 */
#ifndef SIM_DIALECT_H
#define SIM_DIALECT_H

#include "actor/scene.h"

/* What an unmap freed, and where to go on. */
typedef struct {
	guint64 pa, size;       /* size 0: nothing */
	guint64 next;
} Unmapped;

typedef struct {
	guint rmi;              /* the major version that is spoken */
	/* What a Host asks first, once: it speaks major version @rmi. */
	enum rmm_status (*init)(Scene *scene, guint rmi);
	/* Of @size bytes, from @pa on. */
	enum rmm_status (*delegate)(Scene *scene, guint64 pa, guint64 size);
	enum rmm_status (*undelegate)(Scene *scene, guint64 pa, guint64 size);
	/* Copies the source page; measured if @measure. */
	enum rmm_status (*populate)(Scene *scene, guint64 ipa, guint64 pa, gboolean measure);
	/* Maps a wiped page. */
	enum rmm_status (*map)(Scene *scene, guint64 ipa, guint64 pa);
	/* Maps a wiped block of @level; NULL: that takes a page at a time, and a fold. */
	enum rmm_status (*map_block)(Scene *scene, guint64 ipa, guint64 pa, int level);
	enum rmm_status (*unmap)(Scene *scene, guint64 ipa, guint64 top, Unmapped *unmapped);
	enum rmm_status (*map_shared)(Scene *scene, guint64 ipa, guint64 pa);
	/* From @ipa on, at most to @top; or, by_level, one block of @level. */
	enum rmm_status (*unmap_shared)(Scene *scene, guint64 ipa, guint64 top, int level,
					Unmapped *unmapped);
	gboolean by_level;
	/* The vCPU's REC is delegated; what else it needs is found here. */
	enum rmm_status (*create_rec)(Scene *scene, guint index, guint64 pc);
	/* Auxiliary pages go back to the Host, the REC stays delegated. */
	enum rmm_status (*destroy_rec)(Scene *scene, guint index);
	/* Before the Realm is torn down; NULL: nothing to be said. */
	enum rmm_status (*terminate)(Scene *scene);
} Dialect;

/* Of the version of the model. */
const Dialect *dialect(const Scene *scene);
/* NULL: there is none. */
const Dialect *dialect_of(const struct rmm_version *version);

extern const Dialect dialect_1_0, dialect_2_0;

/* A page of the Host, delegated; 0: there is none, or it was refused. */
guint64 dialect_new_page(Scene *scene);
/* Undelegates it, and it is free. */
void dialect_return_page(Scene *scene, guint64 pa);

#endif
