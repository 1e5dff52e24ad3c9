/* SPDX-License-Identifier: BSD-3-Clause */
/* The table of a comparison. */
#include "report/compare_table.h"

#include <string.h>

#include "system/version.h"
#include "text/wrap.h"

/* ---- cells of the table ---- */

char *compare_table_join(const GPtrArray *names, guint all)
{
	GString *out = g_string_new(NULL);

	if (names->len == all && all > 1) {
		g_string_append(out, "all");
		return g_string_free(out, FALSE);
	}
	for (guint i = 0; i < names->len; i++)
		g_string_append_printf(out, "%s%s", i ? " " : "", (char *)names->pdata[i]);
	return g_string_free(out, FALSE);
}

const char *compare_table_outcome(const Facts *facts)
{
	switch (facts->ending) {
	case ENDED_IDLE:
		return "boots";
	case ENDED_SPINS:
		return "spins";
	case ENDED_PANIC:
		return "panics";
	default:
		return ending_name(facts->ending);
	}
}

/* Where it ended: the guest's step, or the procedure of KVM. */
static char *place(const Facts *facts)
{
	if (ending_is_good(facts->ending))
		return g_strdup("");
	/* The procedure without "kvm.". */
	return g_strdup_printf("%s 0x%" G_GINT64_MODIFIER "x", facts->step ? facts->step :
			       strchr(facts->procedure, '.') + 1, facts->ipa);
}

/* RIMs by letters, in the order in which they come. */
static guint rim_letter(const Comparison *comparison, const Facts *facts)
{
	g_autoptr(GPtrArray) seen = g_ptr_array_new();

	for (guint i = 0; i < comparison->cells->len; i++) {
		const Facts *other = &((CellResult *)comparison->cells->pdata[i])->facts;
		guint j = 0;

		while (j < seen->len &&
		       memcmp(((Facts *)seen->pdata[j])->rim, other->rim, sizeof(other->rim)) != 0)
			j++;
		if (other->rim_size && j == seen->len)
			g_ptr_array_add(seen, (gpointer)(guintptr)other);
		if (other->rim_size && memcmp(facts->rim, other->rim, sizeof(other->rim)) == 0)
			return j;
	}
	return 0;
}

static guint count_cheats(const CellResult *cell, CheatOutcome first, CheatOutcome last)
{
	guint count = 0;

	for (guint i = 0; cheats[i].name; i++)
		count += cell->cheats[i] >= first && cell->cheats[i] <= last;
	return count;
}

/* Before the secret, after it, or never: then which ones. */
static char *hostile(const CellResult *cell)
{
	GString *out = g_string_new(NULL);

	if (!cell->cheats) {
		g_string_append(out, "-");
		return g_string_free(out, FALSE);
	}
	g_string_append_printf(out, "%u/%u/%u",
			       count_cheats(cell, CHEAT_NOTICED, CHEAT_REFUSED),
			       count_cheats(cell, CHEAT_STOPPED, CHEAT_STOPPED),
			       count_cheats(cell, CHEAT_UNNOTICED, CHEAT_UNNOTICED));
	for (guint i = 0; cheats[i].name; i++)
		if (cell->cheats[i] == CHEAT_UNNOTICED)
			g_string_append_printf(out, " %s", cheats[i].name);
	return g_string_free(out, FALSE);
}

/* ---- the table ---- */

static void add_row(Table *table, const Comparison *comparison, const Row *row)
{
	const Facts *facts = &row->first->facts;
	g_autofree char *guests = compare_table_join(row->guests, comparison->guests);
	g_autofree char *versions = compare_table_join(row->versions, comparison->versions);
	g_autofree char *where = place(facts), *told = hostile(row->first);

	table_row(table);
	table_cell(table, "%s", row->first->cell.policy->name);
	table_cell(table, "%s", guests);
	table_cell(table, "%s", versions);
	table_cell(table, "%s", compare_table_outcome(facts));
	table_paint(table, ending_is_good(facts->ending) ? PAINT_GOOD : PAINT_BAD);
	table_cell(table, "%s", where);
	if (row->calls_max > row->calls)
		table_cell(table, "%u-%u", row->calls, row->calls_max);
	else
		table_cell(table, "%u", row->calls);
	table_cell(table, "%u", facts->inits);
	table_cell(table, "%u", facts->sets);
	table_cell(table, "%u", facts->tables);
	if (facts->rim_size)
		table_cell(table, "%c", (char)('A' + rim_letter(comparison, facts) % 26));
	else
		table_cell(table, "-");
	table_cell(table, "%s", told);
}

/* Which policies come to which RIM: does the RIM tell who set RIPAS? */
static void print_rims(const Comparison *comparison, const Output *output)
{
	g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < comparison->cells->len; i++) {
		const CellResult *cell = comparison->cells->pdata[i];
		guint letter = rim_letter(comparison, &cell->facts);
		const char *policy = cell->cell.policy->name;
		char *line;

		if (!cell->facts.rim_size)
			continue;
		while (lines->len <= letter)
			g_ptr_array_add(lines, g_strdup(""));
		line = lines->pdata[letter];
		if (strstr(line, policy))
			continue;
		lines->pdata[letter] = g_strdup_printf("%s%s%s", line, *line ? ", " : "", policy);
		g_free(line);
	}
	for (guint i = 0; i < lines->len; i++)
		wrap_print(output->file, 4, output->width, "RIM %c: %s", (char)('A' + i % 26),
			(char *)lines->pdata[i]);
}

char *compare_table_honest(const HonestRims *honest)
{
	static const struct {
		Way way;
		const char *text;
	} choices[] = {
		{ WAY_SPLIT, "RIPAS in one call or in two" },
		{ WAY_FIRST, "RIPAS before the image or behind it" },
		{ WAY_RACE, "a table that another thread made first" },
	};
	g_autoptr(GString) text = g_string_new(NULL);

	if (honest->rims == 0)
		return g_strdup("");
	for (gsize i = 0; i < G_N_ELEMENTS(choices); i++)
		g_string_append_printf(text, "; %s: %s", choices[i].text,
				       honest->changing & choices[i].way ? "another RIM"
									 : "the same");
	return g_strdup_printf("an honest Host comes to %u RIM%s in %d ways to build one VM%s",
			       honest->rims, honest->rims == 1 ? "" : "s", WAYS, text->str);
}

static void print_honest(const HonestRims *honest, const Output *output)
{
	g_autofree char *text = compare_table_honest(honest);

	if (*text)
		wrap_print(output->file, 4, output->width, "%s", text);
}

static void print_broken(const char *what, guint64 broken, const struct rmm_version *version,
			 const Output *output)
{
	unsigned count;
	const struct rmm_invariant *rows = rmm_invariants(&count);

	for (unsigned i = 0; i < count; i++)
		if (broken >> i & 1)
			wrap_print(output->file, 4, output->width, "%s break %s (%s): %s", what,
				   rows[i].id, version_section(version, rows[i].section),
				   rows[i].text);
}

/* Which pairs do not exist. */
static void print_hypothetical(const Comparison *comparison, const Output *output)
{
	g_autoptr(GString) names = g_string_new(NULL);

	for (guint i = 0; i < KVM_SERIES; i++) {
		const char *name = kvm_series[i].name;
		gboolean shown = FALSE;

		for (guint j = 0; j < comparison->cells->len; j++)
			shown |= ((CellResult *)comparison->cells->pdata[j])->cell.kvm ==
				 &kvm_series[i];
		if (shown && !kvm_fits(&kvm_series[i], comparison->version))
			g_string_append_printf(names, "%s%s", names->len ? ", " : "", name);
	}
	if (names->len)
		wrap_print(output->file, 4, output->width, "hypothetical: %s and %s speak "
			   "different versions of the RMI", names->str, comparison->version->id);
}

/* The guest does not boot, or a cheat is never noticed. */
static gboolean is_bad(const Row *row)
{
	return !ending_is_good(row->first->facts.ending) ||
	       (row->first->cheats &&
		count_cheats(row->first, CHEAT_UNNOTICED, CHEAT_UNNOTICED) > 0);
}

void compare_table_print(const Comparison *comparison, const Output *output, TableStyle style,
			 gboolean quiet)
{
	g_autoptr(Table) table = table_new("RIPAS by|guest|KVM|outcome|where|calls|INIT|SET|"
					   "RTTs|RIM|cheats");

	for (guint i = 0; i < comparison->rows->len; i++)
		if (!quiet || is_bad(comparison->rows->pdata[i]))
			add_row(table, comparison, comparison->rows->pdata[i]);
	fprintf(output->file, style == TABLE_MARKDOWN ? "%s\n\n" : "%s\n",
		comparison->version->id);
	table_print(table, output, style);
	fputc('\n', output->file);
	if (style == TABLE_TEXT && !quiet)
		print_rims(comparison, output);
	if (!quiet)
		print_honest(&comparison->honest, output);
	print_hypothetical(comparison, output);
	print_broken("honest Hosts", comparison->broken, comparison->version, output);
	print_broken("cheats", comparison->cheated, comparison->version, output);
	if (comparison->unsound)
		fprintf(output->file, "%u finding%s of the self-check\n", comparison->unsound,
			comparison->unsound == 1 ? "" : "s");
	if (quiet)
		return;
	wrap_print(output->file, 4, output->width, "calls: RMI calls, of these INIT_RIPAS, "
		   "SET_RIPAS, RTT_CREATE.");
	wrap_print(output->file, 4, output->width, "cheats of a hostile Host: noticed before the "
		   "guest has its secret / stop the guest later / never noticed.");
}
