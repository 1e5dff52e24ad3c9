/* SPDX-License-Identifier: BSD-3-Clause */
/* Where a table of the comparison departs from one that was kept. */
#include "report/compare_gate.h"

#include <string.h>

#include "report/json_line.h"
#include "system/files.h"

/* ---- reading ---- */

static void kept_cell_free(gpointer data)
{
	KeptCell *cell = data;

	g_free(cell->label);
	json_object_unref(cell->object);
	g_free(cell);
}

static const char *word(JsonObject *object, const char *member)
{
	JsonNode *node = json_object_get_member(object, member);

	return node && JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_STRING
		? json_node_get_string(node) : NULL;
}

/* The object of a line; NULL: it is none, or not of a cell. */
static KeptCell *cell_of(JsonNode *root)
{
	JsonObject *object = root && JSON_NODE_HOLDS_OBJECT(root) ? json_node_get_object(root) : NULL;
	CellKey key = { NULL };
	KeptCell *cell;

	if (!object)
		return NULL;
	key = (CellKey){ word(object, "spec"), word(object, "policy"), word(object, "guest"),
			 word(object, "kvm") };
	if (!key.spec || !key.policy || !key.guest || !key.kvm || !word(object, "ending"))
		return NULL;
	if (kvm_version_renamed(key.kvm))
		key.kvm = kvm_version_renamed(key.kvm);
	cell = g_new(KeptCell, 1);
	*cell = (KeptCell){ compare_cell_label(&key), key, json_object_ref(object), FALSE };
	return cell;
}

static KeptCell *find(const Gate *gate, const char *label)
{
	for (guint i = 0; i < gate->cells->len; i++) {
		KeptCell *cell = gate->cells->pdata[i];

		if (strcmp(cell->label, label) == 0)
			return cell;
	}
	return NULL;
}

/* A line that is of no cell, and says of what. */
static gboolean is_of_other(JsonNode *root)
{
	return root && JSON_NODE_HOLDS_OBJECT(root) && word(json_node_get_object(root), "type");
}

static void read_line(Gate *gate, Position at, const char *line, Diagnostics *diagnostics)
{
	g_autoptr(JsonParser) parser = json_parser_new();
	gboolean parsed = json_parser_load_from_data(parser, line, -1, NULL);
	KeptCell *cell = parsed ? cell_of(json_parser_get_root(parser)) : NULL;

	if (!cell && parsed && is_of_other(json_parser_get_root(parser)))
		return;
	if (!cell) {
		diagnostics_error(diagnostics, at, "this is no cell of a comparison, as "
				  "'compare --format jsonl' writes it");
		return;
	}
	if (find(gate, cell->label))
		diagnostics_error(diagnostics, at, "%s stands here a second time", cell->label);
	g_ptr_array_add(gate->cells, cell);
}

static void read_lines(Gate *gate, const Source *source, Diagnostics *diagnostics)
{
	g_auto(GStrv) lines = g_strsplit(source->text, "\n", -1);
	Position at = { source, 0, 1 };

	for (char **line = lines; *line; line++) {
		at.line++;
		if (*g_strstrip(*line))
			read_line(gate, at, *line, diagnostics);
	}
	at.line = 1;
	if (gate->cells->len == 0 && diagnostics->messages->len == 0)
		diagnostics_error(diagnostics, at, "there is no cell of a comparison here");
}

Gate *gate_load(const char *path, Diagnostics *diagnostics)
{
	g_autoptr(Source) source = source_load(path, diagnostics);
	Gate *gate;

	if (!source)
		return NULL;
	gate = g_new0(Gate, 1);
	gate->path = g_strdup(path);
	gate->cells = g_ptr_array_new_with_free_func(kept_cell_free);
	gate->told = g_string_new(NULL);
	read_lines(gate, source, diagnostics);
	if (diagnostics->messages->len)
		g_clear_pointer(&gate, gate_free);
	return gate;
}

void gate_free(Gate *gate)
{
	if (!gate)
		return;
	g_ptr_array_unref(gate->cells);
	g_string_free(gate->told, TRUE);
	g_free(gate->path);
	g_free(gate);
}

/* ---- comparing ---- */

static void departure_free(gpointer data)
{
	Departure *departure = data;

	g_free(departure->member);
	g_free(departure->kept);
	g_free(departure->now);
	g_free(departure);
}

/* The members of an object, those of objects in it as "outer.inner", to their text. */
static void flatten(JsonObject *object, const char *outer, GPtrArray *names, GHashTable *texts)
{
	g_autoptr(GList) members = json_object_get_members(object);

	for (GList *at = members; at; at = at->next) {
		JsonNode *node = json_object_get_member(object, at->data);
		char *name = g_strconcat(outer, at->data, NULL);

		if (JSON_NODE_HOLDS_OBJECT(node)) {
			g_autofree char *inside = g_strconcat(name, ".", NULL);

			flatten(json_node_get_object(node), inside, names, texts);
			g_free(name);
			continue;
		}
		g_ptr_array_add(names, name);
		g_hash_table_insert(texts, name, word(object, at->data)
				    ? g_strdup(word(object, at->data))
				    : json_to_string(node, FALSE));
	}
}

static void compare_objects(JsonObject *kept, JsonObject *now, GPtrArray *departures)
{
	/* What it is found by, and what an older gate said. */
	static const char *const passed_over[] = { "kvm", "departs", NULL };
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GHashTable) before = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	g_autoptr(GHashTable) after = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);

	/* By what is kept, since members may come; then those that only now exist. */
	flatten(kept, "", names, before);
	flatten(now, "", names, after);
	for (guint i = 0; i < names->len; i++) {
		const char *name = names->pdata[i];
		const char *was = g_hash_table_lookup(before, name);
		const char *is = g_hash_table_lookup(after, name);
		Departure *departure;
		gboolean is_second = i >= g_hash_table_size(before);

		/* A member of a cell may be newer than the table; a cheat may not. */
		if (g_strcmp0(was, is) == 0 || g_strv_contains(passed_over, name) ||
		    (is_second && (was || !strchr(name, '.'))))
			continue;
		departure = g_new(Departure, 1);
		*departure = (Departure){ g_strdup(name), g_strdup(was), g_strdup(is) };
		g_ptr_array_add(departures, departure);
	}
}

/* Counts a cell, and keeps what is to be told of it. */
static void count(Gate *gate, const char *label, const GPtrArray *departures)
{
	g_autoptr(GString) lines = g_string_new(NULL);
	g_auto(GStrv) split = NULL;

	gate->compared++;
	if (departures->len == 0)
		return;
	gate->departing++;
	gate_append(lines, departures);
	split = g_strsplit(lines->str, "\n", -1);
	g_string_append_printf(gate->told, "%s\n", label);
	for (char **line = split; *line && **line; line++)
		g_string_append_printf(gate->told, "    %s\n", *line);
}

/* The members of @result, in the way in which they are kept. */
static void compare_members(const KeptCell *kept, const CellResult *result, GPtrArray *departures)
{
	g_autoptr(JsonBuilder) builder = json_line_new(NULL);
	g_autoptr(JsonNode) now = NULL;

	compare_cell_add(builder, result);
	json_builder_end_object(builder);
	now = json_builder_get_root(builder);
	compare_objects(kept->object, json_node_get_object(now), departures);
}

GPtrArray *gate_compare(Gate *gate, const CellResult *result)
{
	GPtrArray *departures = g_ptr_array_new_with_free_func(departure_free);
	const CellKey key = compare_cell_key(result);
	g_autofree char *label = compare_cell_label(&key);
	KeptCell *kept = find(gate, label);

	if (kept) {
		kept->is_met = TRUE;
		compare_members(kept, result, departures);
	} else {
		g_ptr_array_add(departures, g_new0(Departure, 1));
	}
	count(gate, label, departures);
	return departures;
}

static gboolean is_asked_for(const KeptCell *cell, const Choice *choice, const GPtrArray *versions)
{
	JsonNode *hypothetical = json_object_get_member(cell->object, "hypothetical");
	gboolean is_hypothetical = hypothetical && JSON_NODE_HOLDS_VALUE(hypothetical) &&
				   json_node_get_boolean(hypothetical);
	gboolean is_of_version = !versions;

	for (guint i = 0; versions && i < versions->len; i++)
		is_of_version |= strcmp(((const struct rmm_version *)versions->pdata[i])->id,
					cell->key.spec) == 0;
	return is_of_version && (choice->hypothetical || !is_hypothetical) &&
	       choice_includes(choice, cell->key.policy, cell->key.guest, cell->key.kvm);
}

GPtrArray *gate_missing(Gate *gate, const Choice *choice, const GPtrArray *versions)
{
	GPtrArray *missing = g_ptr_array_new();

	for (guint i = 0; i < gate->cells->len; i++) {
		KeptCell *cell = gate->cells->pdata[i];

		if (cell->is_met || !is_asked_for(cell, choice, versions))
			continue;
		g_ptr_array_add(missing, cell);
		gate->compared++;
		gate->departing++;
		g_string_append_printf(gate->told, "%s\n    %s\n", cell->label,
				       GATE_MISSING_TEXT);
	}
	return missing;
}

/* ---- telling ---- */

void gate_append(GString *out, const GPtrArray *departures)
{
	for (guint i = 0; i < departures->len; i++) {
		const Departure *departure = departures->pdata[i];

		if (!departure->member)
			g_string_append(out, "is not in the table that was kept\n");
		else
			g_string_append_printf(out, "%-20s %s -> %s\n", departure->member,
					       departure->kept ? departure->kept : "-",
					       departure->now ? departure->now : "-");
	}
}

void gate_add(JsonBuilder *builder, const GPtrArray *departures)
{
	json_line_begin_array(builder, "departs");
	for (guint i = 0; i < departures->len; i++) {
		const Departure *departure = departures->pdata[i];

		json_builder_begin_object(builder);
		json_line_string_or_null(builder, "member", departure->member);
		json_line_string_or_null(builder, "kept", departure->kept);
		json_line_string_or_null(builder, "now", departure->now);
		json_builder_end_object(builder);
	}
	json_builder_end_array(builder);
}
