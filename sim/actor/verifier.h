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

extern const ActorState verifier_state;

gboolean verifier_trusts(const Scene *scene, const guint8 rim[64]);
/* The secret has reached the Realm's memory. */
void verifier_released(Scene *scene);

extern const Actor actor_verifier;

#endif
