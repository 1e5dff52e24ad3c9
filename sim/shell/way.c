/* SPDX-License-Identifier: BSD-3-Clause */
/* What a way to a state may consist of. */
#include "shell/way.h"

#include <string.h>

#include "state/granule.h"
#include "state/rtt.h"
#include "text/defaults.h"
#include "text/spelling.h"

/* Spare Granules that the Host may use beside those in use. */
#define SPARE_GRANULES 3

static void add_once(GArray *values, guint64 value)
{
	for (guint i = 0; i < values->len; i++)
		if (g_array_index(values, guint64, i) == value)
			return;
	g_array_append_val(values, value);
}

/* ---- what the predicate names ---- */

/* The page, and the block that it is in now: as a range, either may be meant. */
static void add_ipa(Way *way, guint64 ipa)
{
	const struct rmm_model *model = way->now.model;
	uint32_t slot = rmm_realm_at(model, way->now.state, way->now.rd);
	guint64 page = ipa & ~(guint64)(RMM_GRANULE_SIZE - 1);
	struct rmm_walk walk;

	add_once(way->ipas, page);
	add_once(way->ipas, page + RMM_GRANULE_SIZE);
	way->unprotected |= slot != RMM_NONE &&
			       !rmm_is_protected(rmm_realm(model, way->now.state, slot), page);
	if (slot == RMM_NONE || !rmm_in_ipa_space(rmm_realm(model, way->now.state, slot), page))
		return;
	rmm_rtt_walk(model, way->now.state, rmm_realm(model, way->now.state, slot), page,
		     RMM_PAGE_LEVEL, &walk);
	for (int level = walk.level; level < RMM_PAGE_LEVEL; level++) {
		guint64 block = rmm_align_down(model, way->now.state, page, level);

		add_once(way->ipas, block);
		add_once(way->ipas, block + rmm_level_size(model, way->now.state, level));
	}
}

void way_add_named(Way *way, const Predicate *predicate)
{
	const char *missing;
	guint64 value;

	way->ghosts |= predicate->kind == PREDICATE_LOST || predicate->kind == PREDICATE_ORIGIN;
	way->rim |= predicate->kind == PREDICATE_RIM;
	for (guint i = 0; predicate->parts && i < predicate->parts->len; i++)
		way_add_named(way, predicate->parts->pdata[i]);
	if (!predicate->base || predicate->kind == PREDICATE_OPERATIONS ||
	    !expression_evaluate(predicate->base, way->now.variables, &value, &missing))
		return;
	if (predicate->kind == PREDICATE_GRANULE) {
		add_once(way->granules, value);
		/* The end of a range of one page. */
		add_once(way->granules, value + RMM_GRANULE_SIZE);
	}
	if (predicate->kind != PREDICATE_GRANULE)
		add_ipa(way, value);
	if (predicate->top && predicate->kind != PREDICATE_GRANULE &&
	    expression_evaluate(predicate->top, way->now.variables, &value, &missing))
		add_once(way->ipas, value);
}

/* Granules of the Host behind those in use; those that are delegated and free. */
void way_add_granules(Way *way)
{
	const struct rmm_model *model = way->now.model;
	const struct rmm *state = way->now.state;
	guint spare = 0, last = 0;

	for (uint32_t i = 0; i < model->layout.granules; i++) {
		enum rmm_granule_state is = rmm_granule_state(model, state, i);

		if (is != GRANULE_UNDELEGATED)
			last = i;
		if (is == GRANULE_DELEGATED)
			add_once(way->granules, rmm_granule_pa(model, i));
		if (is == GRANULE_REC)
			add_once(way->recs, rmm_granule_pa(model, i));
	}
	for (uint32_t i = last; i < model->layout.granules && spare < SPARE_GRANULES; i++)
		if (rmm_granule_state(model, state, i) == GRANULE_UNDELEGATED &&
		    rmm_granule_region(model, i)->delegable) {
			add_once(way->granules, rmm_granule_pa(model, i));
			spare++;
		}
}

/* ---- the block ---- */

static void append_domain(GString *out, const char *name, const GArray *values)
{
	if (values->len == 0)
		return;
	g_string_append_printf(out, "any %s in", name);
	for (guint i = 0; i < values->len; i++)
		g_string_append_printf(out, "%s0x%" G_GINT64_MODIFIER "x", i ? "|" : " ",
				       g_array_index(values, guint64, i));
	g_string_append_c(out, '\n');
}

/* It changes nothing, or what is about the RMM as a whole, and done; or needs no Unprotected IPA. */
static gboolean is_left_out(const Way *way, const struct rmm_command *command)
{
	static const char *const of_boot[] = { "RMI_RMM_*", "RMI_GRANULE_TRACKING_SET" };
	gboolean booted = !rmm_has(way->now.model, TRAIT_OPERATIONS) ||
			  rmm_global(way->now.state)->state == RMM_STATE_ACTIVE;

	for (gsize i = 0; booted && i < G_N_ELEMENTS(of_boot); i++)
		if (g_pattern_match_simple(of_boot[i], command->name))
			return TRUE;
	return command->footprint_count == 0 ||
	       (!way->unprotected && strstr(command->name, "UNPROT")) ||
	       (way->now.rd && strcmp(command->name, "RMI_REALM_CREATE") == 0);
}

static void append_host(GString *out, const Way *way)
{
	gboolean any = FALSE;

	g_string_append(out, "host any RMI_*");
	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command = rmm_command(way->now.model, id);

		if (!command || command->interface != INTERFACE_RMI || !is_left_out(way, command))
			continue;
		g_string_append_printf(out, "%s%s", any ? ", " : " except ", command->name);
		any = TRUE;
	}
	g_string_append_c(out, '\n');
}

char *way_block(const Way *way, const char *predicate)
{
	static const char *const actions[] = {
		"RSI_IPA_STATE_SET", "READ", "WRITE", "PSCI_SYSTEM_OFF"
	};
	GString *out = g_string_new("explore\n");

	append_domain(out, "$how_granule", way->granules);
	append_domain(out, "$how_ipa", way->ipas);
	append_host(out, way);
	for (guint i = 0; i < way->recs->len; i++)
		for (gsize j = 0; j < G_N_ELEMENTS(actions); j++)
			g_string_append_printf(out, "realm 0x%" G_GINT64_MODIFIER "x any %s\n",
					       g_array_index(way->recs, guint64, i), actions[j]);
	g_string_append_printf(out, "ghosts %s\n", way->ghosts ? "on" : "off");
	if (!way->rim)
		g_string_append(out, "rim off\n");
	g_string_append_printf(out, "never %s\nend\n", predicate);
	return g_string_free(out, FALSE);
}

/* ---- what leads nowhere, or nowhere else ---- */

/* Of these the usual value is enough. */
static gboolean is_usual(const struct rmm_model *model, const struct rmm_call *call,
			 const struct rmm_value *input)
{
	static const char *const names[] = { "oaddr_type", "hash_algo" };
	struct rmm_call usual = { .command = call->command };

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (strcmp(input->name, names[i]) == 0) {
			defaults_set(model, &usual, RMM_GRANULE_SHIFT);
			return rmm_value_get(input, call->in, 0) == rmm_value_get(input, usual.in, 0);
		}
	return TRUE;
}

/* Ranges are not empty; of Granules they are one page. */
static gboolean is_range(const struct rmm_model *model, const struct rmm_call *call)
{
	const struct rmm_command *command = rmm_command(model, call->command);
	SpelledValue base, top;
	guint64 size;

	if (!spelling_input(command, "base", &base) || !spelling_input(command, "top", &top))
		return TRUE;
	size = rmm_value_get(top.value, call->in, 0) - rmm_value_get(base.value, call->in, 0);
	return (gint64)size > 0 && (command->rd || command->interface != INTERFACE_RMI ||
				    size == RMM_GRANULE_SIZE);
}

gboolean way_is_sensible(gconstpointer user, const struct explore_action *action)
{
	const struct rmm_model *model = user;
	const struct rmm_call *call = &action->steps[action->main].call;
	const struct rmm_command *command = rmm_command(model, call->command);

	for (unsigned i = 0; i < command->input_count; i++)
		if (!is_usual(model, call, &command->inputs[i]))
			return FALSE;
	return is_range(model, call);
}

void way_clear(Way *way)
{
	g_array_unref(way->granules);
	g_array_unref(way->ipas);
	g_array_unref(way->recs);
}
