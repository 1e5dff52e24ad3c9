/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Shapes (shape.h) of ways in worlds of any number of tables: what is said of a slot of
 * the pool, and of Granules, is said of the entry of the starting level that leads there,
 * or of the page that maps them; entries in a row that are alike stand there once, and so do
 * the entries of an RTT.
 */
#ifndef SIZES_SUBTREE_SHAPE_H
#define SIZES_SUBTREE_SHAPE_H

#include "sizes/way.h"

/* The shape of @way of @action of the world's; the caller owns it. */
char *subtree_shape(const Roles *roles, const Ways *ways, const Way *way, guint action);

#endif
