/* SPDX-License-Identifier: BSD-3-Clause */
/* What is known of Realms. */
#include "partial/knowledge.h"

#include "partial/stage.h"

#define STATE(state) (1u << (state))

static PartialRealm *add_realm(Knowledge *knowledge, guint64 rd, gboolean is_named)
{
	PartialRealm *realm = g_new0(PartialRealm, 1);

	realm->rd = rd;
	realm->is_named = is_named;
	realm->states = STATE(REALM_NEW) | STATE(REALM_ACTIVE) | STATE(REALM_SYSTEM_OFF) |
			(rmm_has(knowledge->model, TRAIT_OPERATIONS) ? STATE(REALM_ZOMBIE) : 0);
	realm->width_low = STAGE_WIDTH_MIN;
	realm->width_high = STAGE_WIDTH_MAX;
	realm->start_high = RMM_PAGE_LEVEL;
	realm->space = ipa_space_new(entry_set_all(TRUE) | entry_set_all(FALSE));
	realm->open = g_array_new(FALSE, FALSE, sizeof(RipasRequest));
	g_ptr_array_add(knowledge->realms, realm);
	return realm;
}

PartialRealm *knowledge_realm(Knowledge *knowledge, guint64 rd)
{
	for (guint i = 0; i < knowledge->realms->len; i++) {
		PartialRealm *realm = knowledge->realms->pdata[i];

		if (realm->is_named && realm->rd == rd)
			return realm;
	}
	return add_realm(knowledge, rd, TRUE);
}

PartialRealm *knowledge_nameless(Knowledge *knowledge)
{
	for (guint i = 0; i < knowledge->realms->len; i++) {
		PartialRealm *realm = knowledge->realms->pdata[i];

		if (!realm->is_named)
			return realm;
	}
	return add_realm(knowledge, 0, FALSE);
}

static EntrySet is_new(gpointer user, const Piece *piece)
{
	EntrySet all = entry_set_all(TRUE) & entry_set_of_ripas(RIPAS_EMPTY);

	/* No page is there yet; where tables begin is not told. */
	for (int level = 0; level <= RMM_PAGE_LEVEL; level++)
		all &= ~entry_set_live(level) | entry_set_of_levels(level + 1, RMM_PAGE_LEVEL);
	return all | entry_set_all(FALSE);
}

void knowledge_note_told(const Knowledge *knowledge, const PartialRealm *realm, GArray *told)
{
	const RealmTold what = { realm->rd, realm->begun, realm->width_low, realm->start_high };

	if (realm->begun)
		g_array_append_val(told, what);
}

/* What stands in it is set anew, all of it. */
static void forget_space(PartialRealm *realm)
{
	g_array_set_size(realm->space, 1);
	g_array_index(realm->space, Piece, 0).is_assumed = FALSE;
}

void knowledge_begin_realm(Knowledge *knowledge, PartialRealm *realm, guint line)
{
	knowledge_note_told(knowledge, realm, knowledge->told);
	realm->begun = line;
	realm->states = STATE(REALM_NEW);
	realm->states_line = line;
	realm->width_low = STAGE_WIDTH_MIN;
	realm->width_high = STAGE_WIDTH_MAX;
	realm->start_high = RMM_PAGE_LEVEL;
	realm->width_line = realm->start_line = 0;
	realm->request.top = 0;
	realm->runnable = realm->recs = 0;
	g_array_set_size(realm->open, 0);
	forget_space(realm);
	ipa_space_change_all(realm->space, is_new, NULL, line);
}

void knowledge_end_realm(Knowledge *knowledge, PartialRealm *realm, guint line)
{
	knowledge_note_told(knowledge, realm, knowledge->told);
	realm->begun = 0;
	realm->states = STATE(REALM_NULL);
	realm->states_line = line;
	g_array_set_size(realm->open, 0);
	forget_space(realm);
}

void knowledge_terminate(PartialRealm *realm, guint line)
{
	realm->states = STATE(REALM_ZOMBIE);
	realm->states_line = line;
}

static EntrySet become(gpointer user, const Piece *piece)
{
	const Knowledge *knowledge = user;

	return becoming_entries(&knowledge->becoming, piece->set, TRUE);
}

void knowledge_activate(Knowledge *knowledge, PartialRealm *realm, guint line)
{
	if (knowledge_may_be_new(realm))
		ipa_space_change_all(realm->space, become, knowledge, line);
	realm->states = STATE(REALM_ACTIVE);
	realm->states_line = line;
	realm->runnable = MAX(realm->runnable, 1);
}
