/* SPDX-License-Identifier: BSD-3-Clause */
/* The versions of the specification that are modelled, and whether a version is sound. */
#include "version/versions.h"

#include <string.h>

#include "engine/command.h"

static const struct rmm_version *const versions[] = {
	&rmm_version_1_0,
	&rmm_version_2_0_bet0,
	&rmm_version_2_0_bet3,
};

const struct rmm_version *const *rmm_versions(unsigned *count)
{
	*count = sizeof(versions) / sizeof(versions[0]);
	return versions;
}

/* More parents than there are versions: they stand in a circle. */
#define PARENTS_MAX 32

static const char *flaw_of_lineage(const struct rmm_version *version, const char **about)
{
	unsigned parents = 0;

	for (const struct rmm_version *v = version; v; v = v->parent) {
		*about = v->id ? v->id : "";
		if (!v->id || !v->short_name || !v->family)
			return "a version needs an id, a short name and a family";
		if ((unsigned)v->line >= RMM_LINES)
			return "no line of that number";
		if (++parents > PARENTS_MAX)
			return "it goes on from itself";
		if (v->parent && v->line < v->parent->line)
			return "its line comes before its parent's";
		if (!v->parent && v->command_count == 0)
			return "it has neither commands nor a parent to have them from";
	}
	return NULL;
}

/* Is condition @id of the command, in @version or in one before it? */
static bool has_condition(const struct rmm_version *version, enum rmm_command_id id,
			  const char *condition)
{
	const struct rmm_command *command = rmm_version_command(version, id);

	for (unsigned i = 0; command && i < command->failure_count; i++)
		if (strcmp(command->failures[i].id, condition) == 0)
			return true;
	for (; version; version = version->parent)
		for (unsigned i = 0; i < version->condition_count; i++)
			if (version->conditions[i].command == id && version->conditions[i].row &&
			    strcmp(version->conditions[i].id, condition) == 0)
				return true;
	return false;
}

static const char *flaw_of_conditions(const struct rmm_version *v, const char **about)
{
	for (unsigned i = 0; i < v->condition_count; i++) {
		const struct rmm_version_condition *row = &v->conditions[i];

		*about = row->id ? row->id : "";
		if (!row->id)
			return "a condition without an id";
		if (!rmm_version_command(v, row->command))
			return "a condition of a command that it does not have";
		if (!row->row && !has_condition(v, row->command, row->id))
			return "it drops a condition that is not there";
		if (row->row && strcmp(row->row->id, row->id) != 0)
			return "the condition in its place has another id";
	}
	return NULL;
}

static const char *flaw_of_names(const struct rmm_version *v, const char **about)
{
	for (unsigned i = 0; i < v->name_count; i++) {
		*about = v->names[i].name ? v->names[i].name : "";
		if (!v->names[i].names || v->names[i].value >= v->names[i].names->count)
			return "it names a value that is not there";
	}
	for (unsigned i = 0; i < v->section_count; i++) {
		*about = v->sections[i].was ? v->sections[i].was : "";
		if (!v->sections[i].was || !v->sections[i].is)
			return "a section without a number";
		if (!v->parent)
			return "it has no parent whose sections it could renumber";
	}
	return NULL;
}

/* Rows that print a section or a name must find one. */
static const char *flaw_of_commands(const struct rmm_version *version, const char **about)
{
	char buffer[RMM_SECTION_SIZE];

	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command =
			rmm_version_command(version, (enum rmm_command_id)id);

		if (!command)
			continue;
		*about = command->name;
		if (command->interface <= INTERFACE_PSCI &&
		    !rmm_section(version, command->section, buffer))
			return "it does not say in which section a command stands";
	}
	*about = "";
	if (!rmm_version_command(version, CMD_RMI_VERSION))
		return "it does not have RMI_VERSION";
	return rmm_name(&rmm_rtte_states, version, RTTE_UNASSIGNED) ? NULL
		: "it has no names for the states of an RTT entry";
}

const char *rmm_version_flaw(const struct rmm_version *version, const char **about)
{
	const char *flaw = flaw_of_lineage(version, about);

	for (const struct rmm_version *v = version; v && !flaw; v = v->parent) {
		flaw = flaw_of_conditions(v, about);
		if (!flaw)
			flaw = flaw_of_names(v, about);
	}
	return flaw ? flaw : flaw_of_commands(version, about);
}
