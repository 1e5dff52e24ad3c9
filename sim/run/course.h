/* SPDX-License-Identifier: BSD-3-Clause */
/* A run that is taken on turn by turn, and back again. */
#ifndef SIM_COURSE_H
#define SIM_COURSE_H

#include "machine/past.h"
#include "run/outcome.h"
#include "run/run_options.h"

typedef struct Course Course;

/* At the start of @scenario, which lives as long, as do @options. */
Course *course_new(const Scenario *scenario, const RunOptions *options);
void course_free(Course *course);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Course, course_free)

/*
 * A turn: carries out statements (of Step), which live as long as the turn.
 * What they came to is added to the outcomes of course_result().
 */
void course_go_on(Course *course, const GPtrArray *steps);

/*
 * Takes back the last turn. FALSE: actors took part in it; what they keep
 * cannot be taken back, only made again.
 */
gboolean course_go_back(Course *course);

/* Behind the last turn: judges what was to hold at some step, or at none. */
void course_finish(Course *course);

/* ---- where it is ---- */

const RunResult *course_result(const Course *course);
Machine *course_machine(const Course *course);
const MachinePast *course_past(const Course *course);
RunEnd course_end(const Course *course);
/* By name. */
GHashTable *course_marks(const Course *course);
/* Does a predicate hold now, of every page that it is about? */
gboolean course_holds(Course *course, const Predicate *predicate);

#endif
