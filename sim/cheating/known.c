/* SPDX-License-Identifier: BSD-3-Clause */
/* What pages came to that were explored before. */
#include "cheating/known.h"

struct KnownPages {
	GMutex lock;
	GHashTable *answers;    /* key to PageAnswer */
};

void page_answer_free(PageAnswer *answer)
{
	for (Harm harm = 0; harm < HARMS; harm++)
		g_free(answer->harms[harm].way);
	g_free(answer);
}

KnownPages *known_pages_new(void)
{
	KnownPages *known = g_new0(KnownPages, 1);

	g_mutex_init(&known->lock);
	known->answers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					       (GDestroyNotify)page_answer_free);
	return known;
}

void known_pages_free(KnownPages *known)
{
	g_hash_table_unref(known->answers);
	g_mutex_clear(&known->lock);
	g_free(known);
}

char *known_pages_key(const char *text, const Explored *explored)
{
	const Exploration *exploration = explored->exploration;
	const struct explore_alphabet *a = &exploration->alphabet;
	g_autoptr(GRegex) names = g_regex_new("^title .*$|^question .*$| version=\\w+",
					      G_REGEX_MULTILINE, 0, NULL);
	g_autofree char *asked = g_regex_replace_literal(names, text, -1, 0, "", 0, NULL);
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);

	g_checksum_update(sum, (const guchar *)asked, -1);
	g_checksum_update(sum, (const guchar *)exploration->state, (gssize)a->model->layout.size);
	g_checksum_update(sum, (const guchar *)a->initial, (gssize)a->state_size);
	return g_strdup(g_checksum_get_string(sum));
}

const PageAnswer *known_pages_find(KnownPages *known, const char *key)
{
	const PageAnswer *answer;

	g_mutex_lock(&known->lock);
	answer = g_hash_table_lookup(known->answers, key);
	g_mutex_unlock(&known->lock);
	return answer;
}

const PageAnswer *known_pages_add(KnownPages *known, const char *key, PageAnswer *answer)
{
	const PageAnswer *before;

	g_mutex_lock(&known->lock);
	before = g_hash_table_lookup(known->answers, key);
	if (!before)
		g_hash_table_insert(known->answers, g_strdup(key), answer);
	g_mutex_unlock(&known->lock);
	if (!before)
		return answer;
	page_answer_free(answer);
	return before;
}

guint known_pages_count(KnownPages *known)
{
	guint count;

	g_mutex_lock(&known->lock);
	count = g_hash_table_size(known->answers);
	g_mutex_unlock(&known->lock);
	return count;
}
