/* SPDX-License-Identifier: BSD-3-Clause */
/* The exploration of a page of a cell: what Host and guest may do. */
#include "cheating/block.h"

#include "version/make.h"

/* A table of level 3 maps so much. */
#define TABLE_SIZE ((guint64)512 * RMM_GRANULE_SIZE)

static const char *name_of(const struct rmm_enumeration *names, const HonestCell *honest,
			   guint64 value)
{
	return rmm_name(names, honest->cell->version, value);
}

/* The page, and Granules: its own, and one that is spare. */
static void append_names(GString *out, const HonestCell *honest, const WatchedPage *page)
{
	g_string_append_printf(out, "let $page  = 0x%" G_GINT64_MODIFIER "x  # %s\n"
			       "let $spare = 0x%" G_GINT64_MODIFIER "x  # a Granule of the Host\n",
			       page->ipa, page->area, honest->spare);
	if (page->granule)
		g_string_append_printf(out, "let $own   = 0x%" G_GINT64_MODIFIER "x  # what backs the page\n",
				       page->granule);
	g_string_append(out, "\nexplore\n  any $p in $page | $page+4K\n");
	g_string_append_printf(out, "  any $g in %s$spare%s\n", page->granule ? "$own | " : "",
			       honest->has_ranges ? " | $spare+4K" : "");
	g_string_append(out, "  monitor $at\n  monitor $granted\n  named only\n");
	g_string_append(out, honest->facts.secret ? "  rim exact\n" : "  rim off\n");
}

/* ---- the Host ---- */

/* What the guest asks for it gets: a Host that refuses stops it. */
static void append_host(GString *out, const HonestCell *honest)
{
	g_string_append(out, "  host  any RMI_* except RMI_REALM_CREATE, RMI_REC_CREATE, "
			"RMI_REC_ENTER, RMI_RTT_SET_RIPAS\n");
	if (honest->calls->len) {
		g_string_append(out, "  action set_ripas_of_protected_regions\n");
		for (guint i = 0; i < honest->calls->len; i++)
			g_string_append_printf(out, "    %s\n", (char *)honest->calls->pdata[i]);
		g_string_append(out, "  end\n");
	}
	g_string_append(out, "  host  RMI_RTT_SET_RIPAS rd=$rd rec=$rec base=$page top=$page+4K "
			"then $granted = 1\n"
			"  host  RMI_REC_ENTER rec=$rec when $granted == 1 then $granted = 0\n");
}

/* ---- the guest ---- */

static void append_ask(GString *out, const HonestCell *honest, const GuestDoing *doing)
{
	g_string_append_printf(out, "RSI_IPA_STATE_SET base=$page top=$page+4K ripas=%s flags=%s",
			       name_of(&rmm_ripas_values, honest, doing->ripas),
			       doing->flags == CHANGE_DESTROYED ? "CHANGE_DESTROYED"
								: "NO_CHANGE_DESTROYED");
}

/* An access comes about where there is memory; elsewhere it is made again and again. */
static void append_access(GString *out, const HonestCell *honest, const GuestDoing *doing)
{
	static const char *const words[] = {
		[DOES_READ] = "READ ipa=$page", [DOES_FETCH] = "FETCH ipa=$page",
		[DOES_WRITE] = "WRITE ipa=$page value=1",
	};

	g_string_append_printf(out, "%s when rtte $page %s RAM", words[doing->doing],
			       name_of(&rmm_rtte_states, honest, RTTE_ASSIGNED));
}

static void append_guest(GString *out, const HonestCell *honest, const WatchedPage *page)
{
	for (guint i = 0; i < page->doings->len; i++) {
		const GuestDoing *doing = &g_array_index(page->doings, GuestDoing, i);

		g_string_append(out, "  realm $rec ");
		if (doing->doing == DOES_ASK) {
			append_ask(out, honest, doing);
			g_string_append_printf(out, " when $at == %u", i);
		} else {
			append_access(out, honest, doing);
			g_string_append_printf(out, " and $at == %u", i);
		}
		g_string_append_printf(out, " then $at = %u\n", i + 1);
	}
}

/* ---- the whole ---- */

static void append_questions(GString *out, const HonestCell *honest, const WatchedPage *page,
			     Asked *asked)
{
	asked->count = 0;
	for (Harm harm = 0; harm < HARMS; harm++) {
		g_autofree char *predicate = harm_predicate(harm, honest, page);

		if (!predicate)
			continue;
		g_string_append_printf(out, "  reach %s\n", predicate);
		asked->harms[asked->count++] = harm;
	}
}

char *block_text(const HonestCell *honest, const WatchedPage *page, guint64 depth, Asked *asked)
{
	g_autofree char *setup = honest_cell_setup(honest);
	g_autofree char *goes_on = harm_while(honest);
	GString *out = g_string_new(setup);

	append_names(out, honest, page);
	g_string_append_printf(out, "  while %s\n", goes_on);
	append_host(out, honest);
	append_guest(out, honest, page);
	/* That is one of the questions. */
	g_string_append(out, "  check off lost-contents-not-ram\n");
	append_questions(out, honest, page, asked);
	if (depth)
		g_string_append_printf(out, "  depth %" G_GUINT64_FORMAT "\n", depth);
	g_string_append(out, "end\n");
	if (asked->count)
		return g_string_free(out, FALSE);
	g_string_free(out, TRUE);
	return NULL;
}
