/* SPDX-License-Identifier: BSD-3-Clause */
/* Text for JUnit XML. */
#ifndef SIM_JUNIT_H
#define SIM_JUNIT_H

#include <glib.h>

/* What stands before all test suites, and after them. */
#define JUNIT_BEGIN "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
#define JUNIT_END   "</testsuites>\n"

/* A copy without the control characters that XML cannot write. */
char *junit_printable(const char *text);

/* Appends text whose arguments are escaped. */
void junit_append(GString *out, const char *format, ...) G_GNUC_PRINTF(2, 3);

#endif
