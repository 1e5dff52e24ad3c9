/* SPDX-License-Identifier: BSD-3-Clause */
/* Harms, as predicates of explorations. */
#include "cheating/harm.h"

#include <string.h>

static const struct {
	const char *name, *text;
} harms[HARMS] = {
	[HARM_IMAGE] = { "image", "reads zeroes where its image was measured" },
	[HARM_DATA] = { "data", "reads zeroes where it has written" },
	[HARM_FOREIGN] = { "foreign", "reads contents that the Host chose, unmeasured" },
	[HARM_RAM] = { "ram", "has RAM where no memory is to be" },
	[HARM_SEA] = { "sea", "takes an SEA where the honest Host lets it go on" },
};

const char *harm_name(Harm harm)
{
	return harms[harm].name;
}

const char *harm_text(Harm harm)
{
	return harms[harm].text;
}

Harm harm_named(const char *name)
{
	Harm harm = 0;

	while (harm < HARMS && strcmp(harms[harm].name, name) != 0)
		harm++;
	return harm;
}

/* ---- trust ---- */

static void append_rim(GString *out, guint64 rim)
{
	const guint8 *bytes = (const guint8 *)&rim;

	g_string_append(out, "rim == 0x");
	for (gsize i = 0; i < sizeof(rim); i++)
		g_string_append_printf(out, "%02x", bytes[i]);
}

char *harm_trusted(const HonestCell *honest)
{
	GString *out = g_string_new("realm ACTIVE");

	/* Who never attests is trusted by nobody, and trusts all. */
	if (honest->facts.secret) {
		g_string_append(out, " and ");
		append_rim(out, honest->rim_after);
	}
	return g_string_free(out, FALSE);
}

char *harm_while(const HonestCell *honest)
{
	g_autofree char *trusted = harm_trusted(honest);
	GString *out = g_string_new("realm NEW");

	if (honest->facts.secret && honest->rim_before != honest->rim_after) {
		g_string_append(out, " and (");
		append_rim(out, honest->rim_before);
		g_string_append(out, " or ");
		append_rim(out, honest->rim_after);
		g_string_append_c(out, ')');
	} else if (honest->facts.secret) {
		g_string_append(out, " and ");
		append_rim(out, honest->rim_after);
	}
	g_string_append_printf(out, " or %s", trusted);
	return g_string_free(out, FALSE);
}

/* ---- what the guest relies on ---- */

static gboolean is_access(const GuestDoing *doing)
{
	return doing->doing != DOES_ASK;
}

/* Which contents there are, after the first @count doings, that it relies on. */
typedef enum { RELIES_NOT, RELIES_MEASURED, RELIES_WRITTEN } Reliance;

static Reliance reliance(const WatchedPage *page, guint count)
{
	Reliance is = page->measured ? RELIES_MEASURED : RELIES_NOT;

	for (guint i = 0; i < count; i++) {
		const GuestDoing *doing = &g_array_index(page->doings, GuestDoing, i);

		if (doing->doing == DOES_WRITE)
			is = RELIES_WRITTEN;
		/* It gives them up, or does not mind their loss. */
		else if (doing->doing == DOES_ASK &&
			 (doing->ripas == RIPAS_EMPTY || doing->flags == CHANGE_DESTROYED))
			is = RELIES_NOT;
	}
	return is;
}

/* Does it look at contents next, or is all done, and what comes then may? */
static gboolean reads_next(const WatchedPage *page, guint count)
{
	const GuestDoing *next = count < page->doings->len
				 ? &g_array_index(page->doings, GuestDoing, count) : NULL;

	return !next || next->doing == DOES_READ || next->doing == DOES_FETCH;
}

static gboolean touches_next(const WatchedPage *page, guint count)
{
	return count < page->doings->len &&
	       is_access(&g_array_index(page->doings, GuestDoing, count));
}

/* May it be harmed so when it has done @count doings? */
static gboolean is_moment(const WatchedPage *page, guint count, Harm harm)
{
	Reliance is = reliance(page, count);

	if (harm == HARM_SEA)
		return touches_next(page, count);
	return reads_next(page, count) &&
	       (harm == HARM_IMAGE ? is == RELIES_MEASURED :
		harm == HARM_DATA ? is == RELIES_WRITTEN : is != RELIES_NOT);
}

/* "($at == 1 or $at == 3)"; FALSE: at no moment. */
static gboolean append_moments(GString *out, const WatchedPage *page, Harm harm)
{
	guint count = 0;

	g_string_append_c(out, '(');
	for (guint i = 0; i <= page->doings->len; i++)
		if (is_moment(page, i, harm))
			g_string_append_printf(out, "%s$at == %u", count++ ? " or " : "", i);
	g_string_append_c(out, ')');
	return count > 0;
}

char *harm_predicate(Harm harm, const HonestCell *honest, const WatchedPage *page)
{
	static const char *const states[HARMS] = {
		[HARM_IMAGE] = "ripas $page RAM and origin $page WIPED",
		[HARM_DATA] = "ripas $page RAM and origin $page WIPED",
		[HARM_FOREIGN] = "ripas $page RAM and (origin $page HOST or origin $page UNMEASURED)",
		[HARM_RAM] = "ripas $page RAM",
		[HARM_SEA] = "ripas $page EMPTY",
	};
	g_autofree char *trusted = harm_trusted(honest);
	GString *out;

	if ((harm == HARM_RAM) != page->outside)
		return NULL;
	out = g_string_new(trusted);
	g_string_append_printf(out, " and %s", states[harm]);
	if (page->outside)
		return g_string_free(out, FALSE);
	/* It is there, and does not wait for what it asked for. */
	g_string_append(out, " and granule $rec REC and not pending $rec RIPAS_CHANGE and ");
	if (append_moments(out, page, harm))
		return g_string_free(out, FALSE);
	g_string_free(out, TRUE);
	return NULL;
}
