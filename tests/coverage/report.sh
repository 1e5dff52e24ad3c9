#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# Measures what the tests reach and writes COVERAGE.md.
# usage: tests/coverage/report.sh BUILD, from the top folder; BUILD was made
# with gcc --coverage. "make coverage" does both.
set -eu
export LC_ALL=C.UTF-8
build=$1
trace=$build/coverage.info
failed=0

find "$build" -name '*.gcda' -exec rm -f {} +
RIPAS_SIM=$build/ripas-sim "$build/check" >"$build/check.log" || { cat "$build/check.log"; exit 1; }
tail -n 1 "$build/check.log"
# Debian's lcov complains about itself.
lcov --quiet --capture --directory "$build" --base-directory . --no-external \
	--rc lcov_branch_coverage=1 --output-file "$trace" 2>"$build/lcov.log" ||
	{ cat "$build/lcov.log"; exit 1; }

{
	cat <<'END'
# Coverage

What the tests reach; `make coverage` writes this file anew (gcc --coverage, lcov). It fails if less than 95 % of the
lines or 85 % of the branches of model/ are reached, or if a line of model/ that no test reaches is not explained in
tests/coverage/notes.tsv.

END
	LC_ALL=C awk -v top="$PWD" -f tests/coverage/report.awk tests/coverage/notes.tsv "$trace" ||
		failed=1
	for folder in scenarios/conditions/*/; do
		spec=$(basename "$folder")
		printf '\n## Conditions of %s\n\n' "$spec"
		printf 'Failure conditions that a scenario of the project meets, of those that the specification has.\n\n'
		"$build/ripas-sim" show coverage --spec="$spec" --format md \
			tests/variants tests/departures scenarios
	done
} >"$build/COVERAGE.md"
cp "$build/COVERAGE.md" COVERAGE.md
sed -n '/^## Summary/,/^## Lines/{/^|/p;}' COVERAGE.md
exit $failed
