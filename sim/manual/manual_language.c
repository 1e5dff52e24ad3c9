/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas-scenario(5): the language, from the tables of its parser and of the model. */
#include "manual/manual.h"

#include "actor/actors.h"
#include "engine/command.h"
#include "language/setting.h"
#include "language/words.h"
#include "manual/roff.h"
#include "system/version.h"

static void append_words(GString *out, const char *title, WordKind kind)
{
	const LanguageWord *word;

	roff_section(out, title);
	for (guint i = 0; (word = language_word(i)); i++)
		if (word->kind == kind)
			roff_syntax_term(out, word->word, word->syntax, word->summary);
}

static void append_settings(GString *out, const char *title, SettingKind kind)
{
	const Setting *setting;

	roff_section(out, title);
	for (guint i = 0; (setting = setting_at(i)); i++) {
		g_autofree char *range = g_strdup_printf("%" G_GUINT64_FORMAT " to %"
							 G_GUINT64_FORMAT, setting->low,
							 setting->high);

		if (setting->kind == kind)
			roff_syntax_term(out, setting->name, range, setting->summary);
	}
}

static void append_results(GString *out)
{
	static const Term forms[] = {
		{ "> STATUS NAME=VALUE …", "This status, and these outputs; what is not named is free. A "
		  "variable without a value is set." },
		{ "by=ID|ID", "One of these conditions of the specification refused." },
		{ "> succeeds, > fails, > any", "The loose forms." },
		{ "(nothing)", "The step must succeed; an action of the Realm may also leave it." },
	};

	roff_section(out, "RESULTS");
	for (gsize i = 0; i < G_N_ELEMENTS(forms); i++)
		roff_term(out, forms[i].term, forms[i].text);
}

/* What the lines of an explore block have in common, and one that runs. */
static void append_exploration(GString *out)
{
	roff_subsection(out, "Actions, and a block that runs");
	roff_paragraphs(out,
		"An explore block stands behind the steps of a scenario and ends with 'end'. Each line "
		"of host, guest or realm is an action for each combination of its values: A|B; 'any', every "
		"value of an enumeration or flag; 'pending', 'pending+4K', what the REC asks for. 'where "
		"$A <= $B' keeps some combinations, 'when PREDICATE' some states; 'then $MONITOR = N' sets a "
		"monitor; 'irq after=A..B' interrupts an operation at one of these checks, too. 'host any "
		"RMI_* except NAME' is every command with every sensible argument, 'any' alone all of them. "
		"'host kvm.run' is a procedure of an actor, 'guest $REC: linux.boot' the next call of a "
		"guest's program.\n\n"
		"'run' carries out the steps before the block alone.");
	roff_lines(out, "include \"common/one-table.ripas\"\n\nexplore\n"
		   "  any $p in $dram .. $dram+8K step 4K\n"
		   "  host  RMI_GRANULE_DELEGATE addr=$spare\n"
		   "  host  RMI_DATA_CREATE rd=$rd data=$spare ipa=$p\n"
		   "  host  RMI_DATA_DESTROY rd=$rd ipa=$p\n"
		   "  host  RMI_REALM_ACTIVATE rd=$rd\n"
		   "  realm $rec READ ipa=$p\n"
		   "  never rtte $p * RAM and lost $p\n"
		   "  reach realm ACTIVE and rtte $p ASSIGNED RAM addr=$spare\n"
		   "end");
}

static void append_actors(GString *out)
{
	roff_section(out, "ACTORS");
	for (guint i = 0; actors[i]; i++) {
		const Actor *actor = actors[i];

		roff_subsection(out, actor->text);
		for (guint j = 0; j < actor->count; j++) {
			g_autoptr(GString) parameters = g_string_new(NULL);
			g_autofree char *name = g_strdup_printf("%s %s.%s", actor->host ? "host" : "guest",
								actor->name, actor->procedures[j].name);

			for (const Parameter *p = actor->procedures[j].parameters; p->name; p++)
				g_string_append_printf(parameters, "%s%s=", p == actor->procedures[j].parameters
						       ? "" : " ", p->name);
			roff_syntax_term(out, name, parameters->str, actor->procedures[j].text);
		}
	}
}

/* As the newest version has it; NULL: none has. */
static const struct rmm_command *find_command(unsigned id)
{
	const struct rmm_command *found = NULL;

	for (guint version = version_count(); version > 0 && !found; version--)
		found = version_commands(version_at(version - 1))[id];
	return found;
}

static void append_commands(GString *out, const char *title, gboolean host)
{
	roff_section(out, title);
	for (unsigned id = 0; id < COMMANDS; id++) {
		const struct rmm_command *command = find_command(id);
		g_autoptr(GString) inputs = g_string_new(NULL);

		if (!command || host != (command->interface == INTERFACE_RMI ||
					 command->interface == INTERFACE_HOST))
			continue;
		for (unsigned i = 0; i < command->input_count; i++)
			if (!command->inputs[i].in_memory)
				g_string_append_printf(inputs, "%s%s=", inputs->len ? " " : "",
						       command->inputs[i].name);
		roff_syntax_term(out, command->name, inputs->str, command->summary);
	}
}

char *manual_of_language(void)
{
	static const char *const pages[] = { "ripas-sim-run.1", "ripas-sim-explore.1", "ripas-sim-show.1",
					     NULL };
	GString *out = g_string_new(NULL);

	roff_head(out, "ripas-scenario", "5", "what a Host and a Realm do, and what must come of it");
	roff_section(out, "DESCRIPTION");
	roff_paragraphs(out,
		"A scenario is a text file, *.ripas, of one statement a line: '#' starts a comment, a line "
		"that ends in '\\' continues.\n\n"
		"Numbers are decimal or 0x hexadecimal, '_' may stand between digits, and K, M, G, T "
		"multiply by powers of 1024. $NAME is a variable. '+', '-', '*' and parentheses combine "
		"numbers. Commands, inputs, outputs, states and results have the names of the "
		"specification, DEN0137.");
	roff_lines(out, "title \"RAM that the Host forgot\"\ninclude \"common/new-realm.ripas\"\n"
		   "host RMI_RTT_INIT_RIPAS rd=$rd base=$dram top=$dram+2M > RMI_SUCCESS\n"
		   "expect ripas $dram .. $dram+2M RAM\nexpect ripas $dram+2M EMPTY");
	append_words(out, "HEADER", WORD_HEADER);
	append_words(out, "BLOCKS", WORD_BLOCK);
	append_words(out, "STATEMENTS", WORD_STATEMENT);
	append_results(out);
	append_words(out, "PREDICATES", WORD_PREDICATE);
	append_words(out, "EXPLORATION", WORD_EXPLORE);
	append_exploration(out);
	append_settings(out, "GEOMETRY", SETTING_GEOMETRY);
	append_settings(out, "PLATFORM", SETTING_PLATFORM);
	append_commands(out, "COMMANDS OF THE HOST", TRUE);
	append_commands(out, "ACTIONS OF THE REALM", FALSE);
	append_actors(out);
	roff_see_also(out, pages);
	return g_string_free(out, FALSE);
}
