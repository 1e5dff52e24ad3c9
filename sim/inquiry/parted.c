/* SPDX-License-Identifier: BSD-3-Clause */
/* Where two versions, variants or KVMs part. */
#include "inquiry/parted.h"

#include <string.h>

#include "system/version.h"
#include "text/nearest.h"
#include "text/variants.h"
#include "version/reading.h"

/* ---- sides ---- */

/* A reading stands for the variant that takes its other side. */
static enum rmm_variant of_reading(const char *id)
{
	const struct rmm_reading *row;

	for (unsigned i = 0; (row = rmm_reading_at(i)) != NULL; i++)
		if (g_ascii_strcasecmp(row->id, id) == 0)
			return row->others[0];
	return VARIANT_NONE;
}

/* "v16", "kvm-next" */
static const KvmVersion *kvm_find(const char *name)
{
	if (g_str_has_prefix(name, "kvm-"))
		name += strlen("kvm-");
	for (gsize i = 0; i < KVM_SERIES; i++)
		if (strcmp(kvm_series[i].name, name) == 0)
			return &kvm_series[i];
	return NULL;
}

/* All that a side can be called. */
static GPtrArray *side_names(void)
{
	GPtrArray *names = variant_ids();
	const struct rmm_reading *row;

	for (guint i = 0; i < version_count(); i++)
		g_ptr_array_add(names, (char *)(guintptr)version_at(i)->short_name);
	for (gsize i = 0; i < KVM_SERIES; i++)
		g_ptr_array_add(names, (char *)(guintptr)kvm_series[i].name);
	for (unsigned i = 0; (row = rmm_reading_at(i)) != NULL; i++)
		if (row->others[0] != VARIANT_NONE)
			g_ptr_array_add(names, (char *)(guintptr)row->id);
	return names;
}

static gboolean side_parse(const char *name, PartedSide *side, GError **error)
{
	g_autoptr(GPtrArray) names = NULL;
	g_autofree char *hint = NULL;

	side->name = g_strdup(name);
	side->version = version_find(name);
	side->variant = variant_find(name);
	if (side->variant == VARIANT_NONE)
		side->variant = of_reading(name);
	side->kvm = kvm_find(name);
	if (side->version || side->variant != VARIANT_NONE || side->kvm ||
	    strcmp(name, "none") == 0)
		return TRUE;
	names = side_names();
	hint = nearest_hint(name, names);
	g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
		    "'%s' is no version of the specification or of KVM, no variant and no reading "
		    "that has one%s; 'none' is the scenario as it is", name, hint);
	return FALSE;
}

gboolean parted_sides_parse(const char *text, PartedSide sides[2], GError **error)
{
	g_auto(GStrv) names = g_strsplit(text, ",", 3);
	guint count = g_strv_length(names);

	memset(sides, 0, 2 * sizeof(*sides));
	if (count == 0 || count > 2) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			    "two versions, variants, readings or KVMs, as in 2.0-bet0,2.0-bet3");
		return FALSE;
	}
	return count == 2 ? side_parse(names[0], &sides[0], error) &&
			    side_parse(names[1], &sides[1], error)
			  : side_parse("none", &sides[0], error) &&
			    side_parse(names[0], &sides[1], error);
}

void parted_sides_clear(PartedSide sides[2])
{
	g_clear_pointer(&sides[0].name, g_free);
	g_clear_pointer(&sides[1].name, g_free);
}

/* ---- KVM ---- */

/* Which parameter of a procedure is the version of KVM; -1: none. */
static int version_parameter(const Procedure *procedure)
{
	for (int i = 0; procedure->parameters[i].name; i++)
		if (g_strcmp0(procedure->parameters[i].choices, KVM_VERSION_CHOICES) == 0)
			return i;
	return -1;
}

/* Lets a step that says which KVM it is be of @kvm; FALSE: it says nothing of that. */
static gboolean choose_kvm(const Step *step, const KvmVersion *kvm)
{
	int parameter = step->procedure ? version_parameter(step->procedure) : -1;
	Argument added = { .element = (unsigned)parameter, .at = step->at };

	if (parameter < 0)
		return FALSE;
	added.value.constant = (guint64)(kvm - kvm_series);
	for (guint i = step->arguments->len; i-- > 0;) {
		Argument *argument = &g_array_index(step->arguments, Argument, i);

		if (argument->element == added.element) {
			argument->value.constant = added.value.constant;
			return TRUE;
		}
	}
	g_array_append_val(step->arguments, added);
	return TRUE;
}

static gboolean has_kvm(const Scenario *scenario, const KvmVersion *kvm)
{
	gboolean any = FALSE;

	for (guint i = 0; i < scenario->steps->len; i++)
		any |= choose_kvm(scenario->steps->pdata[i], kvm);
	return any;
}

/* ---- exploring ---- */

/* The newest version in which a variant bends something. */
static const char *where_it_bends(enum rmm_variant variant)
{
	guint i = version_count();

	while (--i > 0 && !variant_applies(rmm_variant_info(variant), version_at(i)))
		continue;
	return version_at(i)->short_name;
}

static gboolean begin(const char *path, const PartedRequest *request, guint i,
		      Diagnostics *diagnostics, Parted *parted)
{
	const PartedSide *side = &request->sides[i];
	ParseOptions parse = request->parse;
	Scenario *scenario;

	if (side->version)
		parse.version = side->version;
	if (side->kvm && !parse.version)
		parse.version = side->kvm->rmm;
	if (side->variant != VARIANT_NONE)
		rmm_add_variant(&parse.variants, side->variant);
	scenario = parted->scenario[i] = scenario_parse(path, &parse, diagnostics);
	if (scenario && side->variant != VARIANT_NONE &&
	    !variant_applies(rmm_variant_info(side->variant), scenario->config.version))
		diagnostics_error(diagnostics, (Position){ scenario->sources->pdata[0], 1, 1 },
				  "variant '%s' bends nothing in %s, as it does with '--spec %s'",
				  rmm_variant_info(side->variant)->id,
				  scenario->config.version->id, where_it_bends(side->variant));
	else if (scenario && side->kvm && !has_kvm(scenario, side->kvm))
		diagnostics_error(diagnostics, (Position){ scenario->sources->pdata[0], 1, 1 },
				  "no KVM has a part in the steps before the block");
	else
		return scenario && scenario_asks(scenario, diagnostics) &&
		       explored_begin(&parted->explored[i], scenario, diagnostics);
	return FALSE;
}

/* The actions of a difference, as the second alphabet numbers them. */
static GArray *translated(const Parted *parted, const GArray *actions)
{
	const struct explore_alphabet *a = &parted->explored[0].exploration->alphabet;
	const struct explore_alphabet *b = &parted->explored[1].exploration->alphabet;
	GArray *out = g_array_new(FALSE, FALSE, sizeof(guint));

	for (guint i = 0; i < actions->len; i++) {
		guint action = g_array_index(actions, guint, i), j = 0;
		const char *key = explore_action_key(&a->actions[action]);

		while (strcmp(explore_action_key(&b->actions[j]), key) != 0)
			j++;
		g_array_append_val(out, j);
	}
	return out;
}

static void add_witness(Parted *parted, guint side, GArray *actions)
{
	Found *found = g_new0(Found, 1);

	found->kind = FOUND_DIFFERENCE;
	found->actions = actions;
	g_ptr_array_add(parted->found, found);
	g_ptr_array_add(parted->witnesses[side],
			witness_new(parted->explored[side].exploration, found));
}

static void free_found(gpointer data)
{
	g_array_unref(((Found *)data)->actions);
	g_free(data);
}

static void add_witnesses(Parted *parted)
{
	for (guint i = 0; i < parted->result.partings->len; i++) {
		const Parting *parting = parted->result.partings->pdata[i];

		add_witness(parted, 0, g_array_ref(parting->actions));
		add_witness(parted, 1, translated(parted, parting->actions));
	}
}

void parted_explore(const char *path, const PartedRequest *request, Diagnostics *diagnostics,
		    Parted *parted)
{
	ExploreOptions options;

	memset(parted, 0, sizeof(*parted));
	parted->sides = request->sides;
	parted->found = g_ptr_array_new_with_free_func(free_found);
	for (guint i = 0; i < 2; i++)
		parted->witnesses[i] =
			g_ptr_array_new_with_free_func((GDestroyNotify)witness_free);
	parted->explorable = begin(path, request, 0, diagnostics, parted) &&
			     begin(path, request, 1, diagnostics, parted);
	if (!parted->explorable)
		return;
	options = explore_bounded(&request->options, parted->scenario[0]->explore);
	parting_find(&parted->explored[0].exploration->alphabet,
		     &parted->explored[1].exploration->alphabet, &options, request->sight,
		     &request->sink, &parted->result);
	add_witnesses(parted);
}

const Explored *parted_unexplored(const Parted *parted)
{
	return &parted->explored[parted->explored[0].exploration && !parted->explored[1].exploration];
}

void parted_clear(Parted *parted)
{
	for (guint i = 0; i < 2; i++) {
		if (parted->explored[i].scenario)
			explored_clear(&parted->explored[i]);
		scenario_free(parted->scenario[i]);
		g_clear_pointer(&parted->witnesses[i], g_ptr_array_unref);
	}
	g_clear_pointer(&parted->found, g_ptr_array_unref);
	parting_result_clear(&parted->result);
}
