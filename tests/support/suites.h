/* SPDX-License-Identifier: BSD-3-Clause */
/* The suites of the test program; each stands in a file of its own. */
#ifndef TESTS_SUITES_H
#define TESTS_SUITES_H

#include <check.h>
#include <glib.h>

Suite *suite_bad(void);
Suite *suite_cli(void);
Suite *suite_conditions(void);
Suite *suite_expression(void);
Suite *suite_golden(void);
Suite *suite_includes(void);
Suite *suite_lexer(void);
Suite *suite_nearest(void);
Suite *suite_parser(void);
Suite *suite_record(void);
Suite *suite_replay(void);
Suite *suite_runner(void);
Suite *suite_scenarios(void);
Suite *suite_spelling(void);
Suite *suite_trace(void);
Suite *suite_variants(void);

#endif
