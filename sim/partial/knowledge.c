/* SPDX-License-Identifier: BSD-3-Clause */
/* What a log that leaves out calls tells of the state of an RMM. */
#include "partial/knowledge.h"

#include "partial/stage.h"
#include "state/rtt.h"

typedef struct {
	guint64 value;
	guint line;
} PartialConstant;

static void realm_free(gpointer data)
{
	PartialRealm *realm = data;

	g_array_unref(realm->space);
	g_array_unref(realm->open);
	g_free(realm);
}

void knowledge_init(Knowledge *knowledge, const struct rmm_model *model, const LogDialect *dialect,
		    gboolean is_whole)
{
	knowledge->is_whole = is_whole;
	knowledge->dialect = dialect;
	knowledge->model = model;
	becoming_init(&knowledge->becoming, model, dialect);
	knowledge_begin(knowledge);
}

void knowledge_begin(Knowledge *knowledge)
{
	knowledge->granules = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
	knowledge->realms = g_ptr_array_new_with_free_func(realm_free);
	knowledge->told = g_array_new(FALSE, FALSE, sizeof(RealmTold));
	knowledge->constants = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	knowledge->operations = operations_new();
}

void knowledge_clear(Knowledge *knowledge)
{
	g_hash_table_unref(knowledge->granules);
	g_ptr_array_unref(knowledge->realms);
	g_array_unref(knowledge->told);
	g_hash_table_unref(knowledge->constants);
	g_array_unref(knowledge->operations);
}

void knowledge_forget(Knowledge *knowledge)
{
	knowledge->is_whole = FALSE;
	g_hash_table_remove_all(knowledge->granules);
	g_ptr_array_set_size(knowledge->realms, 0);
	g_array_set_size(knowledge->operations, 0);
}

/* ---- entries ---- */

static EntrySet is_any(gpointer user, const Piece *piece)
{
	return entry_set_all(TRUE) | entry_set_all(FALSE);
}

/* What @set is if a request that lies over it is carried out. */
static EntrySet requested(const RipasRequest *request, EntrySet set)
{
	EntrySet destroyed = set & entry_set_of_ripas(RIPAS_DESTROYED);
	EntrySet changed = entry_set_with_ripas(set & ~entry_set_of_ripas(RIPAS_DESTROYED) &
						entry_set_all(TRUE), request->ripas);

	if (request->destroyed)
		return changed | entry_set_with_ripas(destroyed & entry_set_all(TRUE),
						      request->ripas);
	return changed | destroyed;
}

static gboolean lies_over(const RipasRequest *request, guint64 ipa)
{
	return request->top && ipa >= request->base && ipa < request->top;
}

/* What may have become of the piece by now. */
static EntrySet now(const Knowledge *knowledge, const PartialRealm *realm, EntrySet set,
		    guint64 ipa)
{
	gboolean is_new_too = knowledge_may_be_new(realm);

	set = becoming_entries(&knowledge->becoming, set, is_new_too);
	if (lies_over(&realm->request, ipa))
		set |= requested(&realm->request, set);
	for (guint i = 0; i < realm->open->len; i++)
		if (lies_over(&g_array_index(realm->open, RipasRequest, i), ipa))
			set |= requested(&g_array_index(realm->open, RipasRequest, i), set);
	if (realm->request.top || realm->open->len)
		set = becoming_entries(&knowledge->becoming, set, is_new_too);
	return set;
}

EntrySet knowledge_entry(const Knowledge *knowledge, const PartialRealm *realm, guint64 ipa,
			 guint *line)
{
	const Piece *piece = ipa_space_at(realm->space, ipa);

	if (line)
		*line = piece->line;
	return now(knowledge, realm, piece->set, ipa);
}

struct change {
	const Knowledge *knowledge;
	const PartialRealm *realm;
	EntrySet set;
	guint64 ipa;            /* requests lie over the whole as over this one */
};

static EntrySet narrow(gpointer user, const Piece *piece)
{
	const struct change *change = user;
	EntrySet set = now(change->knowledge, change->realm, piece->set, change->ipa) & change->set;

	/* What contradicts was told; the last one is believed. */
	if (!set)
		return change->set;
	/* What says as much already keeps its line. */
	return now(change->knowledge, change->realm, set, change->ipa) ==
	       now(change->knowledge, change->realm, piece->set, change->ipa) ? piece->set : set;
}

/* Up to where from @ipa on, at most to @top, the same requests lie over all IPAs. */
static guint64 same_requests(const PartialRealm *realm, guint64 ipa, guint64 top)
{
	for (guint i = 0; i <= realm->open->len; i++) {
		const RipasRequest *request = i < realm->open->len
			? &g_array_index(realm->open, RipasRequest, i) : &realm->request;

		if (request->top > ipa)
			top = MIN(top, request->base > ipa ? request->base : request->top);
	}
	return top;
}

void knowledge_narrow(Knowledge *knowledge, PartialRealm *realm, guint64 base, guint64 top,
		      EntrySet set, guint line)
{
	struct change change = { knowledge, realm, set, base };

	for (guint64 end; base < top; base = end) {
		end = same_requests(realm, base, top);
		change.ipa = base;
		ipa_space_change(realm->space, base, end, narrow, &change, line);
	}
}

static int lowest_level(EntrySet set)
{
	int level = 0;

	while (level < RMM_PAGE_LEVEL && !(set & entry_set_of_level(level)))
		level++;
	return level;
}

static int highest_level(EntrySet set)
{
	int level = RMM_PAGE_LEVEL;

	while (level > 0 && !(set & entry_set_of_level(level)))
		level--;
	return level;
}

void knowledge_set_entry(Knowledge *knowledge, PartialRealm *realm, guint64 ipa, EntrySet set,
			 guint line)
{
	const struct rmm_model *m = knowledge->model;
	int low = lowest_level(set), high = highest_level(set);
	guint64 base = rmm_align_down(m, &partial_geometry, ipa, high);

	knowledge_narrow(knowledge, realm, base, base + rmm_level_size(m, &partial_geometry, high), set, line);
	/* Where a walk ends at @low its table is there for all that it describes. */
	if (low > 0) {
		base = rmm_align_down(m, &partial_geometry, ipa, low - 1);
		knowledge_narrow(knowledge, realm, base, base + rmm_level_size(m, &partial_geometry, low - 1),
				 entry_set_of_levels(low, RMM_PAGE_LEVEL), line);
	}
}

static EntrySet put(gpointer user, const Piece *piece)
{
	return *(const EntrySet *)user;
}

void knowledge_put(PartialRealm *realm, guint64 base, guint64 top, EntrySet set, guint line)
{
	ipa_space_change(realm->space, base, top, put, &set, line);
}

void knowledge_forget_entries(PartialRealm *realm, guint64 base, guint64 top, guint line)
{
	ipa_space_change(realm->space, base, top, is_any, NULL, line);
}

/* Up to where from @ipa on, at most to @top, all IPAs are alike. */
static guint64 piece_end(const PartialRealm *realm, guint64 ipa, guint64 top)
{
	guint64 end = ipa_space_end(realm->space, ipa);

	return same_requests(realm, ipa, end ? MIN(end, top) : top);
}

guint64 knowledge_find_other(const Knowledge *knowledge, const PartialRealm *realm, guint64 base,
			     guint64 top, EntrySet set)
{
	for (guint64 ipa = base; ipa < top; ) {
		guint64 end = piece_end(realm, ipa, top);

		if (!(knowledge_entry(knowledge, realm, ipa, NULL) & set))
			return ipa;
		ipa = end;
	}
	return top;
}

gboolean knowledge_is_within(const Knowledge *knowledge, const PartialRealm *realm, guint64 base,
			     guint64 top, EntrySet set)
{
	for (guint64 ipa = base; ipa < top; ) {
		guint64 end = piece_end(realm, ipa, top);

		if (knowledge_entry(knowledge, realm, ipa, NULL) & ~set)
			return FALSE;
		ipa = end;
	}
	return TRUE;
}

/* ---- what was taken for granted ---- */

gboolean knowledge_is_assumed(const PartialRealm *realm, guint64 base, guint64 top)
{
	return ipa_space_is_assumed(realm->space, base, top);
}

void knowledge_confirm(PartialRealm *realm, guint64 base, guint64 top)
{
	ipa_space_assume(realm->space, base, top, FALSE);
}

/* ---- requests ---- */

void knowledge_request(Knowledge *knowledge, PartialRealm *realm, const RipasRequest *request)
{
	realm->request = *request;
}

static EntrySet carry_out(gpointer user, const Piece *piece)
{
	const struct change *change = user;

	return requested(&change->realm->request,
			 becoming_entries(&change->knowledge->becoming, piece->set,
					  knowledge_may_be_new(change->realm)));
}

void knowledge_settle(Knowledge *knowledge, PartialRealm *realm, guint64 top, guint line)
{
	struct change change = { knowledge, realm, 0, 0 };
	RipasRequest request = realm->request;

	if (!request.top)
		return;
	top = MIN(top, request.top);
	ipa_space_change(realm->space, request.base, top, carry_out, &change, request.line);
	ipa_space_assume(realm->space, request.base, top, TRUE);
	realm->request.top = 0;
}

void knowledge_leave_open(Knowledge *knowledge, PartialRealm *realm)
{
	if (!realm->request.top)
		return;
	/* The oldest is forgotten as a request: all of it may be anything then. */
	if (realm->open->len == REQUESTS_MAX) {
		RipasRequest oldest = g_array_index(realm->open, RipasRequest, 0);

		ipa_space_change(realm->space, oldest.base, oldest.top, is_any, NULL, oldest.line);
		g_array_remove_index(realm->open, 0);
	}
	g_array_append_val(realm->open, realm->request);
	realm->request.top = 0;
}

/* ---- what never changes ---- */

gboolean knowledge_differs(Knowledge *knowledge, const char *name, guint64 value, guint line,
			   guint *before, guint64 *told)
{
	PartialConstant *known = g_hash_table_lookup(knowledge->constants, name);

	*before = 0;
	if (!known) {
		known = g_new(PartialConstant, 1);
		*known = (PartialConstant){ value, line };
		g_hash_table_insert(knowledge->constants, g_strdup(name), known);
		return FALSE;
	}
	*before = known->line;
	*told = known->value;
	return known->value != value;
}
