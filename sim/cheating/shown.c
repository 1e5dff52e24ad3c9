/* SPDX-License-Identifier: BSD-3-Clause */
/* Cheats for people. */
#include "cheating/shown.h"

#include <string.h>

#include "inquiry/witness_text.h"
#include "language/parser.h"
#include "run/runner.h"

/* ---- in a line ---- */

/* The actions of the Host: not those of the guest, nor its entries. */
static gboolean is_hosts(const struct explore_alphabet *a, guint action)
{
	const struct explore_action *taken = &a->actions[action];
	enum rmm_command_id command = taken->steps[taken->main].call.command;

	return command != CMD_RMI_REC_ENTER &&
	       rmm_command(a->model, command)->interface == INTERFACE_RMI;
}

char *shown_way(const Explored *explored, const Found *found, guint *steps)
{
	const struct explore_alphabet *a = &explored->exploration->alphabet;
	GString *out = g_string_new(NULL);

	*steps = 0;
	for (guint i = 0; i < found->actions->len; i++) {
		guint action = g_array_index(found->actions, guint, i);
		const struct explore_action *taken = &a->actions[action];
		const struct rmm_command *command =
			rmm_command(a->model, taken->steps[taken->main].call.command);

		if (!is_hosts(a, action))
			continue;
		++*steps;
		/* A named action has a key: "set_ripas_of_protected_regions". */
		g_string_append_printf(out, "%s%s", out->len ? ", " : "",
				       taken->key ? taken->key : command->name);
	}
	return g_string_free(out, FALSE);
}

/* ---- as a scenario ---- */

static void append_title(GString *out, const HonestCell *honest, Harm harm)
{
	g_autofree char *name = cell_name(honest->cell);

	g_string_append_printf(out, "title \"%s/%s\"\nquestion \"How does a Host come to this: the "
			       "guest %s?\"\n", name,
			       harm_name(harm), harm_text(harm));
}

/* The verifier sees what it expects. */
static void append_rim(GString *out, const HonestCell *honest)
{
	if (!honest->facts.secret)
		return;
	g_string_append(out, "expect rim == 0x");
	for (gsize i = 0; i < honest->facts.rim_size; i++)
		g_string_append_printf(out, "%02x", honest->facts.rim[i]);
	g_string_append(out, "  # that of the honest Host\n");
}

static void append_shown(GString *out, Harm harm)
{
	static const char *const shown[HARMS] = {
		[HARM_IMAGE] = "host  RMI_REC_ENTER rec=$rec\nguest READ ipa=$page > OK value=0\n",
		[HARM_DATA] = "host  RMI_REC_ENTER rec=$rec\nguest READ ipa=$page > OK value=0\n",
		[HARM_FOREIGN] = "host  RMI_REC_ENTER rec=$rec\nguest READ ipa=$page > OK\n",
		[HARM_RAM] = "expect ripas $page RAM\n",
		[HARM_SEA] = "host  RMI_REC_ENTER rec=$rec\nguest READ ipa=$page > SEA\n",
	};

	g_string_append(out, shown[harm]);
}

/* "expect violates ID", so that it passes. */
static void append_violations(GString *out, const HonestCell *honest)
{
	const ParseOptions parse = { .version = honest->cell->version };
	const RunOptions options = { .keep_statements = TRUE };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = scenario_parse_text("cheat", g_strdup(out->str), out->len,
							   &parse, diagnostics);
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);
	RunResult result;

	diagnostics_print(diagnostics);
	if (!scenario)
		return;
	scenario_run(scenario, &options, &result);
	for (unsigned i = 0; i < count; i++)
		if (result.broken >> i & 1)
			g_string_append_printf(out, "expect violates %s\n", rows[i].id);
	run_result_clear(&result);
}

char *shown_scenario(const HonestCell *honest, Harm harm, const Explored *explored,
		     const Witness *witness)
{
	GString *out = g_string_new(NULL);

	append_title(out, honest, harm);
	witness_append_setup(out, explored, NULL, FALSE);
	witness_append_calls(out, explored, witness, "");
	g_string_append(out, "expect realm ACTIVE\n");
	append_rim(out, honest);
	append_shown(out, harm);
	append_violations(out, honest);
	return g_string_free(out, FALSE);
}
