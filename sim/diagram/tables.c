/* SPDX-License-Identifier: BSD-3-Clause */
/* The RTTs of a state, as trees: a node a table, runs of entries that read alike below it. */
#include "diagram/diagram.h"

#include "state/rtt.h"

/* So many runs of a table are told, the others counted. */
#define RUNS_MAX 12

/* Trees being drawn. */
struct drawing {
	PictureGraph *graph;
	const struct rmm_model *model;
	const struct rmm *state;
	const struct rmm_realm *realm;
};

static void add_table(struct drawing *d, guint parent, uint32_t rtt, int level, guint64 ipa,
		      uint32_t entries);

/* Of a leaf entry, as the map has it. */
static const char *colour_of(struct rmm_rtte rtte, gboolean is_protected)
{
	static const char *const colours[RIPAS_STATES] = {
		[RIPAS_EMPTY] = "#f1f3f5", [RIPAS_RAM] = "#cfe5f3",
		[RIPAS_DESTROYED] = "#fbdcc5", [RIPAS_DEV] = "#f5e1ec",
	};

	return is_protected ? colours[rtte_ripas(rtte)] : "#dff3ec";
}

static gboolean reads_alike(struct rmm_rtte a, struct rmm_rtte b)
{
	return rtte_state(a) == rtte_state(b) && rtte_ripas(a) == rtte_ripas(b);
}

/* A run of leaf entries. */
static void add_run(struct drawing *d, guint table, struct rmm_rtte rtte, guint64 base, guint64 top,
		    uint32_t entries)
{
	const struct rmm_version *version = d->model->config.version;
	gboolean is_protected = rmm_is_protected(d->realm, base);
	GString *label = g_string_new(NULL);
	guint node;

	g_string_append_printf(label, "%s%s%s\n0x%" G_GINT64_MODIFIER "x .. 0x%"
			       G_GINT64_MODIFIER "x",
			       rmm_name(&rmm_rtte_states, version, rtte_state(rtte)),
			       is_protected ? " " : "",
			       is_protected ? rmm_name(&rmm_ripas_values, version, rtte_ripas(rtte))
					    : "", base, top);
	if (rtte_is_live(rtte))
		g_string_append_printf(label, "\nfrom 0x%" G_GINT64_MODIFIER "x",
				       rtte_address(rtte));
	node = picture_graph_node(d->graph, GRAPH_TABLE, g_string_free(label, FALSE), GRAPH_BOTH,
				  colour_of(rtte, is_protected));
	picture_graph_edge(d->graph, table, node, entries > 1 ? g_strdup_printf("%u entries", entries)
			   : g_strdup(""), GRAPH_BOTH);
}

static void add_entries(struct drawing *d, guint table, const struct rmm_rtte *rttes, int level,
			guint64 ipa, uint32_t entries)
{
	guint64 size = rmm_level_size(d->model, d->state, level);
	guint runs = 0, more = 0;

	for (uint32_t i = 0, first = 0; i < entries; i++) {
		gboolean ends = i + 1 == entries || !reads_alike(rttes[i], rttes[i + 1]);
		uint32_t child = rtte_is(rttes[i], RTTE_TABLE)
			? rmm_rtt_child(d->model, d->state, rttes[i]) : RMM_NONE;

		if (child != RMM_NONE)
			add_table(d, table, child, level + 1, ipa + i * size,
				  d->model->config.rtt_entries);
		if (!ends && child == RMM_NONE)
			continue;
		if (child == RMM_NONE && runs++ < RUNS_MAX)
			add_run(d, table, rttes[first], ipa + first * size, ipa + (i + 1) * size,
				i + 1 - first);
		else if (child == RMM_NONE)
			more++;
		first = i + 1;
	}
	if (more)
		picture_graph_edge(d->graph, table,
				   picture_graph_node(d->graph, GRAPH_TABLE,
						      g_strdup_printf("and %u more runs", more),
						      GRAPH_BOTH, NULL), g_strdup(""), GRAPH_BOTH);
}

static void add_table(struct drawing *d, guint parent, uint32_t rtt, int level, guint64 ipa,
		      uint32_t entries)
{
	uint32_t granule = rmm_rtt_granule(d->model, d->state, rtt);
	guint node = picture_graph_node(d->graph, GRAPH_TABLE, granule == RMM_NONE
		? g_strdup_printf("RTT, level %d", level)
		: g_strdup_printf("RTT, level %d\nIPA 0x%" G_GINT64_MODIFIER "x\nat 0x%"
				  G_GINT64_MODIFIER "x", level, ipa,
				  rmm_granule_pa(d->model, granule)), GRAPH_BOTH, NULL);

	picture_graph_edge(d->graph, parent, node, g_strdup(""), GRAPH_BOTH);
	add_entries(d, node, rmm_rtt_entries(d->model, d->state, rtt), level, ipa, entries);
}

static void add_realm(struct drawing *d)
{
	int start = d->realm->rtt_level_start;
	guint64 size = rmm_level_size(d->model, d->state, start);
	guint64 all = (guint64)1 << d->realm->ipa_width;
	guint node = picture_graph_node(d->graph, GRAPH_TABLE,
		g_strdup_printf("Realm, RD at 0x%" G_GINT64_MODIFIER "x\n%s, %u bits of IPA",
				rmm_granule_pa(d->model, d->realm->rd - 1),
				rmm_name(&rmm_realm_states, d->model->config.version,
					 d->realm->state), d->realm->ipa_width), GRAPH_BOTH, NULL);

	for (guint i = 0; i < d->realm->rtt_num_start; i++) {
		uint32_t rtt = rmm_rtt_root(d->model, d->state, d->realm, i);
		guint64 base = (guint64)i * d->model->config.rtt_entries * size;

		if (rtt != RMM_NONE && base < all)
			add_table(d, node, rtt, start, base,
				  (uint32_t)MIN((all - base) / size, d->model->config.rtt_entries));
	}
}

PictureGraph *diagram_tables(const char *title, const struct rmm_model *model,
			     const struct rmm *state)
{
	struct drawing d = { picture_graph_new(g_strdup(title), TRUE), model, state, NULL };

	for (uint32_t slot = 0; slot < model->config.realms; slot++) {
		d.realm = rmm_realm(model, state, slot);
		if (d.realm->rd)
			add_realm(&d);
	}
	if (d.graph->nodes->len == 0)
		picture_graph_node(d.graph, GRAPH_TABLE, g_strdup("no Realm"), GRAPH_BOTH, NULL);
	return d.graph;
}
