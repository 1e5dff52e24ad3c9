/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Benchmarks. Machines differ and are shared: compare figures of one run.
 *
 *     bench [FOLDER]...   folders of traces, by default those of tests/traces
 */
#include "bench.h"

#include <stdio.h>
#include <time.h>


double bench_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void bench_print(const char *text, double value, const char *unit)
{
	printf("    %-58s %12.*f %s\n", text, value < 100 ? 2 : 0, value, unit);
}

int main(int argc, char **argv)
{
	for (guint v = 0; v < version_count(); v++) {
		const struct rmm_version *version = version_at(v);

		printf("%s\n", version->id);
		for (int i = 1; i < argc; i++)
			bench_replay(version, argv[i]);
		bench_ranges(version);
		bench_watch(version);
		bench_toy(version);
	}
	return 0;
}
