/* SPDX-License-Identifier: BSD-3-Clause */
/* The failure conditions of a command that are in force, and their order. */
#include "engine/rules.h"

static bool in_force(const struct rmm_model *m, const struct rmm_failure *row)
{
	return rmm_is_in(m, row->in, row->until) &&
	       (row->when == VARIANT_NONE || rmm_variant(m, row->when)) &&
	       (row->unless == VARIANT_NONE || !rmm_variant(m, row->unless));
}

static bool word_is(const char *word, size_t size, const char *id)
{
	return strncmp(word, id, size) == 0 && id[size] == '\0';
}

/* ---- what versions say otherwise ---- */

/* The row of the nearest version that says something of condition @id; NULL: none. */
static const struct rmm_version_condition *adjustment(const struct rmm_version *version,
						      enum rmm_command_id command, const char *id)
{
	for (; version; version = version->parent)
		for (unsigned i = 0; i < version->condition_count; i++)
			if (version->conditions[i].command == command &&
			    strcmp(version->conditions[i].id, id) == 0)
				return &version->conditions[i];
	return NULL;
}

static bool is_own(const struct rmm_command *command, const char *id)
{
	for (unsigned i = 0; i < command->failure_count; i++)
		if (strcmp(command->failures[i].id, id) == 0)
			return true;
	return false;
}

static bool add(struct rmm_model *m, struct rmm_rules *rules, const struct rmm_failure *row)
{
	if (!in_force(m, row))
		return true;
	if (rules->count == RMM_FAILURES_MAX)
		return false;
	rules->failure[rules->count++] = row;
	return true;
}

/* The command's conditions, or what versions have in their place. */
static bool add_own(struct rmm_model *m, enum rmm_command_id id)
{
	const struct rmm_command *command = m->commands[id];

	for (unsigned i = 0; i < command->failure_count; i++) {
		const struct rmm_failure *row = &command->failures[i];
		const struct rmm_version_condition *other =
			adjustment(m->config.version, id, row->id);

		if (other)
			row = other->row;
		if (row && !add(m, &m->rules[id], row))
			return false;
	}
	return true;
}

/* What versions have beside the command's conditions, oldest first. */
static bool add_further(struct rmm_model *m, enum rmm_command_id id,
			const struct rmm_version *version)
{
	if (!version)
		return true;
	if (!add_further(m, id, version->parent))
		return false;
	for (unsigned i = 0; i < version->condition_count; i++) {
		const struct rmm_version_condition *row = &version->conditions[i];

		if (row->command == id && row->row && !is_own(m->commands[id], row->id) &&
		    adjustment(m->config.version, id, row->id) == row &&
		    !add(m, &m->rules[id], row->row))
			return false;
	}
	return true;
}

/* ---- orderings ---- */

/* Reads "a, b" up to '<' or the end into a set of rows; NULL: unknown id. */
static const char *read_ids(const struct rmm_command *command,
			    const struct rmm_rules *rules, const char *text,
			    uint64_t *set)
{
	*set = 0;
	while (*text && *text != '<') {
		size_t size = strcspn(text, ", <");
		bool known = false;

		for (unsigned i = 0; i < command->failure_count; i++)
			known |= word_is(text, size, command->failures[i].id);
		if (!known)
			return NULL;
		for (unsigned i = 0; i < rules->count; i++)
			if (word_is(text, size, rules->failure[i]->id))
				*set |= (uint64_t)1 << i;
		text += size;
		text += strspn(text, ", ");
	}
	return text;
}

static bool read_ordering(const struct rmm_command *command,
			  struct rmm_rules *rules, const char *text)
{
	uint64_t before, after;

	text = read_ids(command, rules, text, &before);
	if (!text || *text != '<')
		return false;
	text = read_ids(command, rules, text + 1 + strspn(text + 1, " "), &after);
	if (!text || *text)
		return false;
	for (unsigned i = 0; i < rules->count; i++)
		if (after >> i & 1)
			rules->after[i] |= before;
	return true;
}

/* False if a condition comes after itself. */
static bool close_orderings(struct rmm_rules *rules)
{
	for (unsigned k = 0; k < rules->count; k++)
		for (unsigned i = 0; i < rules->count; i++)
			if (rules->after[i] >> k & 1)
				rules->after[i] |= rules->after[k];
	for (unsigned i = 0; i < rules->count; i++)
		if (rules->after[i] >> i & 1)
			return false;
	return true;
}

bool rmm_rules_init(struct rmm_model *m, enum rmm_command_id id)
{
	const struct rmm_command *command = m->commands[id];
	struct rmm_rules *rules = &m->rules[id];

	if (!command)
		return true;
	if (!add_own(m, id) || !add_further(m, id, m->config.version))
		return false;
	for (const struct rmm_ordering *row = command->orderings; row && row->text; row++)
		if (rmm_is_in(m, row->in, row->until) &&
		    !read_ordering(command, rules, row->text))
			return false;
	return close_orderings(rules);
}
