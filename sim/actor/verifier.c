/* SPDX-License-Identifier: BSD-3-Clause */
/* A remote verifier: it knows the RIM it trusts, and releases a secret. */
#include "actor/verifier.h"

#include <string.h>

#include "actor/remembered.h"

static gpointer verifier_open(void)
{
	return g_new0(struct verifier, 1);
}

static struct verifier *verifier_of(const Scene *scene)
{
	return scene_state(scene, &verifier_state);
}

gboolean verifier_trusts(const Scene *scene, const guint8 rim[64])
{
	return memcmp(verifier_of(scene)->rim, rim, verifier_of(scene)->size) == 0;
}

void verifier_released(Scene *scene)
{
	verifier_of(scene)->released = TRUE;
}

static const char *secret_word(const Scene *scene)
{
	return verifier_of(scene)->released ? "yes" : "no";
}

static const Outcome outcomes[] = { { "secret", NULL, secret_word }, { NULL, NULL, NULL } };

static gpointer verifier_copy(gconstpointer state)
{
	return g_memdup2(state, sizeof(struct verifier));
}

static void verifier_describe(gconstpointer state, GByteArray *description)
{
	const struct verifier *verifier = state;

	describe_bytes(description, verifier->rim, sizeof(verifier->rim));
	describe_number(description, verifier->size);
	describe_number(description, (guint64)verifier->released);
}

const ActorState verifier_state = {
	verifier_open, g_free, verifier_copy, verifier_describe, outcomes
};

enum { RIM };

static const Parameter parameters[] = {
	[RIM] = { "rim", PARAMETER_BYTES, "the RIM to be trusted, or its first bytes", 0,
	  "the Realm's, as it is now", NULL },
	{ NULL, PARAMETER_NUMBER, NULL, 0, NULL, NULL }
};

static Ending expect(Scene *scene, const Arguments *arguments)
{
	struct verifier *verifier = verifier_of(scene);
	uint32_t slot = rmm_realm_at(scene->model, scene->state, scene->vm.rd);

	if (argument_given(arguments, RIM)) {
		memcpy(verifier->rim, arguments->bytes, sizeof(verifier->rim));
		verifier->size = arguments->byte_count;
		return ENDED_OK;
	}
	if (slot == RMM_NONE)
		return scene_no_realm(scene, 0);
	verifier->size = MIN(scene->model->layout.measurement_size, sizeof(verifier->rim));
	memcpy(verifier->rim, rmm_measurement(scene->model, scene->state, slot, 0),
	       verifier->size);
	return ENDED_OK;
}

static const Procedure procedures[] = {
	{ "expect", "Which RIM a guest must have to get its secret", parameters, expect },
};

const Actor actor_verifier = {
	"verifier", TRUE, "A remote party that has a secret for the guest", procedures,
	G_N_ELEMENTS(procedures), &verifier_state
};
