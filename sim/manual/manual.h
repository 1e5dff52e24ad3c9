/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The manual pages: ripas-sim(1), one of each verb, ripas-scenario(5), from the
 * tables that --help, the parser and the model have. ripas(3) is made from the
 * public header of the library.
 */
#ifndef SIM_MANUAL_H
#define SIM_MANUAL_H

#include "options/verb.h"

/* The names of all pages (char *) but ripas.3: "ripas-sim.1", ...; the caller frees them. */
GPtrArray *manual_names(const Verb *const *verbs);

/* A page by its name; NULL if there is none. The caller frees it. */
char *manual_page(const char *name, const Verb *const *verbs);

/*
 * ripas.3 from the text of ripas.h, which stands in @folder, and of the headers
 * that it includes. NULL with @error if one cannot be read. The caller frees it.
 */
char *manual_of_library(const char *folder, const char *header, GError **error);

/* ---- a page each ---- */

char *manual_of_verb(const Verb *verb);
char *manual_of_language(void);

#endif
