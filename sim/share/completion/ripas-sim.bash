# SPDX-License-Identifier: BSD-3-Clause
# bash: the program itself knows what may stand next.

_ripas_sim()
{
	local IFS=$'\n' words
	# "a=b" is three words for readline, one for the program.
	words=("${COMP_WORDS[@]:1:COMP_CWORD}")
	mapfile -t COMPREPLY < <("${COMP_WORDS[0]}" --complete "${words[@]}" 2>/dev/null)
	if [ "${#COMPREPLY[@]}" = 0 ]; then
		compopt -o default
	elif [ "${#COMPREPLY[@]}" = 1 ] && [ "${COMPREPLY[0]: -1}" = / ]; then
		compopt -o nospace
	fi
}

complete -F _ripas_sim ripas-sim
