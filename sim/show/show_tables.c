/* SPDX-License-Identifier: BSD-3-Clause */
/* show invariants, variants, access, transitions. */
#include "state/access.h"
#include "engine/command.h"
#include "check/invariant.h"
#include "system/platform.h"
#include "show/show.h"
#include "check/transition.h"
#include "text/variants.h"

ExitCode show_invariants(const Show *show)
{
	g_autoptr(Table) table = table_new("invariant|section|rules|kind|text");
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);

	for (unsigned i = 0; i < count; i++) {
		if (!rmm_is_in(show->model, rows[i].in, rows[i].until))
			continue;
		table_row(table);
		table_cell(table, "%s", rows[i].id);
		table_cell(table, "%s", version_section(show->model->config.version, rows[i].section));
		table_cell(table, "%s", version_section(show->model->config.version, rows[i].rules));
		table_cell(table, "%s", rows[i].kind == INVARIANT_STATE ? "state" : "step");
		table_cell(table, "%s", rows[i].text);
	}
	table_print(table, show->tables, show->style);
	return EXIT_AS_EXPECTED;
}

/* ---- variants ---- */

static char *implementations_text(const struct rmm_variant_info *info)
{
	GString *out = g_string_new(NULL);

	for (unsigned i = 0; i < IMPLEMENTATIONS; i++)
		if (info->implementations >> i & 1)
			g_string_append_printf(out, "%s%s", out->len ? ", " : "",
					       platform_implementation_name(i));
	return g_string_free(out, FALSE);
}

ExitCode show_variants(const Show *show)
{
	g_autoptr(Table) table = table_new("variant|kind|departs from|as|text");

	for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS; i++) {
		const struct rmm_variant_info *info = rmm_variant_info(i);
		g_autofree char *as = implementations_text(info);

		if (!variant_applies(info, show->model->config.version))
			continue;
		table_row(table);
		table_cell(table, "%s", info->id);
		table_cell(table, "%s", variant_kind_name(info->kind));
		table_cell(table, "%s", version_section(show->model->config.version, info->section));
		table_cell(table, "%s", as);
		table_cell(table, "%s", info->text);
	}
	table_print(table, show->tables, show->style);
	return EXIT_AS_EXPECTED;
}

/* ---- access ---- */

static const char *outcome_text(enum rmm_outcome outcome)
{
	static const char *const texts[] = {
		[OUTCOME_OK] = "OK", [OUTCOME_SEA] = "SEA", [OUTCOME_EXIT] = "exit",
		[OUTCOME_ADDRESS_SIZE] = "Address Size Fault", [OUTCOME_GPF] = "GPF",
		[OUTCOME_NONE] = "-",
	};

	return texts[outcome];
}

static gboolean has_ripas(const struct rmm_model *model, enum rmm_ripas ripas)
{
	return rmm_is_in(model, ripas == RIPAS_DEV ? ONLY_2_0 : 0, 0);
}

char *show_access_column(const struct rmm_model *model, enum rmm_rtte_state hipas)
{
	const struct rmm_version *version = model->config.version;
	GString *out;

	if (!rmm_name(&rmm_rtte_states, version, hipas) ||
	    rmm_access_row(RIPAS_EMPTY, hipas).data == OUTCOME_NONE)
		return NULL;
	out = g_string_new(NULL);
	for (enum rmm_ripas ripas = 0; ripas < RIPAS_STATES; ripas++) {
		struct rmm_access_row row = rmm_access_row(ripas, hipas);

		if (has_ripas(model, ripas) && row.data != OUTCOME_NONE)
			g_string_append_printf(out, "%s%s %s / %s", out->len ? "; " : "",
					       rmm_name(&rmm_ripas_values, version, ripas),
					       outcome_text(row.data), outcome_text(row.fetch));
	}
	return g_string_free(out, FALSE);
}

static void print_matrix(const Show *show)
{
	const struct rmm_version *version = show->model->config.version;
	g_autoptr(GString) heads = g_string_new("Protected");
	g_autoptr(Table) table = NULL;

	for (enum rmm_rtte_state hipas = 0; hipas < RTTE_STATES; hipas++) {
		const char *name = rmm_name(&rmm_rtte_states, version, hipas);

		if (name && rmm_access_row(RIPAS_EMPTY, hipas).data != OUTCOME_NONE)
			g_string_append_printf(heads, "|%s", name);
	}
	table = table_new(heads->str);
	for (enum rmm_ripas ripas = 0; ripas < RIPAS_STATES; ripas++) {
		if (!has_ripas(show->model, ripas))
			continue;
		table_row(table);
		table_cell(table, "%s", rmm_name(&rmm_ripas_values, version, ripas));
		for (enum rmm_rtte_state hipas = 0; hipas < RTTE_STATES; hipas++) {
			struct rmm_access_row row = rmm_access_row(ripas, hipas);

			if (rmm_name(&rmm_rtte_states, version, hipas) &&
			    rmm_access_row(RIPAS_EMPTY, hipas).data != OUTCOME_NONE)
				table_cell(table, "%s / %s", outcome_text(row.data),
					   outcome_text(row.fetch));
		}
	}
	table_print(table, show->tables, show->style);
}

/* A5.2.6, A5.2.8: what does not depend on RIPAS. */
static void print_elsewhere(const Show *show)
{
	const struct rmm_version *version = show->model->config.version;
	g_autoptr(Table) table = table_new("Elsewhere|data access / instruction fetch");
	static const struct {
		const char *where;
		enum rmm_rtte_state state;
		const char *outcome;
	} rows[] = {
		{ "Unprotected, ", RTTE_ASSIGNED_NS, "OK, or exit where S2AP forbids it, or GPF "
		  "where the page is not Non-secure / SEA" },
		{ "Unprotected, ", RTTE_UNASSIGNED_NS, "exit / SEA" },
		{ "outside the IPA space", RTTE_STATES, "Address Size Fault / Address Size Fault" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		const char *state = rmm_name(&rmm_rtte_states, version, rows[i].state);

		table_row(table);
		table_cell(table, "%s%s", rows[i].where, state ? state : "");
		table_cell(table, "%s", rows[i].outcome);
	}
	table_print(table, show->tables, show->style);
}

ExitCode show_access(const Show *show)
{
	fputs("What a Realm access leads to: data access / instruction fetch.\n"
	      "SEA: Synchronous External Abort to the Realm. exit: REC exit, the Host is asked.\n\n",
	      show->output->file);
	print_matrix(show);
	fputc('\n', show->output->file);
	print_elsewhere(show);
	return EXIT_AS_EXPECTED;
}

/* ---- transitions ---- */

static const char *state_name(const Show *show, enum rmm_object object, uint8_t state)
{
	const char *name;

	if (state == TRANSITION_NONE)
		return "none";
	if (state == TRANSITION_ANY)
		return "any";
	name = rmm_name(rmm_object_states(object), show->model->config.version, state);
	return name ? name : "?";
}

ExitCode show_transitions(const Show *show)
{
	g_autoptr(Table) table = table_new("object|from|to|by|section|if");
	unsigned count;
	const struct rmm_transition *rows = rmm_transitions(&count);

	for (unsigned i = 0; i < count; i++) {
		const struct rmm_transition *row = &rows[i];

		if (!rmm_is_in(show->model, row->in, row->until))
			continue;
		table_row(table);
		table_cell(table, "%s", rmm_object_name(row->object));
		table_cell(table, "%s", state_name(show, row->object, row->from));
		table_cell(table, "%s", state_name(show, row->object, row->to));
		table_cell(table, "%s", row->command == CMD_NONE ? "the Realm" :
			   rmm_command(show->model, row->command)->name);
		table_cell(table, "%s", row->section);
		table_cell(table, "%s", row->guard ? row->guard : "");
	}
	table_print(table, show->tables, show->style);
	return EXIT_AS_EXPECTED;
}
