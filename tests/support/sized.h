/* SPDX-License-Identifier: BSD-3-Clause */
/* Worlds of every size for tests, and plain exploration of some of them beside that. */
#ifndef TESTS_SIZED_H
#define TESTS_SIZED_H

#include "inquiry/sized.h"

/* For every size, of a scenario with this text, as SizedRequest says; the caller clears @result. */
void sized_of_text(const char *text, guint components, enum rmm_variant variant, Sized *result,
		   Diagnostics *diagnostics);

/*
 * How many views there are of what plain exploration of a world of @size comes to. Each state
 * must be made of the same when it is taken apart and put together.
 */
guint sized_real_views(const Sized *result, WorldSize size);

#endif
