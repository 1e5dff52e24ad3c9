/* SPDX-License-Identifier: BSD-3-Clause */
/* Endings, procedures and words of actors. */
#include "actor/actor.h"

#include <string.h>

static const struct {
	const char *name;
	gboolean good;
} endings[ENDINGS] = {
	[ENDED_OK] = { "OK", TRUE },
	[ENDED_IDLE] = { "IDLE", TRUE },
	[ENDED_REFUSED] = { "REFUSED", FALSE },
	[ENDED_SEA] = { "SEA", FALSE },
	[ENDED_PANIC] = { "PANIC", FALSE },
	[ENDED_SPINS] = { "SPINS", FALSE },
	[ENDED_SHUTDOWN] = { "SHUTDOWN", TRUE },
	[ENDED_EINVAL] = { "EINVAL", FALSE },
	[ENDED_ENXIO] = { "ENXIO", FALSE },
	[ENDED_ENOMEM] = { "ENOMEM", FALSE },
	[ENDED_EFAULT] = { "EFAULT", FALSE },
	[ENDED_EIO] = { "EIO", FALSE },
	[ENDED_LIMIT] = { "LIMIT", FALSE },
};

const char *ending_name(Ending ending)
{
	return endings[ending].name;
}

gboolean ending_find(const char *name, Ending *ending)
{
	for (guint i = 0; i < ENDINGS; i++) {
		if (strcmp(endings[i].name, name) == 0) {
			*ending = (Ending)i;
			return TRUE;
		}
	}
	return FALSE;
}

gboolean ending_is_good(Ending ending)
{
	return endings[ending].good;
}

const Procedure *procedure_find(const Actor *actor, const char *name)
{
	for (guint i = 0; i < actor->count; i++)
		if (strcmp(actor->procedures[i].name, name) == 0)
			return &actor->procedures[i];
	return NULL;
}

guint parameter_count(const Parameter *parameters)
{
	guint count = 0;

	while (parameters[count].name)
		count++;
	return count;
}

gboolean choice_find(const char *choices, const char *word, guint64 *position)
{
	g_auto(GStrv) words = g_strsplit(choices, "|", -1);

	for (*position = 0; words[*position]; (*position)++)
		if (strcmp(words[*position], word) == 0)
			return TRUE;
	return FALSE;
}

char *choice_word(const char *choices, guint64 position)
{
	g_auto(GStrv) words = g_strsplit(choices, "|", -1);

	return position < g_strv_length(words) ? g_strdup(words[position]) : NULL;
}
