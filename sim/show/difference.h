/* SPDX-License-Identifier: BSD-3-Clause */
/* Two versions that are told apart, and how what changed is printed: show --diff A B. */
#ifndef SIM_SHOW_DIFFERENCE_H
#define SIM_SHOW_DIFFERENCE_H

#include "show/show.h"

typedef struct {
	const Show *show;
	struct rmm_model *models[2];    /* owned */
	const char *about;              /* what is being told */
} Difference;

/* The versions that the arguments of @show name. FALSE: @code, and what is wrong was said. */
gboolean difference_init(Difference *difference, const Show *show, ExitCode *code);
void difference_clear(Difference *difference);

/* The short name of version @which, 0 or 1. */
const char *difference_version(const Difference *difference, guint which);

/* A heading: what is told, and what stands for it in either version. */
void difference_begin(Difference *difference, const char *name, const char *before,
		      const char *now);
void difference_end(const Difference *difference);

/* A row that is gone, or as it was ('-'); or one that is new, or as it is now ('+'). */
void difference_tell(const Difference *difference, char sign, const char *name,
		     const char *text);

#endif
