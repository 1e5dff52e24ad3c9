/* SPDX-License-Identifier: BSD-3-Clause */
/* Explorations for test harnesses: a test per question, and one for the invariants. */
#include "inquiry/witness_text.h"
#include "report/explore_report.h"
#include "report/junit.h"

/* A test: its name, and what it came to, in lines; NULL: it passed. */
typedef void Tell(gpointer user, const char *name, const char *failure);

/* The first thing found of this kind, as text; NULL: nothing. */
static char *failure_of(const Explored *explored, gboolean of_property, guint property)
{
	for (guint i = 0; i < explored->witnesses->len; i++) {
		const Witness *witness = explored->witnesses->pdata[i];
		gboolean is_property = witness->found->kind == FOUND_NEVER ||
				       witness->found->kind == FOUND_ALWAYS;
		GString *text;

		if (witness->found->kind == FOUND_REACH || is_property != of_property ||
		    (of_property && witness->found->index != property))
			continue;
		text = g_string_new(NULL);
		witness_append_subject(text, explored, witness);
		g_string_append_c(text, '\n');
		witness_append_calls(text, explored, witness, "    ");
		return g_string_free(text, FALSE);
	}
	return NULL;
}

static void tell_all(const ExploreFile *file, Tell *tell, gpointer user)
{
	const Explored *explored = file->explored;
	g_autofree char *broken = NULL;

	if (!explored || !explored->exploration) {
		tell(user, "setup", explored ? "a step of the setup failed\n" : "it has errors\n");
		return;
	}
	for (unsigned i = 0; i < explored->exploration->alphabet.property_count; i++) {
		Answer answer = explored_answer(explored, i);
		g_autofree char *failure = failure_of(explored, TRUE, i);

		if (!failure && (answer == ANSWER_NOT_REACHED || answer == ANSWER_BROKEN))
			failure = g_strdup("it does not hold\n");
		tell(user, explored->exploration->alphabet.properties[i].text, failure);
	}
	broken = failure_of(explored, FALSE, 0);
	tell(user, "invariants", broken);
}

static gboolean passed(const ExploreFile *file)
{
	return file->explored && explored_holds(file->explored);
}

/* ---- KTAP ---- */

typedef struct {
	FILE *out;
	guint number;
} Tap;

static void tap_begin(const ExploreStyle *style, guint files)
{
	fprintf(style->output->file, "KTAP version 1\n1..%u\n", files);
}

static void tap_count(gpointer user, const char *name, const char *failure)
{
	(void)name;
	(void)failure;
	++*(guint *)user;
}

static void tap_test(gpointer user, const char *name, const char *failure)
{
	Tap *tap = user;
	g_auto(GStrv) lines = g_strsplit(failure ? failure : "", "\n", -1);
	g_autofree char *plain = g_strdelimit(g_strdup(name), "#\n", ' ');

	for (char **line = lines; *line; line++)
		if (**line)
			fprintf(tap->out, "    # %s\n", *line);
	fprintf(tap->out, "    %s %u %s\n", failure ? "not ok" : "ok", ++tap->number, plain);
}

static void tap_file(const ExploreStyle *style, guint number, const ExploreFile *file)
{
	Tap tap = { style->output->file, 0 };
	guint count = 0;

	tell_all(file, tap_count, &count);
	fprintf(tap.out, "    KTAP version 1\n    # Subtest: %s\n    1..%u\n", file->path, count);
	tell_all(file, tap_test, &tap);
	if (file->explored && explored_is_partial(file->explored))
		fprintf(tap.out, "# %s is incomplete: %s\n", file->path,
			explore_end_text(file->explored->result.end));
	fprintf(tap.out, "%s %u %s\n", passed(file) ? "ok" : "not ok", number, file->path);
}

static void tap_end(const ExploreStyle *style, const ExploreTotals *totals)
{
	fprintf(style->output->file, "# Totals: pass:%u fail:%u skip:0\n",
		totals->files - totals->failed - totals->broken,
		totals->failed + totals->broken);
}

const ExploreFormat explore_report_tap = { "tap", tap_begin, tap_file, tap_end };

/* ---- JUnit ---- */

typedef struct {
	GString *cases;
	const char *path;
	guint tests, failures;
} Junit;

static void junit_begin(const ExploreStyle *style, guint files)
{
	(void)files;
	fputs(JUNIT_BEGIN, style->output->file);
}

static void junit_test(gpointer user, const char *name, const char *failure)
{
	Junit *junit = user;

	junit->tests++;
	junit_append(junit->cases, "    <testcase classname=\"%s\" name=\"%s\"", junit->path, name);
	if (!failure) {
		g_string_append(junit->cases, "/>\n");
		return;
	}
	junit->failures++;
	junit_append(junit->cases, ">\n      <failure>%s</failure>\n    </testcase>\n", failure);
}

static void junit_file(const ExploreStyle *style, guint number, const ExploreFile *file)
{
	Junit junit = { g_string_new(NULL), file->path, 0, 0 };
	g_autoptr(GString) suite = g_string_new(NULL);

	(void)number;
	tell_all(file, junit_test, &junit);
	junit_append(suite, "  <testsuite name=\"%s\" tests=\"%u\" failures=\"%u\">\n", file->path,
		     junit.tests, junit.failures);
	fprintf(style->output->file, "%s%s  </testsuite>\n", suite->str, junit.cases->str);
	g_string_free(junit.cases, TRUE);
}

static void junit_end(const ExploreStyle *style, const ExploreTotals *totals)
{
	(void)totals;
	fputs(JUNIT_END, style->output->file);
}

const ExploreFormat explore_report_junit = { "junit", junit_begin, junit_file, junit_end };
