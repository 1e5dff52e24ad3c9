/* SPDX-License-Identifier: BSD-3-Clause */
/* A remote verifier: it knows the RIM it trusts, and releases a secret. */
#ifndef SIM_VERIFIER_H
#define SIM_VERIFIER_H

#include "actor/scene.h"

struct verifier {
	guint8 rim[64];
	gsize size;             /* 0: any RIM is trusted */
	gboolean released;
};

struct verifier *verifier_new(void);
void verifier_free(struct verifier *verifier);

gboolean verifier_trusts(const Scene *scene, const guint8 rim[64]);
/* The secret has reached the Realm's memory. */
void verifier_released(Scene *scene);
/* "yes" or "no": for scenarios. */
const char *verifier_secret_word(const Scene *scene);

extern const Actor actor_verifier;

#endif
