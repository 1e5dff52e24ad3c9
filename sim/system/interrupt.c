/* SPDX-License-Identifier: BSD-3-Clause */
/* Ctrl-C: long work ends early and gives what there is. */
#include "system/interrupt.h"

#include <signal.h>

static volatile sig_atomic_t came;

static void note(int signal)
{
	came = 1;
}

void interrupt_watch(void)
{
	struct sigaction action = { .sa_handler = note, .sa_flags = SA_RESTART | (int)SA_RESETHAND };

	if (!came)
		sigaction(SIGINT, &action, NULL);
}

gboolean interrupted(void)
{
	return came != 0;
}

void interrupt_ignore(void)
{
	struct sigaction action = { .sa_handler = SIG_IGN };

	sigaction(SIGINT, &action, NULL);
}

void interrupt_forget(void)
{
	came = 0;
	interrupt_watch();
}
