/* SPDX-License-Identifier: BSD-3-Clause */
/* Smaller ranges and fewer objects. */
#include "reduce/shrink.h"

#include <string.h>

/* More addresses, or ranges, are left as they are. */
#define ADDRESSES_MAX 48

struct shrinking {
	char *text;
	ShrinkTest *test;
	gpointer user;
};

/* The text becomes @text, which is taken over, if that still does it. */
static gboolean try(struct shrinking *s, char *text)
{
	if (strcmp(text, s->text) == 0 || !s->test(s->user, &text)) {
		g_free(text);
		return FALSE;
	}
	g_free(s->text);
	s->text = text;
	return TRUE;
}

/* ---- ranges ---- */

static char *one_page(const GMatchInfo *match)
{
	g_autofree char *base = g_match_info_fetch(match, 1);
	g_autofree char *number = g_match_info_fetch(match, 2);
	g_autofree char *between = g_match_info_fetch(match, 3);
	gboolean prefixed = g_str_has_prefix(number, "0x");
	guint64 value = g_ascii_strtoull(number, NULL, 16) + 0x1000;

	return g_strdup_printf("%s%s%stop=%s%" G_GINT64_MODIFIER "x", base, number, between,
			       prefixed ? "0x" : "", value);
}

/* Each "base=A top=B" by itself. */
static void shrink_ranges(struct shrinking *s)
{
	g_autoptr(GRegex) regex = g_regex_new("(base=)((?:0x)?[0-9a-f]+)(\\s+(?:\\w+=\\S+\\s+)?)"
					      "top=(?:0x)?[0-9a-f]+", 0, 0, NULL);
	gint from = 0;

	for (guint i = 0; i < ADDRESSES_MAX; i++) {
		g_autoptr(GMatchInfo) match = NULL;
		g_autofree char *page = NULL;
		gint start, end;

		if (from > (gint)strlen(s->text) ||
		    !g_regex_match_full(regex, s->text, -1, from, 0, &match, NULL))
			return;
		g_match_info_fetch_pos(match, 0, &start, &end);
		page = one_page(match);
		try(s, g_strdup_printf("%.*s%s%s", start, s->text, page, s->text + end));
		from = start + 1;
	}
}

/* ---- objects ---- */

/* Numbers that may be addresses: four digits at least. */
static GPtrArray *addresses(const char *text)
{
	g_autoptr(GRegex) regex = g_regex_new("\\b(?:0x)?[0-9a-f]{5,16}\\b", 0, 0, NULL);
	GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GMatchInfo) match = NULL;

	for (g_regex_match(regex, text, 0, &match);
	     g_match_info_matches(match) && found->len < ADDRESSES_MAX;
	     g_match_info_next(match, NULL)) {
		g_autofree char *word = g_match_info_fetch(match, 0);

		if (!g_ptr_array_find_with_equal_func(found, word, g_str_equal, NULL))
			g_ptr_array_add(found, g_steal_pointer(&word));
	}
	return found;
}

static char *replace_word(const char *text, const char *word, const char *by)
{
	g_autofree char *pattern = g_strdup_printf("\\b%s\\b", word);
	g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);

	return g_regex_replace_literal(regex, text, -1, 0, by, 0, NULL);
}

/* A later address becomes one that stands before it. */
static void merge_objects(struct shrinking *s)
{
	g_autoptr(GPtrArray) found = addresses(s->text);

	for (guint i = 1; i < found->len; i++)
		for (guint j = 0; j < i; j++)
			if (try(s, replace_word(s->text, found->pdata[i], found->pdata[j])))
				break;
}

char *shrink_text(const char *text, ShrinkTest *test, gpointer user)
{
	struct shrinking s = { g_strdup(text), test, user };

	shrink_ranges(&s);
	merge_objects(&s);
	return s.text;
}
