/* SPDX-License-Identifier: BSD-3-Clause */
/* Which states have the same RIM: a number for each RIM that a Realm comes to. */
#ifndef INQUIRY_RIM_CLASSES_H
#define INQUIRY_RIM_CLASSES_H

#include <glib.h>

#include "explore/alphabet.h"

typedef struct RimClasses RimClasses;

/* Of a state without the Realm. */
#define NO_RIM G_MAXUINT32

/* @rd: of the Realm that is meant. */
RimClasses *rim_classes_new(const struct explore_alphabet *alphabet, guint64 rd);
void rim_classes_free(RimClasses *classes);

/* Of the next state. */
void rim_classes_note(RimClasses *classes, const struct rmm *state);

/* The number of a state's RIM, below rim_classes_count(), or NO_RIM. */
guint32 rim_class_of(const RimClasses *classes, guint32 state);
guint32 rim_classes_count(const RimClasses *classes);

#endif
