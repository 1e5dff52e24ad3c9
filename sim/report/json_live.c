/* SPDX-License-Identifier: BSD-3-Clause */
/* What the model in a page needs to do what a scenario did. */
#include "report/json_live.h"

#include "engine/engine.h"
#include "language/print.h"
#include "live/config.h"
#include "machine/packed_call.h"
#include "report/json_line.h"
#include "system/platform.h"
#include "state/boot.h"
#include "state/state.h"
#include "system/version.h"
#include "version/make.h"

static void add_hex(JsonBuilder *builder, guint64 number)
{
	g_autofree char *text = g_strdup_printf("0x%" G_GINT64_MODIFIER "x", number);

	json_builder_add_string_value(builder, text);
}

/* ---- the configuration ---- */

/* Pools of what the calls need, and room to try others: a browser has less memory. */
enum { RTTS_SPARE = 512, WORDS_SPARE = 4096 };

/* Makes the calls on a state of @config; FALSE: a pool is exhausted. */
static gboolean make_calls(const struct rmm_config *config, const GPtrArray *calls, guint64 *hash,
			   guint32 *rtts, guint32 *words)
{
	g_autofree struct rmm_model *model = g_new(struct rmm_model, 1);
	g_autofree struct rmm *state = NULL;
	struct rmm_result result;
	struct rmm_call call;
	gboolean fits = TRUE;

	*hash = 0;
	*rtts = *words = 0;
	if (rmm_model_init(model, config) != CONFIG_OK)
		return FALSE;
	state = g_malloc0(model->layout.size);
	rmm_state_init_zeroed(model, state);
	for (guint i = 0; i < calls->len; i++) {
		packed_call_unpack(calls->pdata[i], &call);
		rmm_step(model, state, &call, &result);
		*rtts = MAX(*rtts, state->rtts_high);
		*words = MAX(*words, state->words_high);
		fits &= result.status != STATUS_LIMIT;
	}
	*hash = rmm_state_hash(model, state);
	return fits;
}

/* The configuration for the page, and the hash of the state that it leads to. */
static guint64 fit_config(struct rmm_config *config, const GPtrArray *calls)
{
	struct rmm_config small = *config;
	guint32 rtts, words, unused;
	guint64 hash, smaller;

	make_calls(config, calls, &hash, &rtts, &words);
	small.rtts = MIN(config->rtts, 2 * rtts + RTTS_SPARE);
	small.words = MIN(config->words, 2 * words + WORDS_SPARE);
	if (!make_calls(&small, calls, &smaller, &unused, &unused))
		return hash;
	*config = small;
	return smaller;
}

static void add_config(JsonBuilder *builder, const struct rmm_config *config)
{
	guint64 numbers[LIVE_CONFIG_MAX];
	guint count = live_config_write(config, numbers);

	json_line_number(builder, "version", version_index(config->version));
	json_line_begin_array(builder, "config");
	for (guint i = 0; i < count; i++)
		add_hex(builder, numbers[i]);
	json_builder_end_array(builder);
}

/* ---- empty machines ---- */

static void add_machine(JsonBuilder *builder, const struct rmm_version *version)
{
	struct rmm_config config;

	platform_for_scenarios(&config, version, NULL);
	json_builder_begin_object(builder);
	json_line_string(builder, "name", version->id);
	add_config(builder, &config);
	json_line_begin_array(builder, "header");
	json_builder_end_array(builder);
	json_builder_end_object(builder);
}

char *json_live_machines(void)
{
	g_autoptr(JsonBuilder) builder = json_builder_new();
	g_autoptr(JsonNode) root = NULL;

	json_builder_begin_array(builder);
	for (guint i = version_count(); i-- > 0; )
		add_machine(builder, version_at(i));
	json_builder_end_array(builder);
	root = json_builder_get_root(builder);
	return json_to_string(root, FALSE);
}

/* ---- calls ---- */

static void add_call(JsonBuilder *builder, const PackedCall *packed)
{
	struct rmm_call call;

	packed_call_unpack(packed, &call);
	json_builder_begin_array(builder);
	json_builder_add_int_value(builder, call.command);
	add_hex(builder, call.rec);
	json_builder_add_int_value(builder, call.interrupt);
	json_builder_begin_array(builder);
	for (guint i = 0; i < RMM_INPUTS_MAX; i++) {
		if (!call.in[i])
			continue;
		json_builder_add_int_value(builder, i);
		add_hex(builder, call.in[i]);
	}
	json_builder_end_array(builder);
	if (call.limited || call.stop) {
		json_builder_add_boolean_value(builder, call.limited);
		add_hex(builder, call.limit);
		json_builder_add_boolean_value(builder, call.stop);
	}
	json_builder_end_array(builder);
}

void json_live_member(JsonBuilder *builder, const Scenario *scenario, const RunResult *result,
		      const GPtrArray *calls)
{
	struct rmm_config config = scenario->config;
	g_autoptr(GString) header = g_string_new(NULL);
	guint64 hash;

	/* The cache is that of another thread. */
	config.hash_user = NULL;
	hash = fit_config(&config, calls);
	scenario_append_configuration(header, &scenario->config);
	json_line_begin_object(builder, "live");
	add_config(builder, &config);
	json_line_address(builder, "hash", hash);
	json_line_array(builder, "header", header->str);
	json_line_begin_array(builder, "calls");
	for (guint i = 0; i < calls->len; i++)
		add_call(builder, calls->pdata[i]);
	json_builder_end_array(builder);
	json_line_begin_array(builder, "ends");
	for (guint i = 0; i < result->outcomes->len; i++)
		json_builder_add_int_value(builder,
					   ((StepOutcome *)result->outcomes->pdata[i])->trail);
	json_builder_end_array(builder);
	json_builder_end_object(builder);
}
