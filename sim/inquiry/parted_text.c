/* SPDX-License-Identifier: BSD-3-Clause */
/* Where two versions or variants part, in words. */
#include "inquiry/parted.h"

#include <string.h>

#include "inquiry/witness_text.h"
#include "state/diff.h"
#include "system/version.h"

/* ---- what is different ---- */

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

/* ---- a history of two sides ---- */

static gboolean are_versions(const Parted *parted)
{
	return parted->explored[0].exploration->model->config.version !=
	       parted->explored[1].exploration->model->config.version;
}

static const char *version_id(const Parted *parted, guint side)
{
	return parted->explored[side].exploration->model->config.version->id;
}

/* The calls of an action of a history, on both sides. */
typedef struct {
	const Witness *witness[2];
	guint first[2], end[2];
} Stretch;

static Stretch stretch_of(const Parted *parted, guint number, guint nth)
{
	Stretch stretch;

	for (guint side = 0; side < 2; side++) {
		const Witness *witness = parted->witnesses[side]->pdata[number];
		guint i = 0;

		while (i < witness->calls->len &&
		       g_array_index(witness->calls, WitnessCall, i).nth < nth)
			i++;
		stretch.witness[side] = witness;
		stretch.first[side] = i;
		while (i < witness->calls->len &&
		       g_array_index(witness->calls, WitnessCall, i).nth == nth)
			i++;
		stretch.end[side] = i;
	}
	return stretch;
}

static char *stretch_lines(const Parted *parted, const Stretch *stretch, guint side)
{
	g_autoptr(GString) lines = g_string_new(NULL);

	witness_append_some(lines, &parted->explored[side], stretch->witness[side],
			    stretch->first[side], stretch->end[side], "");
	return g_string_free(g_steal_pointer(&lines), FALSE);
}

/* Was the action carried out on both sides, or on neither, and the Realm told the same? */
static gboolean comes_to_the_same(const Stretch *stretch)
{
	const WitnessCall *last[2] = { NULL, NULL };

	for (guint side = 0; side < 2; side++)
		if (stretch->end[side] > stretch->first[side])
			last[side] = &g_array_index(stretch->witness[side]->calls, WitnessCall,
						    stretch->end[side] - 1);
	return last[0] && last[1] && last[0]->result.status == last[1]->result.status &&
	       last[0]->result.completion.status == last[1]->result.completion.status;
}

/* Are the statements the same, whatever is said of them behind '#'? */
static gboolean same_statements(const char *a, const char *b)
{
	static const char comment[] = "[ \t]*#.*$";
	g_autoptr(GRegex) regex = g_regex_new(comment, G_REGEX_MULTILINE, 0, NULL);
	g_autofree char *first = g_regex_replace_literal(regex, a, -1, 0, "", 0, NULL);
	g_autofree char *second = g_regex_replace_literal(regex, b, -1, 0, "", 0, NULL);

	return strcmp(first, second) == 0;
}

/* Each line of @lines behind @prefix; comments behind @comment. */
static void append_prefixed(GString *out, const char *lines, const char *prefix,
			    const char *comment)
{
	g_auto(GStrv) each = g_strsplit(lines, "\n", -1);

	for (char **line = each; *line; line++)
		if (**line)
			g_string_append_printf(out, "%s%s\n", *g_strchug(*line) == '#' ? comment
									       : prefix, *line);
}

/* As lines that run: those of a version behind its name, of the second variant as comments. */
static void append_side(GString *out, const Parted *parted, guint side, const char *lines)
{
	g_autofree char *prefix = g_strdup_printf("in %s ", version_id(parted, side));

	if (are_versions(parted))
		append_prefixed(out, lines, prefix, "      ");
	else if (side == 0)
		g_string_append(out, lines);
	else
		append_prefixed(out, lines, "# ", "# ");
}

static void append_named(GString *out, const Parted *parted, const Stretch *stretch,
			 const char *before, const char *indent)
{
	for (guint side = 0; side < 2; side++) {
		g_string_append_printf(out, "%s%s:\n", before, parted->sides[side].name);
		witness_append_some(out, &parted->explored[side], stretch->witness[side],
				    stretch->first[side], stretch->end[side], indent);
	}
}

void parted_append_history(GString *out, const Parted *parted, guint number, const char *indent)
{
	const Parting *parting = parted->result.partings->pdata[number];
	g_autofree char *before = g_strndup(indent, MAX(strlen(indent), 2) - 2);

	for (guint nth = 0; nth < parting->actions->len; nth++) {
		Stretch stretch = stretch_of(parted, number, nth);

		if (nth + 1 == parting->actions->len || !comes_to_the_same(&stretch))
			append_named(out, parted, &stretch, before, indent);
		else
			witness_append_some(out, &parted->explored[0], stretch.witness[0],
					    stretch.first[0], stretch.end[0], indent);
	}
}

/* ---- a scenario ---- */

/* What an action comes to, on both sides, as lines that run. */
static void append_action(GString *out, const Parted *parted, guint number, guint nth,
			  gboolean is_last)
{
	Stretch stretch = stretch_of(parted, number, nth);
	g_autofree char *first = stretch_lines(parted, &stretch, 0);
	g_autofree char *second = stretch_lines(parted, &stretch, 1);

	if (!is_last && same_statements(first, second)) {
		g_string_append(out, first);
		return;
	}
	for (guint side = 0; side < 2; side++) {
		if (is_last || !are_versions(parted))
			g_string_append_printf(out, "# %s:\n", parted->sides[side].name);
		append_side(out, parted, side, side ? second : first);
	}
}

/* @setup with the KVM of a side, where it has one. */
static char *with_kvm(const char *setup, const KvmVersion *kvm)
{
	g_autoptr(GRegex) given = g_regex_new("(kvm\\.create_realm.*) version=\\w+", 0, 0, NULL);
	g_autoptr(GRegex) named = g_regex_new("kvm\\.create_realm", 0, 0, NULL);
	g_autofree char *without = NULL, *version = NULL;

	if (!kvm)
		return g_strdup(setup);
	version = g_strdup_printf("kvm.create_realm version=%s", kvm->name);
	without = g_regex_replace(given, setup, -1, 0, "\\1", 0, NULL);
	return g_regex_replace_literal(named, without, -1, 0, version, 0, NULL);
}

/* The steps before the block: where versions are compared, each with its KVM. */
static void append_setup(GString *out, const Parted *parted, const char *path)
{
	g_autoptr(GString) setup = g_string_new(NULL);
	g_autofree char *first = NULL, *second = NULL;
	g_auto(GStrv) ours = NULL, theirs = NULL;

	witness_append_setup(setup, &parted->explored[0], path, are_versions(parted));
	first = with_kvm(setup->str, parted->sides[0].kvm);
	if (!are_versions(parted)) {
		g_string_append(out, first);
		return;
	}
	second = with_kvm(setup->str, parted->sides[1].kvm);
	ours = g_strsplit(first, "\n", -1);
	theirs = g_strsplit(second, "\n", -1);
	for (guint i = 0; ours[i + 1]; i++)
		if (strcmp(ours[i], theirs[i]) == 0)
			g_string_append_printf(out, "%s\n", ours[i]);
		else
			g_string_append_printf(out, "in %s %s\nin %s %s\n", version_id(parted, 0),
					       ours[i], version_id(parted, 1), theirs[i]);
}

void parted_append_scenario(GString *out, const Parted *parted, guint number, const char *path)
{
	const Explored *explored = &parted->explored[0];
	const Parting *parting = parted->result.partings->pdata[number];
	const struct rmm_variants *variants = &explored->exploration->model->config.variants;
	const Source *source = explored->scenario->sources->pdata[0];

	g_string_append_printf(out, "title \"%s and %s part: ", parted->sides[0].name,
			       parted->sides[1].name);
	parted_append_subject(out, parted, number);
	g_string_append_printf(out, "\"\n# found from %s\n", source->path);
	if (are_versions(parted))
		g_string_append_printf(out, "spec %s %s\n", version_id(parted, 0), version_id(parted, 1));
	else if (!explored->scenario->declared)
		g_string_append_printf(out, "spec %s\n", version_id(parted, 0));
	for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS; i++)
		if (rmm_has_variant(variants, i))
			g_string_append_printf(out, "variant %s\n", rmm_variant_info(i)->id);
	append_setup(out, parted, path);
	witness_append_ignored(out, explored->scenario->explore->ignored |
				    parted->explored[1].scenario->explore->ignored);
	for (guint nth = 0; nth < parting->actions->len; nth++)
		append_action(out, parted, number, nth, nth + 1 == parting->actions->len);
}
