/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The suites of the test program, in the order in which they run. A suite is a
 * line here, and suite_NAME() in tests/check_NAME.c.
 */
#ifndef TESTS_SUITES_H
#define TESTS_SUITES_H

#include <check.h>
#include <glib.h>

#include "system/version.h"

#define SUITES(SUITE)           \
	/* the sources */       \
	SUITE(layers)           \
	/* the model alone */   \
	SUITE(config)           \
	SUITE(version)          \
	SUITE(version_rows)     \
	SUITE(reading)          \
	SUITE(types)            \
	SUITE(state)            \
	SUITE(parts)            \
	SUITE(granule)          \
	SUITE(rtt)              \
	SUITE(rtt_pool)         \
	SUITE(access)           \
	SUITE(measurement)      \
	SUITE(engine)           \
	SUITE(operation)        \
	SUITE(orderings)        \
	SUITE(pairs)            \
	SUITE(successes)        \
	SUITE(successes_2_0)    \
	SUITE(self_check)       \
	SUITE(ghosts)           \
	SUITE(transitions)      \
	SUITE(invariants)       \
	SUITE(invariant_steps)  \
	SUITE(walks)            \
	SUITE(oracle)           \
	SUITE(library)          \
	/* the tool */          \
	SUITE(nearest)          \
	SUITE(lexer)            \
	SUITE(expression)       \
	SUITE(parser)           \
	SUITE(includes)         \
	SUITE(runner)           \
	SUITE(follow)           \
	SUITE(watch)            \
	SUITE(record)           \
	SUITE(trace)            \
	SUITE(lines)            \
	SUITE(pieces)           \
	SUITE(console_pieces)   \
	SUITE(replay)           \
	SUITE(replay_line)      \
	SUITE(report)           \
	SUITE(versions)         \
	SUITE(spelling)         \
	SUITE(cli)              \
	SUITE(help)             \
	SUITE(complete)         \
	SUITE(manual)           \
	SUITE(install)          \
	SUITE(table)            \
	SUITE(patience)         \
	SUITE(early_end)        \
	SUITE(layout)           \
	SUITE(grammar)          \
	SUITE(lsp)              \
	SUITE(init)             \
	SUITE(past)             \
	SUITE(shell)            \
	SUITE(prompt)           \
	SUITE(bad)              \
	SUITE(actors)           \
	SUITE(compare)          \
	SUITE(gate)             \
	SUITE(calls)            \
	SUITE(explore)          \
	SUITE(explore_block)    \
	SUITE(inquiry)          \
	SUITE(inquiry_states)   \
	SUITE(asked)            \
	SUITE(witness)          \
	SUITE(parting)          \
	SUITE(suites)           \
	SUITE(missed)           \
	SUITE(cheating)         \
	SUITE(series)           \
	SUITE(sizes)            \
	SUITE(sizes_end)        \
	SUITE(sizes_mistakes)   \
	SUITE(sizes_tables)     \
	SUITE(sizes_realms)     \
	SUITE(mutants)          \
	SUITE(told)             \
	SUITE(verdict)          \
	SUITE(mdd)              \
	SUITE(learn)            \
	SUITE(learn_planted)    \
	SUITE(symmetry)         \
	SUITE(diagram)          \
	SUITE(console)          \
	SUITE(console_2_0)      \
	SUITE(planted)          \
	SUITE(mutated)          \
	SUITE(rebuild)          \
	SUITE(reduce)           \
	SUITE(retell)           \
	SUITE(golden)           \
	/* the model by scenarios */ \
	SUITE(conditions)       \
	SUITE(success_rows)     \
	SUITE(differences)      \
	SUITE(variants)         \
	SUITE(departures)       \
	SUITE(scenarios)

#define DECLARE_SUITE(name) Suite *suite_##name(void);
SUITES(DECLARE_SUITE)

#endif
