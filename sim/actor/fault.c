/* SPDX-License-Identifier: BSD-3-Clause */
/* Errors that a Host meets, made to order. */
#include "actor/fault.h"

enum { CALL, STATUS, INDEX, AFTER };

static const Parameter parameters[] = {
	[CALL] = { "call", PARAMETER_COMMAND, "which fails", CMD_NONE, "must be given", NULL },
	[STATUS] = { "status", PARAMETER_STATUS, "with which it does", RMI_ERROR_INPUT,
		     "RMI_ERROR_INPUT", NULL },
	[INDEX] = { "index", PARAMETER_NUMBER, "of the return code, such as a level", 0, "none",
		    NULL },
	[AFTER] = { "after", PARAMETER_NUMBER, "calls of the command that go through before", 0,
		    NULL, NULL },
	{ NULL, PARAMETER_NUMBER, NULL, 0, NULL, NULL }
};

static Ending inject(Scene *scene, const Arguments *arguments)
{
	if (!argument_given(arguments, CALL) || arguments->value[INDEX] > G_MAXUINT8)
		return scene_fail(scene, ENDED_EINVAL, 0, "call= must be given, and index= is at "
				  "most %u", G_MAXUINT8);
	scene->injection = (Injection){
		(enum rmm_command_id)arguments->value[CALL],
		(enum rmm_status)arguments->value[STATUS],
		argument_given(arguments, INDEX) ? (int)arguments->value[INDEX] : -1,
		(guint)MIN(arguments->value[AFTER], G_MAXUINT),
	};
	return ENDED_OK;
}

static const Procedure procedures[] = {
	{ "inject", "A call that the Host's software makes later fails, without reaching the RMM",
	  parameters, inject },
};

const Actor actor_fault = {
	"fault", TRUE, "Errors of the RMM, made to order", procedures, G_N_ELEMENTS(procedures),
	NULL
};
