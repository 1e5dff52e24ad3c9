/* SPDX-License-Identifier: BSD-3-Clause */
/* What the two sides of a search do differently; it is among the results then. */
#ifndef PARTING_COMPARE_H
#define PARTING_COMPARE_H

#include "parting/search.h"

/* Of the calls of the action that was taken, in their order. FALSE: the sides part there. */
gboolean parting_compare_calls(Search *search);
/* Of what it left: FALSE as above. */
gboolean parting_compare_states(Search *search);

#endif
