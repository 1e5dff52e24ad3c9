/* SPDX-License-Identifier: BSD-3-Clause */
/* The failure conditions of a command that are in force, and their order. */
#include "engine/rules.h"

static bool in_force(const struct rmm_model *m, const struct rmm_failure *row)
{
	return (row->in == 0 || row->in & 1u << m->config.version) &&
	       (row->when == VARIANT_NONE || rmm_variant(m, row->when)) &&
	       (row->unless == VARIANT_NONE || !rmm_variant(m, row->unless));
}

static bool word_is(const char *word, size_t size, const char *id)
{
	return strncmp(word, id, size) == 0 && id[size] == '\0';
}

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
	for (unsigned i = 0; i < command->failure_count; i++) {
		if (!in_force(m, &command->failures[i]))
			continue;
		if (rules->count == RMM_FAILURES_MAX)
			return false;
		rules->failure[rules->count++] = &command->failures[i];
	}
	for (const struct rmm_ordering *row = command->orderings; row && row->text; row++)
		if ((row->in == 0 || row->in >> m->config.version & 1) &&
		    !read_ordering(command, rules, row->text))
			return false;
	return close_orderings(rules);
}
