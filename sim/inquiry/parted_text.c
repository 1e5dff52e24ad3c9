/* SPDX-License-Identifier: BSD-3-Clause */
/* Where two versions or variants part, in words. */
#include "inquiry/parted.h"

#include <string.h>

#include "inquiry/witness_text.h"
#include "state/diff.h"
#include "system/version.h"

guint parted_last_action(const Witness *witness)
{
	guint first = witness->calls->len;

	while (first > 0 && !g_array_index(witness->calls, WitnessCall, --first).begins)
		continue;
	return first;
}

static const char *command_name(const Made *made)
{
	return made->call.command == CMD_NONE ? "no call" : rmm_command(made->model, made->call.command)->name;
}

/* "granule 1", "rtte 0 of RTT 0" */
static void append_part(GString *out, const struct rmm_part *part)
{
	static const char *const owners[] = {
		[OWNER_STATE] = "state", [OWNER_GRANULE] = "granule", [OWNER_RTT] = "RTT",
		[OWNER_REALM] = "realm", [OWNER_REC] = "rec", [OWNER_GLOBAL] = "rmm",
		[OWNER_TRACKING] = "tracking region", [OWNER_OPERATION] = "operation",
		[OWNER_WORD] = "contents",
	};

	if (!part->size) {
		g_string_append(out, " of a monitor");
		return;
	}
	g_string_append(out, " of ");
	if (part->kind == PART_RTTE)
		g_string_append_printf(out, "rtte %u in ", part->item);
	g_string_append_printf(out, "%s %u", owners[part->owner], part->subject);
	if (part->owner == OWNER_REALM && part->item < REALM_FIELDS)
		g_string_append_printf(out, ", %s", rmm_realm_fields[part->item].name);
	else if (part->owner == OWNER_REC && part->item < REC_FIELDS)
		g_string_append_printf(out, ", %s", rmm_rec_fields[part->item].name);
}

void parted_append_subject(GString *out, const Parted *parted, guint number)
{
	const Parting *parting = parted->result.partings->pdata[number];
	const char *names[2] = { command_name(&parting->made[0]), command_name(&parting->made[1]) };

	g_string_append(out, names[0]);
	if (strcmp(names[0], names[1]) != 0)
		g_string_append_printf(out, " and %s", names[1]);
	g_string_append_printf(out, ": %s", difference_name(parting->kind));
	if (parting->output)
		g_string_append_printf(out, " %s", parting->output->name);
	if (parting->kind == DIFFERENCE_STATE)
		append_part(out, &parting->part);
}

static gboolean are_versions(const Parted *parted)
{
	return parted->explored[0].exploration->model->config.version !=
	       parted->explored[1].exploration->model->config.version;
}

static const char *version_id(const Parted *parted, guint side)
{
	return parted->explored[side].exploration->model->config.version->id;
}

/* Each line of @lines behind @prefix; comments without it. */
static void append_prefixed(GString *out, const char *lines, const char *prefix,
			    const char *comment)
{
	g_auto(GStrv) each = g_strsplit(lines, "\n", -1);

	for (char **line = each; *line; line++)
		if (**line)
			g_string_append_printf(out, "%s%s\n", *g_strchug(*line) == '#' ? comment
									       : prefix, *line);
}

/* What the last action comes to on a side. */
static void append_end(GString *out, const Parted *parted, guint side, guint number)
{
	const Witness *witness = parted->witnesses[side]->pdata[number];
	g_autoptr(GString) calls = g_string_new(NULL);
	g_autofree char *prefix = g_strdup_printf("in %s ", version_id(parted, side));

	witness_append_some(calls, &parted->explored[side], witness, parted_last_action(witness),
			    witness->calls->len, "");
	if (are_versions(parted))
		append_prefixed(out, calls->str, prefix, "      ");
	else if (side == 0)
		g_string_append(out, calls->str);
	else
		append_prefixed(out, calls->str, "# ", "# ");
}

/* The steps before the block, with the first side's KVM. */
static void append_setup(GString *out, const Parted *parted, const char *path)
{
	const KvmVersion *kvm = parted->sides[0].kvm;
	g_autoptr(GString) setup = g_string_new(NULL);
	g_autoptr(GRegex) given = g_regex_new("(kvm\\.create_realm.*) version=\\w+", 0, 0, NULL);
	g_autoptr(GRegex) named = g_regex_new("kvm\\.create_realm", 0, 0, NULL);
	g_autofree char *without = NULL, *with = NULL, *version = NULL;

	witness_append_setup(setup, &parted->explored[0], path, are_versions(parted));
	if (!kvm) {
		g_string_append(out, setup->str);
		return;
	}
	version = g_strdup_printf("kvm.create_realm version=%s", kvm->name);
	without = g_regex_replace(given, setup->str, -1, 0, "\\1", 0, NULL);
	with = g_regex_replace_literal(named, without, -1, 0, version, 0, NULL);
	g_string_append(out, with);
}

void parted_append_scenario(GString *out, const Parted *parted, guint number, const char *path)
{
	const Explored *explored = &parted->explored[0];
	const struct rmm_variants *variants = &explored->exploration->model->config.variants;
	const Witness *witness = parted->witnesses[0]->pdata[number];
	const Source *source = explored->scenario->sources->pdata[0];

	g_string_append_printf(out, "title \"%s and %s part: ", parted->sides[0].name,
			       parted->sides[1].name);
	parted_append_subject(out, parted, number);
	g_string_append_printf(out, "\"\n# found from %s\n", source->path);
	if (!are_versions(parted) && !explored->scenario->declared)
		g_string_append_printf(out, "spec %s\n", version_id(parted, 0));
	for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS; i++)
		if (rmm_has_variant(variants, i))
			g_string_append_printf(out, "variant %s\n", rmm_variant_info(i)->id);
	append_setup(out, parted, path);
	witness_append_some(out, explored, witness, 0, parted_last_action(witness), "");
	for (guint side = 0; side < 2; side++) {
		g_string_append_printf(out, "# %s:\n", parted->sides[side].name);
		append_end(out, parted, side, number);
	}
}
