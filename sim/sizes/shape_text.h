/* SPDX-License-Identifier: BSD-3-Clause */
/* The texts that become a shape: what is said of each thing that a way is about. */
#ifndef SIZES_SHAPE_TEXT_H
#define SIZES_SHAPE_TEXT_H

#include "sizes/component.h"

/* Of pages: other entries of a table than those that are numbered. */
#define OTHER_ENTRY COMPONENTS_MAX

typedef struct {
	GString *control;               /* what is alike for all sizes */
	GString *border[COMPONENTS_MAX + 1];    /* by pages below: what lies there */
	GString *page[COMPONENTS_MAX + 1];      /* OTHER_ENTRY included */
	GString *granule[COMPONENTS_MAX];
	GString *rec[RECS_MAX];
} ShapeTexts;

void shape_texts_init(ShapeTexts *texts);
/* Nothing is said. */
void shape_texts_clear(ShapeTexts *texts);
void shape_texts_free(ShapeTexts *texts);

/* Its command and inputs; what those name is 0 already. */
void shape_append_call(GString *out, const struct rmm_model *m, const struct rmm_call *call);

#endif
