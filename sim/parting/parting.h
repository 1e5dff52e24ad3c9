/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where two models part: all histories in which both do the same, and what they
 * first do differently at their ends. States are pairs, explored breadth-first
 * with the model's own step, so that what is found first is shortest.
 */
#ifndef PARTING_PARTING_H
#define PARTING_PARTING_H

#include "parting/result.h"

/*
 * Takes the actions that have the same name in @a and @b. Without options->all
 * it ends with the first difference; with it, with one of each kind: of a
 * command, result and condition on both sides.
 */
void parting_find(const struct explore_alphabet *a, const struct explore_alphabet *b,
		  const ExploreOptions *options, PartingSight sight, const ExploreSink *sink,
		  PartingResult *result);

#endif
