/* SPDX-License-Identifier: BSD-3-Clause */
/* The words that a scenario may have, by what they are: for grammars and completion. */
#ifndef SIM_VOCABULARY_H
#define SIM_VOCABULARY_H

#include <glib.h>

typedef enum {
	VOCABULARY_LINE,        /* starts a line */
	VOCABULARY_PREDICATE,
	VOCABULARY_COMMAND,     /* of Host and Realm, of any version */
	VOCABULARY_PROCEDURE,   /* "kvm.populate" */
	VOCABULARY_STATUS,      /* what may stand behind '>', endings of procedures too */
	VOCABULARY_VALUE,       /* of an enumeration, with its prefix and without */
	VOCABULARY_KINDS
} VocabularyKind;

/* Names (char *), sorted, each once; the caller frees them. */
GPtrArray *vocabulary(VocabularyKind kind);

#endif
