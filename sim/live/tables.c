/* SPDX-License-Identifier: BSD-3-Clause */
/* The tables of a version, for scripts: commands with their inputs, variants. */
#include "live/live.h"

#include "engine/command.h"
#include "live/json.h"
#include "system/version.h"
#include "text/defaults.h"

void LIVE_EXPORT(live_versions)(void)
{
	GString *out = live_begin();

	json_begin(out, "versions", '[');
	for (guint i = 0; i < version_count(); i++)
		json_string(out, NULL, version_at(i)->id);
	json_end(out, ']');
	live_end();
}

static void add_names(GString *out, const struct rmm_version *version,
		      const struct rmm_enumeration *names)
{
	json_begin(out, "names", '[');
	for (unsigned i = 0; names && i < names->count; i++) {
		const char *name = rmm_name(names, version, i);

		if (!name)
			continue;
		json_begin(out, NULL, '[');
		json_number(out, NULL, i);
		json_string(out, NULL, name);
		json_end(out, ']');
	}
	json_end(out, ']');
}

static void add_input(GString *out, const struct rmm_version *version,
		      const struct rmm_value *value)
{
	json_begin(out, NULL, '{');
	json_string(out, "name", value->name);
	json_number(out, "count", value->count);
	json_number(out, "bytes", value->type->form == FORM_BYTES);
	json_number(out, "optional", defaults_may_be_left_out(value));
	json_string(out, "type", value->type->name);
	add_names(out, version, value->type->names);
	json_end(out, '}');
}

static void add_command(GString *out, const struct rmm_version *version, guint id,
			const struct rmm_command *command)
{
	gboolean host = command->interface == INTERFACE_RMI || command->interface == INTERFACE_HOST;

	json_begin(out, NULL, '{');
	json_number(out, "id", id);
	json_string(out, "name", command->name);
	json_string(out, "who", host ? "host" : "guest");
	json_string(out, "summary", command->summary);
	json_string(out, "section", version_section(version, command->section));
	json_number(out, "modelled", !command->unmodelled);
	json_begin(out, "inputs", '[');
	for (unsigned i = 0; i < command->input_count; i++)
		add_input(out, version, &command->inputs[i]);
	json_end(out, ']');
	json_end(out, '}');
}

static void add_variant(GString *out, const struct rmm_version *version, enum rmm_variant variant)
{
	const struct rmm_variant_info *info = rmm_variant_info(variant);

	if (!rmm_in_force(rmm_lineage(version), info->in, info->until))
		return;
	json_begin(out, NULL, '{');
	json_number(out, "id", variant);
	json_string(out, "name", info->id);
	json_string(out, "text", info->text);
	json_string(out, "section", version_section(version, info->section));
	json_end(out, '}');
}

void LIVE_EXPORT(live_tables)(guint index)
{
	const struct rmm_version *version = version_at(index);
	const struct rmm_command *const *commands = version_commands(version);
	GString *out = live_begin();

	json_string(out, "id", version->id);
	json_begin(out, "commands", '[');
	for (guint id = 0; id < COMMANDS; id++)
		if (commands[id])
			add_command(out, version, id, commands[id]);
	json_end(out, ']');
	json_begin(out, "variants", '[');
	for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS; i++)
		add_variant(out, version, i);
	json_end(out, ']');
	live_end();
}
