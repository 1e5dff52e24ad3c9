/* SPDX-License-Identifier: BSD-3-Clause */
/* The test program. Run from the top folder of the project. */
#include <stdlib.h>

#include "suites.h"

int main(void)
{
	SRunner *runner = srunner_create(NULL);
	int failed;

#define ADD_SUITE(name) srunner_add_suite(runner, suite_##name());
	SUITES(ADD_SUITE)
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
