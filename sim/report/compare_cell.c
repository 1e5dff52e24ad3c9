/* SPDX-License-Identifier: BSD-3-Clause */
/* A cell of the comparison as members of an object. */
#include "report/compare_cell.h"

#include "report/json_line.h"

CellKey compare_cell_key(const CellResult *result)
{
	const Cell *cell = &result->cell;

	return (CellKey){ cell->version->id, cell->policy->name, cell->guest->name,
			  cell->kvm->name };
}

char *compare_cell_label(const CellKey *key)
{
	return g_strdup_printf("%s %s/%s/%s", key->spec, key->policy, key->guest, key->kvm);
}

void compare_cell_add_key(JsonBuilder *builder, const CellKey *key)
{
	json_line_string_or_null(builder, "spec", key->spec);
	json_line_string_or_null(builder, "policy", key->policy);
	json_line_string_or_null(builder, "guest", key->guest);
	json_line_string_or_null(builder, "kvm", key->kvm);
}

static void add_rim(JsonBuilder *builder, const Facts *facts)
{
	g_autoptr(GString) rim = g_string_new(NULL);

	for (gsize i = 0; i < facts->rim_size; i++)
		g_string_append_printf(rim, "%02x", facts->rim[i]);
	json_line_string_or_null(builder, "rim", rim->len ? rim->str : NULL);
}

static void add_cheats(JsonBuilder *builder, const CellResult *result)
{
	json_line_begin_object(builder, "hostile");
	for (guint i = 0; result->cheats && cheats[i].name; i++)
		json_line_string_or_null(builder, cheats[i].name, cheat_name(result->cheats[i]));
	json_builder_end_object(builder);
}

void compare_cell_add(JsonBuilder *builder, const CellResult *result)
{
	const Cell *cell = &result->cell;
	const Facts *facts = &result->facts;
	const CellKey key = compare_cell_key(result);
	g_autofree char *ipa = g_strdup_printf("0x%" G_GINT64_MODIFIER "x", facts->ipa);

	compare_cell_add_key(builder, &key);
	json_line_truth(builder, "hypothetical", !kvm_fits(cell->kvm, cell->version));
	json_line_string_or_null(builder, "ending", ending_name(facts->ending));
	json_line_string_or_null(builder, "procedure", facts->procedure);
	json_line_string_or_null(builder, "step", facts->step);
	json_line_string_or_null(builder, "ipa", ending_is_good(facts->ending) ? NULL : ipa);
	json_line_number(builder, "rmi_calls", facts->calls);
	json_line_number(builder, "init_ripas", facts->inits);
	json_line_number(builder, "set_ripas", facts->sets);
	json_line_number(builder, "rtt_create", facts->tables);
	add_rim(builder, facts);
	json_line_truth(builder, "secret", facts->secret);
	json_line_number(builder, "self_check", facts->unsound);
	add_cheats(builder, result);
}
