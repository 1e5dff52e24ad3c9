/* SPDX-License-Identifier: BSD-3-Clause */
/* show access --diff A B: by HIPAS, what an access of a Realm comes to in either version. */
#include <string.h>

#include "show/difference.h"

/* A column of 'show access' in either version, if it is there: a line, or two. */
static gboolean tell_column(const Difference *difference, enum rmm_rtte_state hipas)
{
	const char *names[2];
	char *texts[2];
	gboolean same;

	for (guint i = 0; i < 2; i++) {
		texts[i] = show_access_column(difference->models[i], hipas);
		names[i] = rmm_name(&rmm_rtte_states, difference->models[i]->config.version, hipas);
	}
	same = g_strcmp0(texts[0], texts[1]) == 0 && (!texts[0] || strcmp(names[0], names[1]) == 0);
	for (guint i = 0; i < 2; i++) {
		if (texts[i] && !same)
			difference_tell(difference, i ? '+' : '-', names[i], texts[i]);
		g_free(texts[i]);
	}
	return !same;
}

ExitCode show_access_difference(const Show *show)
{
	Difference difference;
	guint changed = 0;
	ExitCode code;

	if (!difference_init(&difference, show, &code))
		return code;
	difference_begin(&difference, "Protected", difference_version(&difference, 0),
			 difference_version(&difference, 1));
	for (enum rmm_rtte_state hipas = 0; hipas < RTTE_STATES; hipas++)
		changed += tell_column(&difference, hipas) ? 1 : 0;
	difference_end(&difference);
	fprintf(show->output->file, "%u HIPAS changed\n", changed);
	difference_clear(&difference);
	return EXIT_AS_EXPECTED;
}
