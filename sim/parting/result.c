/* SPDX-License-Identifier: BSD-3-Clause */
#include "parting/result.h"

static void parting_free(gpointer data)
{
	Parting *parting = data;

	g_array_unref(parting->actions);
	g_free(parting);
}

void parting_result_init(PartingResult *result)
{
	*result = (PartingResult){ .partings = g_ptr_array_new_with_free_func(parting_free) };
}

void parting_result_clear(PartingResult *result)
{
	g_clear_pointer(&result->partings, g_ptr_array_unref);
}
