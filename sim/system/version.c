/* SPDX-License-Identifier: BSD-3-Clause */
/* The versions of the specification that the tool knows. */
#include "system/version.h"

#include <string.h>


static struct {
	const struct rmm_version *version;
	const struct rmm_command *commands[COMMANDS];
} known[VERSIONS_MAX];
static guint known_count;

static void add(const struct rmm_version *version)
{
	for (unsigned id = 0; id < COMMANDS; id++)
		known[known_count].commands[id] = rmm_version_command(version, id);
	known[known_count++].version = version;
}

static void begin(void)
{
	static gsize begun;
	const struct rmm_version *const *versions;
	unsigned count;

	if (!g_once_init_enter(&begun))
		return;
	versions = rmm_versions(&count);
	for (unsigned i = 0; i < count; i++)
		add(versions[i]);
	g_once_init_leave(&begun, 1);
}

guint version_count(void)
{
	begin();
	return known_count;
}

const struct rmm_version *version_at(guint index)
{
	begin();
	return known[index].version;
}

guint version_index(const struct rmm_version *version)
{
	begin();
	for (guint i = 0; i < known_count; i++)
		if (known[i].version == version)
			return i;
	g_assert_not_reached();
}

VersionSet version_set(const struct rmm_version *version)
{
	return 1u << version_index(version);
}

static gboolean refuse(GError **error, const struct rmm_version *version, const char *what,
		       const char *about)
{
	g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "version '%s': %s%s%s",
		    version->id ? version->id : "?", what, *about ? ": " : "", about);
	return FALSE;
}

gboolean version_add(const struct rmm_version *version, GError **error)
{
	const char *about = "", *flaw = rmm_version_flaw(version, &about);

	if (flaw)
		return refuse(error, version, flaw, about);
	if (version_count() == VERSIONS_MAX)
		return refuse(error, version, "there are too many", "");
	for (guint i = 0; i < known_count; i++)
		if (strcmp(known[i].version->id, version->id) == 0 ||
		    strcmp(known[i].version->short_name, version->short_name) == 0)
			return refuse(error, version, "there is another of this name",
				      known[i].version->short_name);
	add(version);
	return TRUE;
}

void version_remove(const struct rmm_version *version)
{
	guint index = version_index(version);

	known_count--;
	for (guint i = index; i < known_count; i++)
		known[i] = known[i + 1];
}

/* "rmm-2.0" and "2.0" are one name. */
static gboolean is_name(const char *name, const char *of)
{
	static const char prefix[] = "rmm-";

	if (g_str_has_prefix(name, prefix))
		name += strlen(prefix);
	if (g_str_has_prefix(of, prefix))
		of += strlen(prefix);
	return strcmp(name, of) == 0;
}

static gboolean is_own_name(const struct rmm_version *version, const char *name)
{
	return is_name(name, version->id) || is_name(name, version->short_name);
}

gboolean version_is_named(const struct rmm_version *version, const char *name)
{
	return is_own_name(version, name) || is_name(name, version->family);
}

const struct rmm_version *version_find(const char *name)
{
	for (guint i = 0; i < version_count(); i++)
		if (is_own_name(known[i].version, name))
			return known[i].version;
	for (guint i = version_count(); i-- > 0; )
		if (is_name(name, known[i].version->family))
			return known[i].version;
	return NULL;
}

const struct rmm_command *const *version_commands(const struct rmm_version *version)
{
	return known[version_index(version)].commands;
}

const char *version_section(const struct rmm_version *version,
			    const char *const sections[RMM_LINES])
{
	char buffer[RMM_SECTION_SIZE];
	const char *section = rmm_section(version, sections, buffer);

	return section ? g_intern_string(section) : "";
}

gboolean version_leaves_out(const struct rmm_version *version, const char *name)
{
	for (; version; version = version->parent)
		for (const char *const *of = version->beyond; of && *of; of++)
			if (strcmp(*of, name) == 0)
				return TRUE;
	return FALSE;
}

char *version_condition_text(const struct rmm_version *version, enum rmm_command_id command,
			     const char *id)
{
	const struct rmm_addition *addition = rmm_addition_of(version, command, id);

	return addition ? g_strdup_printf("%s (added: %s)", id, addition->section)
			: g_strdup(id);
}
