/* SPDX-License-Identifier: BSD-3-Clause */
/* The test program. Run from the top folder of the project. */
#include <stdlib.h>

#include "suites.h"

int main(void)
{
	static Suite *(*const suites[])(void) = {
		/* the model alone */
		suite_config, suite_types, suite_state, suite_granule, suite_rtt, suite_access,
		suite_measurement, suite_engine, suite_operation, suite_orderings, suite_successes, suite_successes_2_0,
		suite_self_check, suite_ghosts, suite_transitions, suite_invariants,
		suite_invariant_steps, suite_walks,
		/* the tool */
		suite_nearest, suite_lexer, suite_expression, suite_parser, suite_includes,
		suite_runner, suite_record, suite_trace, suite_replay, suite_spelling, suite_cli, suite_help,
		suite_bad, suite_actors, suite_compare, suite_explore, suite_golden,
		/* the model by scenarios */
		suite_conditions, suite_variants, suite_departures, suite_scenarios,
	};
	SRunner *runner = srunner_create(NULL);
	int failed;

	for (gsize i = 0; i < G_N_ELEMENTS(suites); i++)
		srunner_add_suite(runner, suites[i]());
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
