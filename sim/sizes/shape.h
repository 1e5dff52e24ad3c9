/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Shapes of ways (way.h): a way in which pages and Granules have no numbers. Pages
 * that are asked for or written stand in order between the addresses that are named,
 * and pages in a row that are alike stand there once; Granules have the name of the
 * input or the page that they belong to, RECs none. So ways of worlds of different sizes can
 * have one shape.
 */
#ifndef SIZES_SHAPE_H
#define SIZES_SHAPE_H

#include "sizes/way.h"

/* By shape (a text): how many ways of @ways have it (GUINT_TO_POINTER). */
GHashTable *shapes_count(const Roles *roles, const Ways *ways);

#endif
