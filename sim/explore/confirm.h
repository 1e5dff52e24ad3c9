/* SPDX-License-Identifier: BSD-3-Clause */
/* Does what was found show on the plain model? */
#ifndef EXPLORE_CONFIRM_H
#define EXPLORE_CONFIRM_H

#include "explore/engine.h"

/* Takes the actions of @found one after the other, and looks. */
gboolean found_is_confirmed(const struct explore_alphabet *a, const Found *found);

#endif
