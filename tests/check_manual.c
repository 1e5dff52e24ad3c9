/* SPDX-License-Identifier: BSD-3-Clause */
/* Manual pages: they say what the tables say, and man(1) can show them. */
#include <string.h>

#include "actor/actors.h"
#include "cli/verbs.h"
#include "language/setting.h"
#include "language/words.h"
#include "manual/manual.h"
#include "manual/roff.h"
#include "program.h"
#include "suites.h"

static GPtrArray *pages(void)
{
	return manual_names(verbs);
}

/* Does @page say @text, as it is written in roff? */
static gboolean says(const char *page, const char *text)
{
	g_autoptr(GString) roff = g_string_new(NULL);

	roff_paragraphs(roff, text);
	g_string_truncate(roff, roff->len - 1);
	return strstr(page, roff->str) != NULL;
}

START_TEST(test_page)
{
	g_autoptr(GPtrArray) names = pages();
	const char *name = names->pdata[_i];
	g_autofree char *page = manual_page(name, verbs);
	g_autofree char *command = g_strdup_printf(
		"! command -v man >/dev/null || ripas-sim show manual %s | "
		"MANWIDTH=80 man --warnings=w -l - >/dev/null", name);
	int code;
	g_autofree char *said = program_run(command, &code);

	ck_assert(g_str_has_prefix(page, ".TH RIPAS"));
	ck_assert(g_utf8_validate(page, -1, NULL));
	ck_assert_msg(code == 0 && !*said, "%s: %s", name, said);
}
END_TEST

START_TEST(test_verb)
{
	for (const Verb *const *verb = verbs; *verb; verb++) {
		g_autofree char *page = manual_of_verb(*verb);

		ck_assert(says(page, (*verb)->summary));
		for (const GOptionEntry *o = (*verb)->options; o && o->long_name; o++)
			ck_assert_msg(says(page, o->long_name) && says(page, o->description), "%s",
				      o->long_name);
		for (unsigned code = 0; code < EXIT_CODES; code++)
			ck_assert(says(page, verb_status(*verb, code)));
	}
}
END_TEST

/* Words, settings, procedures and commands are all there. */
START_TEST(test_language)
{
	g_autofree char *page = manual_of_language();

	for (guint i = 0; language_word(i); i++)
		ck_assert_msg(says(page, language_word(i)->summary), "%s", language_word(i)->word);
	for (guint i = 0; setting_at(i); i++)
		ck_assert_msg(says(page, setting_at(i)->summary) && *setting_at(i)->summary, "%s",
			      setting_at(i)->name);
	for (guint i = 0; actors[i]; i++)
		for (guint j = 0; j < actors[i]->count; j++)
			ck_assert(says(page, actors[i]->procedures[j].text));
	ck_assert(says(page, "RMI_RTT_SET_RIPAS") && says(page, "RMI_RTT_DATA_MAP"));
	ck_assert(says(page, "RSI_IPA_STATE_SET"));
}
END_TEST

/* What roff would take for a request or an escape is text. */
START_TEST(test_roff)
{
	g_autoptr(GString) out = g_string_new(NULL);

	roff_paragraphs(out, ".x\n'y \\n -");
	ck_assert_str_eq(out->str, "\\&.x\n\\&'y \\en \\-\n");
	g_string_truncate(out, 0);
	roff_syntax_term(out, "a", "B", "c");
	ck_assert_str_eq(out->str, ".TP\n\\fBa\\fR \\fIB\\fR\nc\n");
}
END_TEST

/* ripas.3: comments are text, declarations stay as they are, scaffold goes. */
START_TEST(test_library)
{
	g_autofree char *page = manual_of_library(".",
		"/* SPDX-License-Identifier: X */\n/*\n * The face.\n *\n * More.\n */\n"
		"#ifndef RIPAS_H\n#define RIPAS_H\n\n#include <stdint.h>\n\n"
		"/* An\n *  example\n */\n/* Makes one;\n * 0 on success. */\nint ripas_new(void);\n\n#endif\n", NULL);

	ck_assert(strstr(page, "\nThe face.\n.PP\nMore.\n"));
	ck_assert(strstr(page, "\nMakes one;\n0 on success.\n"));
	ck_assert(strstr(page, "\nAn\n.PP\n.nf\n example\n.fi\n"));
	ck_assert(strstr(page, "\nint ripas_new(void);\n"));
	ck_assert(!strstr(page, "SPDX") && !strstr(page, "stdint") && !strstr(page, "#endif"));
}
END_TEST

Suite *suite_manual(void)
{
	Suite *suite = suite_create("manual");
	TCase *tcase = tcase_create("manual");
	g_autoptr(GPtrArray) names = pages();

	tcase_add_loop_test(tcase, test_page, 0, (int)names->len);
	tcase_add_test(tcase, test_verb);
	tcase_add_test(tcase, test_language);
	tcase_add_test(tcase, test_roff);
	tcase_add_test(tcase, test_library);
	suite_add_tcase(suite, tcase);
	return suite;
}
