/* SPDX-License-Identifier: BSD-3-Clause */
/* A console as a scenario. */
#include "rebuild/rebuild.h"

#include <string.h>

#include "dialect/call.h"
#include "dialect/reader.h"
#include "language/print.h"
#include "partial/roles.h"
#include "rebuild/enter.h"
#include "rebuild/regions.h"
#include "rebuild/repair.h"
#include "state/rec.h"
#include "system/platform.h"
#include "version/make.h"

/* For a line so many calls are inferred at most. */
#define REPAIRS_MAX 2048

/* ---- does it agree? ---- */

/* What these return is of the platform, or of contents that no log tells. */
static gboolean is_of_platform(enum rmm_command_id command)
{
	static const enum rmm_command_id commands[] = {
		CMD_RMI_FEATURES, CMD_RSI_MEASUREMENT_READ, CMD_RSI_ATTESTATION_TOKEN_INIT,
		CMD_RSI_ATTESTATION_TOKEN_CONTINUE
	};

	for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
		if (commands[i] == command)
			return TRUE;
	return FALSE;
}

static gboolean agrees(Builder *builder, const LogEvent *event, const struct rmm_call *call,
		       const struct rmm_result *result)
{
	if (!event->answered)
		return FALSE;
	if (log_call_agrees(&builder->model, event, result) ||
	    (is_of_platform(call->command) &&
	     log_call_status_agrees(&builder->model, event, result)))
		return TRUE;
	for (int i = 0; i < RMM_FAILURES_MAX && result->command == call->command; i++) {
		struct rmm_result other;

		if (i == result->condition || !(result->permitted >> i & 1))
			continue;
		rmm_refusal(&builder->model, builder->trial, call, i, &other);
		if (log_call_agrees(&builder->model, event, &other))
			return TRUE;
	}
	return FALSE;
}

/* ---- the Host ---- */

/* What is in memory is what makes the call succeed. */
static gboolean fill_realm(Builder *builder, const LogEvent *event, struct rmm_call *call)
{
	const RealmTold *told = NULL;
	guint64 rtt_base;
	int start;
	guint tables = 0;

	for (guint i = 0; i < builder->options->realms->len; i++)
		if (g_array_index(builder->options->realms, RealmTold, i).line == event->number)
			told = &g_array_index(builder->options->realms, RealmTold, i);
	if (!told)
		return FALSE;
	for (start = (int)MIN(told->start_high, 2); start >= 0; start--) {
		for (tables = 1; tables <= 16; tables++)
			if (rmm_rtt_config_is_valid(&builder->model, builder->machine->state, told->width, start, tables,
						    false))
				break;
		if (tables <= 16)
			break;
	}
	/* They lie beside each other, aligned to their size. */
	builder->spare = (builder->spare + 0xffff) & ~(guint64)0xffff;
	rtt_base = builder->spare;
	for (guint i = 0; i < tables; i++)
		builder_page(builder);
	builder_set(builder, call, "s2sz", told->width);
	builder_set(builder, call, "hash_algo", 0);
	builder_set(builder, call, "vmid", builder->realms->len + 1);
	builder_set(builder, call, "rtt_base", rtt_base);
	builder_set(builder, call, "rtt_level_start", (guint64)(gint64)start);
	builder_set(builder, call, "rtt_num_start", tables);
	return TRUE;
}

static gboolean fill_rec(Builder *builder, struct rmm_call *call)
{
	const BuiltRealm *realm = builder_realm(builder, call->in[0]);
	const struct rmm_command *command = rmm_command(&builder->model, call->command);
	guint64 first;

	if (!realm)
		return FALSE;
	/* Others are started by PSCI_CPU_ON. */
	builder_set(builder, call, "flags", realm->rec_count == 0 ? 1 : 0);
	builder_set(builder, call, "mpidr", rmm_mpidr_of_index(realm->rec_count));
	builder_set(builder, call, "num_aux", builder->model.config.platform.aux_count);
	first = builder->spare;
	for (guint i = 0; i < builder->model.config.platform.aux_count; i++)
		builder_page(builder);
	for (unsigned i = 0; i < command->input_count; i++)
		if (strcmp(command->inputs[i].name, "aux") == 0)
			for (guint j = 0; j < builder->model.config.platform.aux_count; j++)
				call->in[command->inputs[i].slot + j] = first + j * RMM_GRANULE_SIZE;
	return TRUE;
}

/* RAM that the Realm turns out to have had from the start. */
static void give_ram(Builder *builder, guint64 rd, guint line)
{
	for (guint i = 0; i < builder->needs->len; i++) {
		RamNeed need = g_array_index(builder->needs, RamNeed, i);
		struct rmm_call call = builder_call_named(builder, "RMI_RTT_INIT_RIPAS");

		if (need.line != line)
			continue;
		builder_set(builder, &call, "rd", rd);
		for (guint tries = 0; need.base < need.top && tries < REPAIRS_MAX; tries++) {
			struct rmm_result result;

			builder_set(builder, &call, "base", need.base);
			builder_set(builder, &call, "top", need.top);
			builder_try(builder, &call, &result);
			if (builder_infer(builder, &call))
				need.base = result.out[0];
			else if (!repair_deepen(builder, rd, need.base))
				break;
		}
	}
}

static void follow(Builder *builder, const LogEvent *event, const struct rmm_call *call)
{
	BuiltRealm realm = { .rd = call->in[0], .line = event->number };
	BuiltRealm *known = builder_realm(builder, call->in[0]);

	switch (call->command) {
	case CMD_RMI_REALM_CREATE:
		g_array_append_val(builder->realms, realm);
		break;
	case CMD_RMI_REALM_DESTROY:
		g_array_remove_index(builder->realms,
				     (guint)(known - (BuiltRealm *)(gpointer)builder->realms->data));
		break;
	case CMD_RMI_REC_CREATE:
		if (known->rec_count < G_N_ELEMENTS(known->recs))
			known->recs[known->rec_count++] = call->in[1];
		break;
	default:
		break;
	}
}

static gboolean keep_host(Builder *builder, const LogEvent *event, struct rmm_call *call)
{
	struct rmm_result result;
	const BuiltRealm *realm = builder_realm(builder, call->in[0]);

	if (call->command == CMD_RMI_REALM_CREATE && !fill_realm(builder, event, call))
		return FALSE;
	if (call->command == CMD_RMI_REC_CREATE && !fill_rec(builder, call))
		return FALSE;
	/* As late as it can be: tables that the log has made are there. */
	if (call->command == CMD_RMI_REALM_ACTIVATE && realm)
		give_ram(builder, realm->rd, realm->line);
	for (guint tries = 0; tries < REPAIRS_MAX; tries++) {
		builder_try(builder, call, &result);
		if (agrees(builder, event, call, &result)) {
			builder_make(builder, call, &result);
			if (result.status == RMI_SUCCESS)
				follow(builder, event, call);
			return TRUE;
		}
		if (!repair_host(builder, event, call, &result))
			return FALSE;
	}
	return FALSE;
}

/* ---- the Realm ---- */

/* The REC that calls: the first, of those that may run, of a Realm that is ACTIVE. */
static BuiltRealm *caller(Builder *builder, guint64 *rec)
{
	const struct rmm_model *m = &builder->model;
	const struct rmm *s = builder->machine->state;

	for (guint i = 0; i < builder->realms->len; i++) {
		BuiltRealm *realm = &g_array_index(builder->realms, BuiltRealm, i);

		for (guint j = 0; j < realm->rec_count; j++) {
			uint32_t slot = rmm_rec_at(m, s, realm->recs[j]);

			if (slot == RMM_NONE || !rmm_rec(m, s, slot)->runnable ||
			    rmm_rec(m, s, slot)->pending == PENDING_PSCI ||
			    rmm_realm(m, s, rmm_rec(m, s, slot)->owner)->state != REALM_ACTIVE)
				continue;
			*rec = realm->recs[j];
			return realm;
		}
	}
	return NULL;
}

/* What is printed of a call by which the REC leaves is no answer yet. */
static gboolean is_request(const LogEvent *event, const struct rmm_result *result)
{
	return result->exit.happened && result->exit.status == RMI_SUCCESS &&
	       result->exit.field[EXIT_FIELD_REASON] != EXIT_SYNC &&
	       (event->kind == LOG_SMC || !event->answered || !event->status[0] ||
		strcmp(event->name, "RSI_IPA_STATE_SET") == 0);
}

/* The page that the call uses is there, or the RIPAS that it asks for was given before. */
static gboolean repair_realm(Builder *builder, const BuiltRealm *realm, guint64 rec,
			     const LogEvent *event, const struct rmm_call *call)
{
	guint count;
	const guint64 *outputs = log_call_outputs(event, &count);
	Roles roles;

	roles_find(&builder->model, call->command, &roles);
	if (call->command == CMD_RSI_IPA_STATE_GET) {
		if (count == 2 && outputs[1] == RIPAS_RAM)
			repair_need(builder, realm->rd, call->in[0], outputs[0]);
		return FALSE;
	}
	if ((event->status[0] && !log_call_succeeded(event)) || event->kind != LOG_RSI ||
	    roles.ipa < 0)
		return FALSE;
	builder_leave(builder, rec);
	return repair_map(builder, realm->rd, call->in[roles.ipa]) && rebuild_enter(builder, realm, rec);
}

static gboolean keep_realm(Builder *builder, const LogEvent *event, struct rmm_call *call)
{
	struct rmm_result result;
	guint64 rec;
	const BuiltRealm *realm = caller(builder, &rec);

	if (!realm || !rebuild_enter(builder, realm, rec))
		return FALSE;
	call->rec = rec;
	for (guint tries = 0; tries < 4; tries++) {
		builder_try(builder, call, &result);
		if (is_request(event, &result) || agrees(builder, event, call, &result)) {
			builder_guest(builder, rec, call, &result);
			return TRUE;
		}
		if (!repair_realm(builder, realm, rec, event, call))
			return FALSE;
	}
	return FALSE;
}

/* ---- the whole ---- */

static void keep_line(Builder *builder, const LogEvent *event)
{
	struct rmm_call call;
	gboolean kept;

	g_string_append_printf(builder->out, "# line %u: %.*s\n", event->number,
			       (int)strcspn(event->text, "\r\n"), event->text);
	builder->count->lines++;
	if (log_call_make(&builder->model, builder->part->dialect, event, &call))
		kept = FALSE;
	else if (event->kind == LOG_RMI)
		kept = keep_host(builder, event, &call);
	else
		kept = keep_realm(builder, event, &call);
	builder->count->kept += kept ? 1 : 0;
	if (!kept)
		g_string_append(builder->out, "# not repeated\n");
}

static void keep_lines(Builder *builder)
{
	LogReader reader;
	LogEvent event;

	log_reader_open(&reader, builder->part->text, builder->part->size);
	reader.number = builder->part->first - 1;
	while (log_reader_next(&reader, &event))
		keep_line(builder, &event);
}

static gboolean make_model(Builder *builder, GError **error)
{
	const struct rmm_version *version = builder->options->version;
	g_autofree struct rmm_model *names = g_new(struct rmm_model, 1);
	struct rmm_config config;
	enum rmm_config_error flaw;

	platform_for_scenarios(&config, version, NULL);
	rmm_model_init(names, &config);
	regions_find(builder->part, names, &config, &builder->spare);
	builder->spare_end = builder->spare + REGIONS_SPARE_SIZE;
	/* A line needs a few tables at most; a state with room for many takes its time. */
	config.rtts = MAX(config.rtts, (guint32)MIN(4096, 256 + builder->part->size / 64));
	config.recs = MAX(config.recs, 64);
	config.realms = MAX(config.realms, 16);
	config.variants = builder->options->variants;
	flaw = rmm_model_init(&builder->model, &config);
	if (flaw != CONFIG_OK)
		g_set_error(error, g_quark_from_static_string("ripas-sim-rebuild"), 0, "%s",
			    rmm_config_error_text(flaw));
	return flaw == CONFIG_OK;
}

static void append_header(const Builder *builder, GString *out)
{
	g_autofree char *name = g_path_get_basename(builder->options->name);

	g_string_append_printf(out, "title \"%s\"\n", g_strdelimit(name, "\"\\", '_'));
	g_string_append_printf(out, "spec %s\n", builder->options->version->id);
	for (unsigned i = VARIANT_NONE + 1; i < VARIANTS; i++)
		if (rmm_has_variant(&builder->options->variants, i))
			g_string_append_printf(out, "variant %s\n", rmm_variant_info(i)->id);
	scenario_append_configuration(out, &builder->model.config);
}

/* RAM that turns out to be needed from the start is given in the next try. */
static char *build(Builder *builder)
{
	g_autoptr(GString) header = g_string_new(NULL);

	for (guint tries = 0; tries == 0 || (builder->needs_more && tries < 64); tries++) {
		guint64 spare = builder->spare;

		g_string_truncate(builder->out, 0);
		*builder->count = (RebuildCount){ 0 };
		builder->needs_more = FALSE;
		g_array_set_size(builder->realms, 0);
		builder->machine = machine_new(&builder->model, 0);
		keep_lines(builder);
		g_clear_pointer(&builder->machine, machine_free);
		builder->spare = spare;
	}
	append_header(builder, header);
	g_string_append_printf(header, "\n%s", builder->out->str);
	return g_strdup(header->str);
}

char *rebuild_scenario(const LogPart *part, const RebuildOptions *options, RebuildCount *count,
		       GError **error)
{
	g_autofree Builder *builder = g_new0(Builder, 1);
	char *text = NULL;

	*builder = (Builder){ .part = part, .options = options, .count = count };
	if (options->version->line != LINE_1_0) {
		g_set_error(error, g_quark_from_static_string("ripas-sim-rebuild"), 0,
			    "scenarios are made of consoles of RMM 1.0");
		return NULL;
	}
	if (!make_model(builder, error))
		return NULL;
	builder->trial = g_malloc0(builder->model.layout.size);
	builder->out = g_string_new(NULL);
	builder->realms = g_array_new(FALSE, FALSE, sizeof(BuiltRealm));
	builder->needs = g_array_new(FALSE, FALSE, sizeof(RamNeed));
	text = build(builder);
	g_free(builder->trial);
	g_string_free(builder->out, TRUE);
	g_array_unref(builder->realms);
	g_array_unref(builder->needs);
	return text;
}
