/* SPDX-License-Identifier: BSD-3-Clause */
/* What guests do: they touch memory, ask for RAM, attest. */
#include <string.h>

#include "actor/guest.h"
#include "text/spelling.h"
#include "actor/verifier.h"

static Range range_of(const Guest *guest)
{
	const GuestRun *run = guest_run(guest);
	Area area = guest_step(guest)->area;
	Range bank;

	if (area == AREA_DRAM && layout_bank(&run->layout, guest->bank, &bank))
		return bank;
	return area == AREA_GIVEN ? run->given : layout_range(&run->layout, area);
}

static gboolean set_call(Scene *scene, Guest *guest, struct rmm_call *call,
			 enum rmm_command_id command, const Input *inputs)
{
	scene_set_call(scene, call, command, guest->rec, inputs);
	return TRUE;
}

#define REALM_CALL(command, ...) \
	set_call(scene, guest, call, command, (const Input[]){ __VA_ARGS__, { NULL, 0 } })

/* ---- touching memory ---- */

/* The page of the area that is touched next; FALSE: there is none. */
static gboolean next_page(Guest *guest)
{
	Range range = range_of(guest), bank;

	guest->ipa = range.base + guest->at;
	if (guest->ipa < range.top)
		return TRUE;
	/* On to the next bank of memory. */
	if (guest_step(guest)->area != AREA_DRAM ||
	    !layout_bank(&guest_run(guest)->layout, guest->bank + 1, &bank))
		return FALSE;
	guest->bank++;
	guest->at = 0;
	guest->ipa = bank.base;
	return TRUE;
}

static gboolean next_fetch(Scene *scene, Guest *guest, struct rmm_call *call)
{
	return next_page(guest) && REALM_CALL(CMD_FETCH, { "ipa", guest->ipa });
}

static gboolean next_read(Scene *scene, Guest *guest, struct rmm_call *call)
{
	return next_page(guest) && REALM_CALL(CMD_READ, { "ipa", guest->ipa });
}

static gboolean next_write(Scene *scene, Guest *guest, struct rmm_call *call)
{
	return next_page(guest) &&
	       REALM_CALL(CMD_WRITE, { "ipa", guest->ipa }, { "value", guest->ipa });
}

/* An access that did not come about kills the guest. */
static Ending check_access(Scene *scene, const Guest *guest)
{
	enum rmm_status status = scene->result.status;

	if (status == STATUS_OK || status == STATUS_EMULATED)
		return ENDED_OK;
	scene_note(scene, "%s: %s 0x%" G_GINT64_MODIFIER "x (%s) > %s", guest_step(guest)->name,
		   rmm_command(scene->model, scene->call.command)->name, guest->ipa,
		   layout_area_name(guest_step(guest)->area), rmm_status(status)->name);
	return ENDED_SEA;
}

static Ending touched(Scene *scene, Guest *guest)
{
	guest->at += range_of(guest).stride;
	return check_access(scene, guest);
}

/* The image holds what was populated: its pages are told apart by their IPA. */
static Ending compared(Scene *scene, Guest *guest)
{
	/* While states are explored memory has no contents: who asks, asks for origins. */
	if (!scene->open_ended && scene->result.status == STATUS_OK && scene_output(scene, "value") != guest->ipa) {
		guest->wrong++;
		scene_note(scene, "%s: page 0x%" G_GINT64_MODIFIER "x does not hold what was "
			   "populated", guest_step(guest)->name, guest->ipa);
	}
	return touched(scene, guest);
}

const GuestOperation guest_fetch = { next_fetch, touched };
const GuestOperation guest_read = { next_read, touched };
const GuestOperation guest_write = { next_write, touched };
const GuestOperation guest_check_image = { next_read, compared };

/* ---- shared memory ---- */

static gboolean next_shared(Scene *scene, Guest *guest, struct rmm_call *call)
{
	if (!next_page(guest) || !scene->ipa_bits)
		return FALSE;
	return REALM_CALL(CMD_WRITE, { "ipa", guest->ipa | (guint64)1 << (scene->ipa_bits - 1) },
			  { "value", guest->ipa });
}

const GuestOperation guest_use_shared = { next_shared, touched };

/* ---- the RMM's services ---- */

#define RSI_VERSION_1_0 0x10000

static gboolean next_version(Scene *scene, Guest *guest, struct rmm_call *call)
{
	return guest->at == 0 && REALM_CALL(CMD_RSI_VERSION, { "req", RSI_VERSION_1_0 });
}

/* Into memory that the guest has used before. */
static gboolean next_config(Scene *scene, Guest *guest, struct rmm_call *call)
{
	return guest->at == 0 &&
	       REALM_CALL(CMD_RSI_REALM_CONFIG, { "addr", range_of(guest).base });
}

static Ending answered(Scene *scene, Guest *guest)
{
	guest->at = 1;
	if (scene->result.status == RSI_SUCCESS)
		return ENDED_OK;
	scene_note(scene, "%s: %s", guest_step(guest)->name,
		   rmm_status(scene->result.status)->name);
	return ENDED_PANIC;
}

static Ending configured(Scene *scene, Guest *guest)
{
	scene->ipa_bits = (guint)scene_output(scene, "ipa_width");
	return answered(scene, guest);
}

const GuestOperation guest_version = { next_version, answered };
const GuestOperation guest_config = { next_config, configured };

/* ---- asking for RIPAS ---- */

static gboolean next_set_ripas(Scene *scene, Guest *guest, struct rmm_call *call)
{
	const GuestStep *step = guest_step(guest);

	return next_page(guest) &&
	       REALM_CALL(CMD_RSI_IPA_STATE_SET, { "base", guest->ipa },
			  { "top", range_of(guest).top }, { "ripas", step->ripas },
			  { "flags", step->destroyed });
}

static Ending give_up(Scene *scene, const Guest *guest, const char *why)
{
	scene_note(scene, "%s: %s at 0x%" G_GINT64_MODIFIER "x", guest_step(guest)->name, why,
		   guest->ipa);
	return ENDED_PANIC;
}

/* Of a part the guest asks for the rest, which may be all of it again. */
static Ending ripas_set(Scene *scene, Guest *guest)
{
	guint64 reached = scene_output(scene, "new_base");
	Range range = range_of(guest);

	if (scene->result.status != RSI_SUCCESS)
		return give_up(scene, guest, rmm_status(scene->result.status)->name);
	if (scene_output(scene, "response") == RESPONSE_REJECT &&
	    guest_step(guest)->rejected == REJECTED_PANICS) {
		guest->ipa = reached;
		return give_up(scene, guest, "the Host rejects RAM");
	}
	if (reached < guest->ipa || reached > range.top)
		return give_up(scene, guest, "the range does not fit");
	guest->at = reached - range.base;
	return ENDED_OK;
}

const GuestOperation guest_set_ripas = { next_set_ripas, ripas_set };

/* ---- attestation ---- */

enum { PHASE_MEASURE, PHASE_INIT, PHASE_TOKEN, PHASE_RELEASE, PHASE_DONE };

#define SECRET 0x5ec2e7

/* The token is built in memory that the guest uses anyway. */
static gboolean next_attest(Scene *scene, Guest *guest, struct rmm_call *call)
{
	Range secret = range_of(guest);

	switch (guest->phase) {
	case PHASE_MEASURE:
		return REALM_CALL(CMD_RSI_MEASUREMENT_READ, { "index", 0 });
	case PHASE_INIT:
		return REALM_CALL(CMD_RSI_ATTESTATION_TOKEN_INIT, { "challenge", 1 });
	case PHASE_TOKEN:
		return REALM_CALL(CMD_RSI_ATTESTATION_TOKEN_CONTINUE,
				  { "addr", layout_range(&guest_run(guest)->layout, AREA_HEAP).base },
				  { "offset", 0 }, { "size", RMM_GRANULE_SIZE });
	case PHASE_RELEASE:
		guest->ipa = secret.base;
		return REALM_CALL(CMD_WRITE, { "ipa", secret.base }, { "value", SECRET });
	default:
		return FALSE;
	}
}

static void keep_rim(const Scene *scene, Guest *guest)
{
	SpelledValue found;

	if (spelling_output(rmm_command(scene->model, scene->call.command), "value", &found))
		memcpy(guest->rim, scene->result.out + found.value->slot, sizeof(guest->rim));
}

static Ending attested(Scene *scene, Guest *guest)
{
	enum rmm_status status = scene->result.status;

	if (guest->phase == PHASE_RELEASE) {
		guest->phase++;
		if (check_access(scene, guest) != ENDED_OK)
			return ENDED_SEA;
		verifier_released(scene);
		return ENDED_OK;
	}
	/* What a token holds is not modelled. */
	if (status != RSI_SUCCESS && status != RSI_INCOMPLETE && status != STATUS_UNMODELLED)
		return give_up(scene, guest, rmm_status(status)->name);
	if (guest->phase == PHASE_MEASURE)
		keep_rim(scene, guest);
	/* A token that is longer than the page comes piece by piece. */
	if (guest->phase == PHASE_TOKEN && status == RSI_INCOMPLETE)
		return ENDED_OK;
	guest->phase++;
	if (guest->phase == PHASE_RELEASE && !verifier_trusts(scene, guest->rim)) {
		scene_note(scene, "%s: the RIM is not the one expected; no secret",
			   guest_step(guest)->name);
		return ENDED_REFUSED;
	}
	return ENDED_OK;
}

const GuestOperation guest_attest = { next_attest, attested };

/* ---- further CPUs ---- */

/* MPIDRs count from 0, which is the CPU that boots. */
static gboolean next_cpu(Scene *scene, Guest *guest, struct rmm_call *call)
{
	const GuestRun *run = guest_run(guest);

	return guest->at + 1 < run->cpus &&
	       REALM_CALL(CMD_PSCI_CPU_ON, { "target_cpu", guest->at + 1 },
			  { "entry_point_address", run->layout.image });
}

static Ending cpu_started(Scene *scene, Guest *guest)
{
	guest->at++;
	if (scene->result.status == PSCI_SUCCESS)
		return ENDED_OK;
	return give_up(scene, guest, rmm_status(scene->result.status)->name);
}

const GuestOperation guest_start_cpus = { next_cpu, cpu_started };
