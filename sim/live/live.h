/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The model in a page: what scripts call (sim/page/machine.js), as WebAssembly.
 * Numbers go in one by one; what comes back is JSON in the one text.
 */
#ifndef LIVE_LIVE_H
#define LIVE_LIVE_H

#include <glib.h>

#include "machine/machine.h"

/* There is one machine. */
typedef struct {
	struct rmm_model *model;
	Machine *machine;
	struct rmm_call call;           /* that is being made */
	GString *out;
} Live;

extern Live live;

/* The name under which scripts find a function. */
#define LIVE_EXPORT(name) __attribute__((export_name(#name))) name

/* SHA-256, SHA-384, SHA-512. */
void live_hash(void *user, enum rmm_hash_algo algo, const uint8_t *data, size_t size,
	       uint8_t digest[64]);

/* The text becomes the call that is being made. */
void live_tell_call(void);

/* Forgets the text, and begins an object. */
GString *live_begin(void);
/* Ends it. */
void live_end(void);

#endif
