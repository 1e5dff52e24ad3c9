/* SPDX-License-Identifier: BSD-3-Clause */
/* The suites of the test program; each stands in a file of its own. */
#ifndef TESTS_SUITES_H
#define TESTS_SUITES_H

#include <check.h>
#include <glib.h>

Suite *suite_access(void);
Suite *suite_actors(void);
Suite *suite_bad(void);
Suite *suite_cli(void);
Suite *suite_compare(void);
Suite *suite_conditions(void);
Suite *suite_config(void);
Suite *suite_departures(void);
Suite *suite_engine(void);
Suite *suite_explore(void);
Suite *suite_expression(void);
Suite *suite_ghosts(void);
Suite *suite_golden(void);
Suite *suite_granule(void);
Suite *suite_help(void);
Suite *suite_includes(void);
Suite *suite_invariant_steps(void);
Suite *suite_invariants(void);
Suite *suite_lexer(void);
Suite *suite_measurement(void);
Suite *suite_nearest(void);
Suite *suite_operation(void);
Suite *suite_orderings(void);
Suite *suite_parser(void);
Suite *suite_record(void);
Suite *suite_replay(void);
Suite *suite_rtt(void);
Suite *suite_runner(void);
Suite *suite_scenarios(void);
Suite *suite_self_check(void);
Suite *suite_spelling(void);
Suite *suite_state(void);
Suite *suite_successes(void);
Suite *suite_successes_2_0(void);
Suite *suite_trace(void);
Suite *suite_transitions(void);
Suite *suite_types(void);
Suite *suite_variants(void);
Suite *suite_walks(void);

#endif
