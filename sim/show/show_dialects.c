/* SPDX-License-Identifier: BSD-3-Clause */
/* show dialects: how consoles of real RMMs print calls, and what they leave out. */
#include "dialect/dialect.h"
#include "show/show.h"

/* A line as the dialect prints it. */
static const char *example_of(const LogDialect *dialect)
{
	static const char *const examples[] = {
		[STYLE_RMM] = "SMC_RMM_NAME arg > RMI_STATUS out",
		[STYLE_RMI] = "SMC_RMI_NAME arg > RMI_STATUS out",
		[STYLE_EITHER] = "",
		[STYLE_ISLET] = "RMI: NAME [arg, arg] > [x0, out]",
	};

	return examples[dialect->style];
}

static void add_row(Table *table, const char *id, const char *what, const char *text)
{
	table_row(table);
	table_cell(table, "%s", id);
	table_cell(table, "%s", what);
	table_cell(table, "%s", text);
}

static void add_dialect(Table *table, const LogDialect *dialect)
{
	g_autofree char *line = dialect->column
		? g_strdup_printf("%s, arguments from column %u on", example_of(dialect),
				  dialect->column)
		: g_strdup(example_of(dialect));
	g_autofree char *always = g_strstrip(g_strdup(dialect->always ? dialect->always : "all"));
	g_autofree char *never = g_strstrip(g_strdup(dialect->never));

	add_row(table, dialect->id, "of", dialect->of);
	add_row(table, "", "judged by", log_dialect_version(dialect)->id);
	add_row(table, "", "line", line);
	add_row(table, "", "printed", always);
	if (dialect->always)
		add_row(table, "", "if they fail", "all others");
	if (*never)
		add_row(table, "", "never", never);
	add_row(table, "", "of a Realm", dialect->answer == ANSWER_ALWAYS
		? "results at the time of the call, also of what the Host is to answer"
		: "results unless the REC leaves");
	add_row(table, "", "not logged", dialect->cannot);
}

ExitCode show_dialects(const Show *show)
{
	g_autoptr(Table) table = table_new("dialect|what|text");

	for (guint i = 0; i < log_dialect_count; i++)
		add_dialect(table, &log_dialects[i]);
	table_print(table, show->tables, show->style);
	return EXIT_AS_EXPECTED;
}
