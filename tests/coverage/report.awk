# SPDX-License-Identifier: BSD-3-Clause
# Makes the tables of COVERAGE.md from notes.tsv and a trace of lcov, in this
# order, and judges them: exit status 1 if model/ is covered too little, a line
# of it has no test and no explanation, or an explanation has no such line.
#
# A note is a file, a line of it without its indentation (or "name()" for all
# of a function) and the reason why no test reaches it. Lines that start with
# "#" are comments.

BEGIN {
	FS = "\t"
	LINES_WANTED = 95
	BRANCHES_WANTED = 85
}

FILENAME ~ /notes\.tsv$/ {
	if ($0 != "" && $0 !~ /^#/)
		reason[$1, $2] = $3
	next
}

# SF:path, FN:line,name, DA:line,count, BRDA:line,block,branch,count; a header
# comes once for every file that includes it.
/^SF:/ {
	file = substr($0, 4)
	sub("^" top "/", "", file)
	folder = file
	sub("/.*", "", folder)
	listed = folder == "model" || folder == "sim"
	if (listed && !(file in folder_of)) {
		folder_of[file] = folder
		files[++count] = file
	}
	next
}

!listed { next }

/^FN:/ {
	split(substr($0, 4), field, ",")
	function_at[file, field[1]] = field[2]
	next
}

/^DA:/ {
	split(substr($0, 4), field, ",")
	tally("lines", file SUBSEP field[1], field[2])
	next
}

/^BRDA:/ {
	split(substr($0, 6), field, ",")
	tally("branches", file SUBSEP field[1] SUBSEP field[2] SUBSEP field[3], field[4])
}

# Counts a line or branch once, and once more when it is first reached.
function tally(what, key, times)
{
	if (!((what, key) in known)) {
		known[what, key] = 1
		total[what, file]++
		total[what, folder_of[file]]++
	}
	if (times > 0 && !((what, key) in reached)) {
		reached[what, key] = 1
		hit[what, file]++
		hit[what, folder_of[file]]++
	}
}

function percent(covered, all)
{
	return all ? sprintf("%.1f", int(1000 * covered / all) / 10) : "-"
}

function row(name, key)
{
	printf "| `%s` | %d | %d | %s | %d | %d | %s |\n", name,
	       total["lines", key], hit["lines", key],
	       percent(hit["lines", key], total["lines", key]),
	       total["branches", key], hit["branches", key],
	       percent(hit["branches", key], total["branches", key])
}

function head(what)
{
	printf "| %s | lines | reached | %% | branches | taken | %% |\n", what
	print "|---|---:|---:|---:|---:|---:|---:|"
}

function print_files(folder,    i)
{
	printf "\n## %s/\n\n", folder
	head("file")
	for (i = 1; i <= count; i++)
		if (folder_of[files[i]] == folder)
			row(files[i], files[i])
}

# Insertion sort: mawk has no other.
function sort_files(    i, j, name)
{
	for (i = 2; i <= count; i++) {
		name = files[i]
		for (j = i - 1; j > 0 && files[j] > name; j--)
			files[j + 1] = files[j]
		files[j + 1] = name
	}
}

function complain(text)
{
	print text | "cat >&2"
	failed = 1
}

function why(name, text, inside,    key)
{
	key = name SUBSEP text
	if (!(key in reason))
		key = name SUBSEP inside "()"
	if (!(key in reason)) {
		complain(name ": no test reaches, and no note explains: " text)
		return ""
	}
	used[key] = 1
	return reason[key]
}

# Every line of a file that no test reached, with the reason.
function explain(name,    line, number, inside, text)
{
	while ((getline line < name) > 0) {
		number++
		if ((name, number) in function_at)
			inside = function_at[name, number]
		if (!(("lines", name, number) in known) || ("lines", name, number) in reached)
			continue
		gsub(/^[ \t]+|[ \t]+$/, "", line)
		if (!explained++)
			print "| file | line | why |\n|---|---|---|"
		text = why(name, line, inside)
		gsub(/\|/, "\\|", line)
		printf "| `%s` | `%s` | %s |\n", name, line, text
	}
	close(name)
}

function print_missed(    i)
{
	print "\n## Lines of model/ that no test reaches\n"
	for (i = 1; i <= count; i++)
		if (folder_of[files[i]] == "model")
			explain(files[i])
	if (!explained)
		print "None."
}

function demand(what, wanted)
{
	if (100 * hit[what, "model"] < wanted * total[what, "model"])
		complain("model/: less than " wanted " % of the " what)
}

function judge(    key, field)
{
	demand("lines", LINES_WANTED)
	demand("branches", BRANCHES_WANTED)
	for (key in reason) {
		if (key in used)
			continue
		split(key, field, SUBSEP)
		complain(field[1] ": a note explains what is no line without test: " field[2])
	}
}

END {
	sort_files()
	print "## Summary\n"
	head("folder")
	row("model/", "model")
	row("sim/", "sim")
	print_missed()
	print_files("model")
	print_files("sim")
	judge()
	exit failed
}
