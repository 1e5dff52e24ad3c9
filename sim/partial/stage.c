/* SPDX-License-Identifier: BSD-3-Clause */
/* A small RMM on which a call is tried. */
#include "partial/stage.h"

#include <string.h>

#include "engine/engine.h"
#include "engine/named.h"
#include "partial/scenery.h"
#include "psci/psci.h"
#include "rmi/range.h"
#include "state/address_set.h"
#include "state/boot.h"
#include "state/rec.h"
#include "version/make.h"

struct Stage {
	struct rmm_model model;
	Stage *straight;                /* whose sceneries are used; or NULL */
	Roles *roles[COMMANDS];
	Scenery *sceneries[STAGE_WIDTH_MAX + 1];     /* by width; made when needed */
};

Stage *stage_new(const struct rmm_version *version, const struct rmm_variants *variants,
		 const struct rmm_platform *platform, GError **error)
{
	Stage *stage = g_new0(Stage, 1);
	struct rmm_config config;
	enum rmm_config_error flaw;

	rmm_config_default(&config, version);
	scenery_configure(&config, platform);
	config.variants = *variants;
	flaw = rmm_model_init(&stage->model, &config);
	if (flaw == CONFIG_OK)
		return stage;
	g_set_error(error, g_quark_from_static_string("ripas-sim-stage"), 0, "%s",
		    rmm_config_error_text(flaw));
	g_free(stage);
	return NULL;
}

Stage *stage_bend(Stage *stage, const struct rmm_variants *variants)
{
	Stage *bent = g_new0(Stage, 1);
	struct rmm_config config = stage->model.config;

	config.variants = *variants;
	rmm_model_init(&bent->model, &config);
	bent->straight = stage;
	return bent;
}

void stage_free(Stage *stage)
{
	if (!stage)
		return;
	for (guint i = 0; i < COMMANDS; i++)
		g_free(stage->roles[i]);
	for (guint i = 0; i <= STAGE_WIDTH_MAX; i++)
		scenery_free(stage->sceneries[i]);
	g_free(stage);
}

const struct rmm_model *stage_model(const Stage *stage)
{
	return &stage->model;
}

static Scenery *scenery_of(Stage *stage, guint width)
{
	Scenery **scenery = &stage->sceneries[width];

	if (stage->straight)
		return scenery_of(stage->straight, width);
	if (!*scenery)
		*scenery = scenery_new(&stage->model, width);
	return *scenery;
}

int stage_start(Stage *stage, guint width)
{
	return scenery_of(stage, width)->start;
}

const Roles *stage_roles(Stage *stage, enum rmm_command_id command)
{
	if (!stage->roles[command]) {
		stage->roles[command] = g_new(Roles, 1);
		roles_find(&stage->model, command, stage->roles[command]);
	}
	return stage->roles[command];
}

/* ---- moving a call ---- */

static guint state_of(const Scene *scene, guint slot)
{
	return slot < G_N_ELEMENTS(scene->granule) ? scene->granule[slot] : GRANULE_UNDELEGATED;
}

/* How many inputs before @slot name a REC. */
static guint recs_before(const Roles *roles, guint slot)
{
	guint count = 0;

	for (guint i = 0; i < slot; i++)
		count += roles->role[i] == ROLE_REC ? 1u : 0u;
	return count;
}

static guint64 move_granule(const Scenery *scenery, const Roles *roles, const struct rmm_call *call,
			    const struct rmm_call *moved, guint slot, const Scene *scene)
{
	guint64 offset = call->in[slot] & (RMM_GRANULE_SIZE - 1);
	guint state = state_of(scene, slot);

	/* The same page is the same page. */
	for (guint i = 0; i < slot; i++)
		if (role_is_granule(roles->role[i]) && state_of(scene, i) == state &&
		    (call->in[i] ^ call->in[slot]) >> RMM_GRANULE_SHIFT == 0)
			return (moved->in[i] & ~(RMM_GRANULE_SIZE - 1)) + offset;
	if (state == GRANULE_REC)
		return scenery->rec_pa[recs_before(roles, slot) ? 1 : 0] + offset;
	return scenery_granule(scenery, slot, state, roles->role[slot] == ROLE_RD) + offset;
}

/* Of a range the first Granule is on the stage: it decides whether the call fails. */
static guint64 move_granule_top(guint64 base, guint64 top, guint64 moved)
{
	guint64 size = top - base;

	return top <= base || size < RMM_GRANULE_SIZE ? moved + size
		: moved + RMM_GRANULE_SIZE + (size & (RMM_GRANULE_SIZE - 1));
}

/* What is mapped is one page, in the state that the command wants. */
static guint64 move_pages(const Scenery *scenery, const struct rmm_call *call, guint slot)
{
	gboolean delegated = rmm_descriptor_is_delegated(call->in[slot]);
	guint64 pa = call->command == CMD_RMI_RTT_UNPROT_MAP
		     ? scenery->ns : scenery_granule(scenery, slot, GRANULE_DELEGATED, FALSE);

	return rmm_descriptor_make(pa, 1, RMM_PAGE_LEVEL, delegated);
}

static void move(Stage *stage, const Scenery *scenery, const Roles *roles,
		 const struct rmm_call *call, const Scene *scene, struct rmm_call *moved)
{
	*moved = *call;
	for (guint i = 0; i < roles->count; i++) {
		switch (roles->role[i]) {
		case ROLE_GRANULE:
		case ROLE_RD:
		case ROLE_REC:
			moved->in[i] = move_granule(scenery, roles, call, moved, i, scene);
			break;
		case ROLE_IPA:
			moved->in[i] = scenery_ipa(scenery, call->in[i]);
			break;
		case ROLE_TOP:
			moved->in[i] = scenery_top(scenery, call->in[i - 1], call->in[i]);
			break;
		case ROLE_GRANULE_TOP:
			moved->in[i] = move_granule_top(call->in[i - 1], call->in[i], moved->in[i - 1]);
			break;
		case ROLE_PAGES:
			moved->in[i] = move_pages(scenery, call, i);
			break;
		case ROLE_LIST:
			if ((call->in[i - 1] & OADDR_TYPE_MASK) == ADDRESS_TYPE_LIST)
				moved->in[i] = scenery->ns + (call->in[i] & (RMM_GRANULE_SIZE - 1));
			break;
		default:
			break;
		}
	}
	if (roles->memory)
		scenery_parameters(scenery, moved);
}

/* ---- setting the scene ---- */

static void set_rec(const Stage *stage, struct rmm *state, const Scenery *scenery, RecScene scene)
{
	static const struct {
		uint8_t state, runnable, pending, other_runnable;
		uint64_t fid;
		gboolean other_mpidr;
	} rows[REC_SCENES] = {
		[REC_IS_READY]     = { REC_READY, 1, PENDING_NONE, 1, 0, FALSE },
		[REC_IS_RUNNING]   = { REC_RUNNING, 1, PENDING_NONE, 1, 0, FALSE },
		[REC_IS_OFF]       = { REC_READY, 0, PENDING_NONE, 1, 0, FALSE },
		[REC_WAITS_ON]     = { REC_READY, 1, PENDING_PSCI, 1, FID_PSCI_CPU_ON, FALSE },
		[REC_WAITS_ON_OFF] = { REC_READY, 1, PENDING_PSCI, 0, FID_PSCI_CPU_ON, FALSE },
		[REC_WAITS_INFO]   = { REC_READY, 1, PENDING_PSCI, 1, FID_PSCI_AFFINITY_INFO, FALSE },
		[REC_WAITS_OTHER]  = { REC_READY, 1, PENDING_PSCI, 1, FID_PSCI_CPU_ON, TRUE },
	};
	struct rmm_rec *rec = rmm_rec(&stage->model, state, scenery->rec[0]);
	struct rmm_rec *other = rmm_rec(&stage->model, state, scenery->rec[1]);
	uint64_t *gprs = rmm_gprs(&stage->model, state, scenery->rec[0]);

	rec->state = rows[scene].state;
	rec->runnable = rows[scene].runnable;
	rec->pending = rows[scene].pending;
	other->runnable = rows[scene].other_runnable;
	gprs[0] = rows[scene].fid;
	gprs[1] = rmm_mpidr_of_index(rows[scene].other_mpidr ? 7 : other->index);
}

/* A block lies so in memory that the page at @ipa is the one that is there. */
static struct rmm_rtte make_entry(const Scenery *scenery, Entry entry, guint64 ipa, int level)
{
	guint64 offset = ipa & (rmm_level_size(scenery->model, &partial_geometry, level) - 1) &
			 ~(RMM_GRANULE_SIZE - 1);

	return rtte_make(entry.hipas, entry.hipas >= RTTE_UNASSIGNED_NS ? RIPAS_EMPTY : entry.ripas,
			 entry.hipas == RTTE_ASSIGNED ? scenery->data - offset :
			 entry.hipas == RTTE_ASSIGNED_NS ? scenery->ns - offset : 0);
}

/* What is in the tables now. */
static void look_at_entry(const Stage *stage, const struct rmm *state, const Scenery *scenery,
			  guint64 ipa, Aftermath *after)
{
	const struct rmm_realm *realm = rmm_realm(&stage->model, state, scenery->realm);
	struct rmm_walk walk;

	after->has_entry = realm->rd && rmm_in_ipa_space(realm, ipa);
	if (!after->has_entry)
		return;
	rmm_rtt_walk(&stage->model, state, realm, ipa, RMM_PAGE_LEVEL, &walk);
	after->has_entry = rtte_state(walk.rtte) <= RTTE_ASSIGNED_NS;
	after->entry = (Entry){ walk.level, rtte_state(walk.rtte), rtte_ripas(walk.rtte) };
}

static void look(Stage *stage, const struct rmm *state, const Scenery *scenery, const Roles *roles,
		 const struct rmm_call *moved, Aftermath *after)
{
	after->has_entry = FALSE;
	if (roles->ipa >= 0)
		look_at_entry(stage, state, scenery, moved->in[roles->ipa], after);
	for (guint i = 0; i < roles->count && i < G_N_ELEMENTS(after->granule); i++)
		if (role_is_granule(roles->role[i]))
			after->granule[i] = rmm_state_at(&stage->model, state, moved->in[i]);
}

/* A failure changes nothing, so that the others can be tried in the same state. */
static void find_others(Stage *stage, struct rmm *state, const struct rmm_call *moved,
			const struct rmm_result *result, Others *others)
{
	struct rmm_result other;

	others->count = 0;
	if (result->command != moved->command)
		return;
	for (int i = 0; i < RMM_FAILURES_MAX && others->count < G_N_ELEMENTS(others->status); i++) {
		if (!(result->permitted >> i & 1) || i == result->condition)
			continue;
		rmm_refusal(&stage->model, state, moved, i, &other);
		others->status[others->count] = other.status;
		others->index[others->count++] = other.index;
	}
}

void stage_try(Stage *stage, const struct rmm_call *call, const Scene *scene,
	       struct rmm_result *result, Others *others, Aftermath *after)
{
	const struct rmm_model *model = &stage->model;
	const struct rmm_command *command = rmm_command(model, call->command);
	const Roles *roles = stage_roles(stage, call->command);
	Scenery *scenery = scenery_of(stage, scene->width);
	int level = scene->is_bare ? SCENERY_BARE : scene->entry.level;
	struct rmm *state = scenery_state(scenery, level);
	struct rmm_realm *realm = rmm_realm(model, state, scenery->realm);
	struct rmm_walk walk = { .rtt = RMM_NONE };
	struct rmm_call moved;

	move(stage, scenery, roles, call, scene, &moved);
	realm->state = (uint8_t)scene->realm;
	if (!scene->is_bare)
		set_rec(stage, state, scenery, scene->rec);
	if (command->interface != INTERFACE_RMI) {
		moved.rec = scenery->rec_pa[0];
		rmm_rec(model, state, scenery->rec[0])->state = REC_RUNNING;
	}
	if (roles->ipa >= 0 && rmm_in_ipa_space(realm, moved.in[roles->ipa])) {
		rmm_rtt_walk(model, state, realm, moved.in[roles->ipa], RMM_PAGE_LEVEL, &walk);
		rmm_set_rtte(model, state, &walk,
			     make_entry(scenery, scene->entry, moved.in[roles->ipa], walk.level));
	}
	rmm_step(model, state, &moved, result);
	find_others(stage, state, &moved, result, others);
	if (after && rmm_succeeded(result->status))
		look(stage, state, scenery, roles, &moved, after);
	/* What refuses changes nothing. */
	if (rmm_succeeded(result->status) || result->status == RMI_INCOMPLETE ||
	    result->exit.happened || command->interface != INTERFACE_RMI)
		scenery_restore(scenery, level);
	else if (walk.rtt != RMM_NONE)
		rmm_set_rtte(model, state, &walk, scenery_default(scenery, moved.in[roles->ipa]));
}
