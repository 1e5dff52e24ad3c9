#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
#
# explore.sh TOOL FOLDER [ROUNDS]
#
# Explorations against SPIN and rumur, which are given the same alphabet written
# by hand (peer.pml, peer.m): seconds from the start of a process to an exact
# count. Programs take turns, so that they have the same machine; the least of the
# rounds counts. A round takes one to two minutes. What a second thread gains is
# wall time: it tells something where two processors are idle.
#
# SPIN is exact and as fast as it gets: no reduction (-DNOREDUCE: it would leave out
# states), safety alone, no fairness, bounds not checked, a hash table with room for
# all states, depth first. Compression (-DCOLLAPSE) takes twice as long.
set -e
tool=$1 folder=$2 rounds=${3:-1}
here=$(realpath "$(dirname "$0")")
peer=$here/../../scenarios/explore/peer
# Of any one process.
seconds=300
mkdir -p "$folder"

for program in spin rumur gcc; do
	if ! command -v $program >/dev/null; then
		echo "explorations are not compared: no $program (packages spin, rumur, gcc)"
		exit 0
	fi
done

# timed NAME STATES COMMAND...: "NAME wall user kB" is added to the times; fails unless
# what is printed has so many states.
timed() {
	local name=$1 states=$2
	shift 2
	if ! /usr/bin/time -o "$folder/time" -f '%e %U %M' \
		timeout $seconds "$@" >"$folder/output" 2>"$folder/errors" ||
		! grep -qE "(^|[^0-9,])$states states" "$folder/output"; then
		echo "$name does not come to $states states within $seconds s"
		return 1
	fi
	echo "$name $(tail -1 "$folder/time")" >>"$folder/times"
}

# show NAME TEXT [OTHER AIM COLUMN]: the least wall and user time, and how many times
# those of OTHER; AIM is what is aimed at, in wall (2) or user time (3).
show() {
	awk -v name="$1" -v text="$2" -v other="$3" -v aim="$4" -v column="${5:-3}" '
		function least(a, b) { return a == "" || b + 0 < a + 0 ? b : a }
		$1 == name { for (i = 2; i <= 4; i++) mine[i] = least(mine[i], $i) }
		$1 == other { for (i = 2; i <= 4; i++) its[i] = least(its[i], $i) }
		function times(i) { return its[i] / (mine[i] > 0 ? mine[i] : 0.01) }
		END {
			printf "    %-46s %8.2f s %8.2f s user %6.0f MiB", text, mine[2], mine[3],
				mine[4] / 1024
			if (other)
				printf "  %6.1f x faster, %6.1f x in user time", times(2), times(3)
			if (aim)
				printf " (aim: %s %s)", aim, (times(column) >= aim ? "met" : "MISSED")
			print ""
		}' "$folder/times"
}

(cd "$folder" && spin -o2 -DPAGES=4 -DGRANULES=4 -a "$here/peer.pml" >/dev/null &&
	gcc -O3 -w -DSAFETY -DNOREDUCE -DNOFAIR -DNOBOUNDCHECK -DMEMLIM=8000 -o pan pan.c)
rumur --deadlock-detection=off --threads 1 "$here/peer.m" -o "$folder/rumur.c" 2>/dev/null
gcc -O3 -w -mcx16 -o "$folder/rumur" "$folder/rumur.c" -lpthread -latomic

explore="$tool explore" four=$peer/p4g4.ripas
rm -f "$folder/times"
for ((round = 0; round < rounds; round++)); do
	timed spin 15062760 "$folder/pan" -m1000000 -w25
	timed count 15,062,760 $explore --count "$four"
	timed check 15,062,760 $explore "$four"
	timed words1 15,062,760 $explore --count --engine explicit -j 1 "$four"
	timed words2 15,062,760 $explore --count --engine explicit -j 2 "$four"
	timed rumur 1115760 "$folder/rumur"
	timed classes 1,115,760 $explore --count --engine explicit --symmetry -j 1 "$four"
done
timed plain 396,546 $explore --count --engine plain "$peer/p3g3.ripas"
timed six 26,543,421,520 $explore --count "$peer/p6g6.ripas"
timed sixcheck 26,543,421,520 $explore "$peer/p6g6.ripas"

echo "explorations: 4 pages, 4 Granules, 15,062,760 states; least of $rounds"
show spin "SPIN, depth first, exact"
show count "counted on the model" spin 150 2
show check "the same, all invariants, conditions, depth" spin 60 3
show words1 "state by state, one thread" spin 4.5 3
show words2 "state by state, two threads" words1 1.8 2
show rumur "rumur, up to the names of Granules"
show classes "the same, state by state, one thread" rumur 10 3
echo "    runs of the model: $(grep -oE '[0-9,]+ runs' <($explore --count "$four")) to count, \
$(grep -oE '[0-9,]+ runs' <($explore "$four")) with all invariants and conditions"
echo "    a shortest counterexample: $($explore -v --variant set-ripas-over-destroyed "$four" |
	grep -o 'found .* learned') (aim: 50 ms)"
echo "explorations: 3 pages, 3 Granules, 396,546 states"
show plain "counted by the plain engine, step by step"
echo "explorations: 6 pages, 6 Granules, 26,543,421,520 states"
show six "counted on the model"
show sixcheck "the same, all invariants, conditions, depth"
