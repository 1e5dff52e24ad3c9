/* SPDX-License-Identifier: BSD-3-Clause */
/* What a version has of its own, and what it has from its parents. */
#include "base/version.h"

#include <string.h>

unsigned rmm_lineage(const struct rmm_version *version)
{
	unsigned lines = 0;

	for (; version; version = version->parent)
		lines |= 1u << version->line;
	return lines;
}

/* Do rows that name lines know @version, or is it known by its tables alone? */
static bool has_line(const struct rmm_version *version)
{
	return !version->parent || version->parent->line != version->line;
}

const char *rmm_prefix(const struct rmm_enumeration *e, const struct rmm_version *version)
{
	for (; version; version = version->parent)
		if (has_line(version) && e->prefix[version->line])
			return e->prefix[version->line];
	return "";
}

static const struct rmm_version_name *renamed(const struct rmm_version *version,
					      const struct rmm_enumeration *e, uint64_t value)
{
	for (unsigned i = 0; i < version->name_count; i++)
		if (version->names[i].names == e && version->names[i].value == value)
			return &version->names[i];
	return NULL;
}

const char *rmm_name(const struct rmm_enumeration *e, const struct rmm_version *version,
		     uint64_t value)
{
	if (value >= e->count)
		return NULL;
	for (; version; version = version->parent) {
		const struct rmm_version_name *row = renamed(version, e, value);

		if (row)
			return row->name;
		if (has_line(version) && e->names[version->line])
			return e->names[version->line][value];
	}
	return NULL;
}

/* ---- sections ---- */

/* Is @section, of this length, that of @row or below it? */
static bool is_below(const char *section, const char *was, size_t size)
{
	return strncmp(section, was, size) == 0 &&
	       (section[size] == '\0' || section[size] == '.');
}

static const char *renumber(const struct rmm_version *version, const char *section,
			    char buffer[RMM_SECTION_SIZE])
{
	for (unsigned i = 0; i < version->section_count; i++) {
		const struct rmm_version_section *row = &version->sections[i];
		size_t was = strlen(row->was), is = strlen(row->is);
		size_t rest;

		if (!is_below(section, row->was, was))
			continue;
		if (section[was] == '\0')
			return row->is;
		rest = strlen(section + was) + 1;
		if (is + rest > RMM_SECTION_SIZE)
			return section;
		memmove(buffer + is, section + was, rest);
		memcpy(buffer, row->is, is);
		return buffer;
	}
	return section;
}

const char *rmm_section(const struct rmm_version *version,
			const char *const sections[RMM_LINES], char buffer[RMM_SECTION_SIZE])
{
	const char *section;

	if (has_line(version) && sections[version->line])
		return sections[version->line];
	if (!version->parent)
		return NULL;
	section = rmm_section(version->parent, sections, buffer);
	return section ? renumber(version, section, buffer) : NULL;
}

/* ---- commands and conditions ---- */

const struct rmm_addition *rmm_addition_of(const struct rmm_version *version,
					   enum rmm_command_id command, const char *id)
{
	while (version->parent && !version->additions)
		version = version->parent;
	for (unsigned i = 0; i < version->addition_count; i++) {
		const struct rmm_addition *row = &version->additions[i];

		if ((row->command == command || row->command == COMMANDS) &&
		    (!row->id || strcmp(row->id, id) == 0))
			return row;
	}
	return NULL;
}

const struct rmm_command *rmm_version_command(const struct rmm_version *version,
					      enum rmm_command_id id)
{
	for (; version; version = version->parent)
		for (unsigned i = 0; i < version->command_count; i++)
			if (version->commands[i].id == id)
				return version->commands[i].command;
	return NULL;
}
