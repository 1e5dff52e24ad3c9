/* SPDX-License-Identifier: BSD-3-Clause */
/* What a Host may do to a Realm's memory that KVM would not. */
#include "actor/hostile.h"

#include "actor/dialect.h"
#include "actor/kvm.h"

enum { PAGE };

static const Parameter parameters[] = {
	[PAGE] = { "page", PARAMETER_ADDRESS, "which one", 0,
	  "one of the image that is used after the boot", NULL },
	{ NULL, PARAMETER_NUMBER, NULL, 0, NULL, NULL }
};

static guint64 page_of(const Scene *scene, const Arguments *arguments)
{
	return argument_given(arguments, PAGE) ? arguments->value[PAGE]
					    : layout_late_page(&scene->layout);
}

static Ending ending_of(Scene *scene, enum rmm_status status, guint64 ipa)
{
	return scene_end(scene, status == RMI_SUCCESS ? ENDED_OK : ENDED_ENXIO, ipa);
}

/* The page of Host memory is the Host's again. */
static Ending destroy(Scene *scene, const Arguments *arguments)
{
	guint64 ipa = page_of(scene, arguments);
	Unmapped unmapped = { 0, 0, 0 };
	enum rmm_status status = dialect(scene)->unmap(scene, ipa, ipa + scene_page(scene),
						       &unmapped);

	if (unmapped.size)
		dialect(scene)->undelegate(scene, unmapped.pa, unmapped.size);
	return ending_of(scene, status, ipa);
}

/* A wiped page in the place of what was there. */
static Ending replace(Scene *scene, const Arguments *arguments)
{
	guint64 ipa = page_of(scene, arguments);
	guint64 pa = kvm_page(scene, ipa);

	dialect(scene)->delegate(scene, pa, scene_page(scene));
	return ending_of(scene, dialect(scene)->map(scene, ipa, pa), ipa);
}

/* Contents of the Host's choice in the place of what was measured. */
static Ending populate(Scene *scene, const Arguments *arguments)
{
	guint64 ipa = page_of(scene, arguments);
	guint64 pa = kvm_page(scene, ipa);

	dialect(scene)->delegate(scene, pa, scene_page(scene));
	for (guint64 i = 0; i < scene_page(scene); i += RMM_GRANULE_SIZE)
		HOST_CALL(scene, CMD_HOST_FILL, { "pa", scene->source + i }, { "value", ~(ipa + i) });
	return ending_of(scene, dialect(scene)->populate(scene, ipa, pa, FALSE), ipa);
}

static const Procedure procedures[] = {
	{ "destroy", "Takes a page from under the Realm", parameters, destroy },
	{ "replace", "Maps a wiped page where one was taken away", parameters, replace },
	{ "populate", "Before activation, puts other contents where a page was taken away",
	  parameters, populate },
};

const Actor actor_hostile = {
	"hostile", TRUE, "A Host that is up to no good", procedures, G_N_ELEMENTS(procedures),
	NULL
};
