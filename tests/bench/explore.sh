#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
#
# explore.sh TOOL FOLDER [ROUNDS]
#
# Explorations against SPIN and rumur, which are given the same alphabet written
# by hand (peer.pml, peer.m): seconds from the start of a process to an exact
# count. Programs take turns, so that they have the same machine.
set -e
tool=$1 folder=$2 rounds=${3:-3}
here=$(dirname "$0")
peer=$here/../../scenarios/explore/peer
mkdir -p "$folder"

for program in spin rumur gcc; do
	if ! command -v $program >/dev/null; then
		echo "explorations are not compared: no $program (packages spin, rumur, gcc)"
		exit 0
	fi
done

# timed NAME COMMAND...: "NAME wall user" is added to the times; prints what it printed.
timed() {
	local name=$1 TIMEFORMAT='%R %U'
	shift
	{ time "$@" >"$folder/output" 2>"$folder/errors" || true; } 2>"$folder/time"
	echo "$name $(tail -1 "$folder/time")" >>"$folder/times"
}

# show NAME TEXT [NAME2]: the least wall and user time, and how many times those of NAME2.
show() {
	awk -v name="$1" -v text="$2" -v other="$3" '
		function least(a, b) { return a == "" || b + 0 < a + 0 ? b : a }
		$1 == name { wall = least(wall, $2); user = least(user, $3) }
		$1 == other { wall2 = least(wall2, $2); user2 = least(user2, $3) }
		END {
			printf "    %-50s %8.2f s %8.2f s user", text, wall, user
			if (other && wall > 0 && user > 0)
				printf "  %6.1f x faster, %6.1f x in user time", wall2 / wall, user2 / user
			print ""
		}' "$folder/times"
}

states() { grep -oE '[0-9,]+ states' "$folder/output" | head -1; }

(cd "$folder" && spin -o2 -DPAGES=4 -DGRANULES=4 -a "$OLDPWD/$here/peer.pml" >/dev/null &&
	gcc -O3 -w -DSAFETY -DNOREDUCE -DNOFAIR -DNOBOUNDCHECK -DMEMLIM=8000 -o pan pan.c)
rumur --deadlock-detection=off --threads 1 "$here/peer.m" -o "$folder/rumur.c" 2>/dev/null
gcc -O3 -w -mcx16 -o "$folder/rumur" "$folder/rumur.c" -lpthread -latomic

rm -f "$folder/times"
for ((round = 0; round < rounds; round++)); do
	timed spin "$folder/pan" -m1000000 -w25
	grep -q ' 15062760 states, stored' "$folder/output"
	timed count "$tool" explore --count "$peer/p4g4.ripas"
	[ "$(states)" = "15,062,760 states" ]
	timed check "$tool" explore "$peer/p4g4.ripas"
	[ "$(states)" = "15,062,760 states" ]
	timed words1 "$tool" explore --count --engine explicit -j 1 "$peer/p4g4.ripas"
	[ "$(states)" = "15,062,760 states" ]
	timed words2 "$tool" explore --count --engine explicit -j 2 "$peer/p4g4.ripas"
	[ "$(states)" = "15,062,760 states" ]
	timed rumur "$folder/rumur"
	grep -q '1115760 states' "$folder/output"
	timed classes "$tool" explore --count --engine explicit --symmetry -j 1 "$peer/p4g4.ripas"
	[ "$(states)" = "1,115,760 states" ]
done
timed plain "$tool" explore --count --engine plain "$peer/p3g3.ripas"
[ "$(states)" = "396,546 states" ]
timed six "$tool" explore --count "$peer/p6g6.ripas"
[ "$(states)" = "26,543,421,520 states" ]

echo "explorations: 4 pages, 4 Granules, 15,062,760 states; best of $rounds"
show spin "SPIN, depth first, exact"
show count "counted on the model" spin
show check "the same, all invariants, conditions, depth" spin
show words1 "state by state, one thread" spin
show words2 "state by state, two threads" words1
show rumur "rumur, up to the names of Granules"
show classes "the same, state by state, one thread" rumur
echo "explorations: 3 pages, 3 Granules, 396,546 states"
show plain "counted by the plain engine, step by step"
echo "explorations: 6 pages, 6 Granules, 26,543,421,520 states"
show six "counted on the model"
