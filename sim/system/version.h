/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The versions of the specification that the tool knows: those of the model,
 * oldest first, and those that a program adds before it works with any.
 */
#ifndef SIM_VERSION_H
#define SIM_VERSION_H

#include <glib.h>

#include "base/model.h"
#include "version/versions.h"

/* At most so many, so that arrays may be indexed by version_index(). */
#define VERSIONS_MAX 16

guint version_count(void);
const struct rmm_version *version_at(guint index);
guint version_index(const struct rmm_version *version);

/* Versions: a bit for each, by index. */
typedef guint VersionSet;
VersionSet version_set(const struct rmm_version *version);

/* FALSE with an error if it lacks something, or a name is taken. */
gboolean version_add(const struct rmm_version *version, GError **error);

/*
 * By id, short name or family, with "rmm-" before it or without: a family means
 * the newest that has it. NULL: there is none.
 */
const struct rmm_version *version_find(const char *name);

/* Is @version meant by @name: that of its own, or that of its family? */
gboolean version_is_named(const struct rmm_version *version, const char *name);

/* Its commands, by rmm_command_id; NULL: it has none. */
const struct rmm_command *const *version_commands(const struct rmm_version *version);

/* The section of a row with one for each line; "" if it has none. */
const char *version_section(const struct rmm_version *version,
			    const char *const sections[RMM_LINES]);

/* Does it leave @name, a command of the text, to others? */
gboolean version_leaves_out(const struct rmm_version *version, const char *name);

/* The condition, and if it stands in no table of the text, where that has it. */
char *version_condition_text(const struct rmm_version *version, enum rmm_command_id command,
			     const char *id);

/* Forgets one that was added. */
void version_remove(const struct rmm_version *version);

#endif
