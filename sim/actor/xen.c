/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen as a Host of Realms, after the series of May 2026: where the RMM stops
 * on the way of a RIPAS change, no table is made. RAM is rejected, and at
 * EMPTY the domain crashes.
 */
#include "actor/xen.h"

#include "actor/kvm.h"

enum { IPA_BITS };

static const Parameter create_parameters[] = {
	[IPA_BITS] = { "ipa_bits", PARAMETER_NUMBER, "of the IPA space, shared half included", 39,
		       NULL, NULL },
	{ NULL, PARAMETER_NUMBER, NULL, 0, NULL, NULL }
};

static const Parameter no_parameters[] = {
	{ NULL, PARAMETER_NUMBER, NULL, 0, NULL, NULL }
};

static Ending create_domain(Scene *scene, const Arguments *arguments)
{
	if (!kvm_fits(&kvm_like_xen, scene->model->config.version)) {
		scene_note(scene, "Xen speaks RMI %u.0, the RMM another version: no Realms",
			   kvm_like_xen.rmi);
		return ENDED_ENXIO;
	}
	return kvm_make_realm(scene, &kvm_like_xen, (guint)arguments->value[IPA_BITS]);
}

static const Procedure procedures[] = {
	{ "create_domain", "RD, root RTTs and memory; the Realm is NEW", create_parameters,
	  create_domain },
	{ "populate", "Copies pages into the Realm", kvm_populate_parameters, kvm_populate },
	{ "create_rec", "RECs of the vCPUs", kvm_rec_parameters, kvm_create_rec },
	{ "activate", "The Realm is ACTIVE", no_parameters, kvm_activate },
	{ "run", "Runs a vCPU until the guest has no more to do", kvm_run_parameters,
	  kvm_run_procedure },
	{ "teardown", "All pages back to the Host", no_parameters, kvm_teardown },
};

const Actor actor_xen = {
	"xen", TRUE, "Xen, arm64, as a Host of Realms", procedures, G_N_ELEMENTS(procedures),
	&kvm_state
};
