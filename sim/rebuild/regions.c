/* SPDX-License-Identifier: BSD-3-Clause */
/* What a console tells of the platform. */
#include "rebuild/regions.h"

#include <string.h>

#include "dialect/call.h"
#include "dialect/reader.h"
#include "partial/roles.h"

/* Memory comes in pieces of this size. */
#define PIECE_SHIFT 21
#define PIECE ((guint64)1 << PIECE_SHIFT)

static gint compare(gconstpointer a, gconstpointer b)
{
	guint64 x = *(const guint64 *)a, y = *(const guint64 *)b;

	return x < y ? -1 : x > y;
}

/* B4.4.6, as far as 1.0 and 2.0 have it alike. */
static void take_features(struct rmm_platform *platform, guint64 value)
{
	guint width = value & 0xff;

	if (width >= platform->ipa_width_min && width <= 52)
		platform->ipa_width_max = (guint8)width;
	platform->lpa2 = value >> 8 & 1;
}

static void take_platform(const LogEvent *event, struct rmm_platform *platform)
{
	guint count;
	const guint64 *outputs = log_call_outputs(event, &count);

	if (!log_call_succeeded(event) || count == 0)
		return;
	if (strcmp(event->name, "RMI_REC_AUX_COUNT") == 0 && outputs[0] <= RMM_AUX_MAX)
		platform->aux_count = (guint8)outputs[0];
	if (strcmp(event->name, "RMI_FEATURES") == 0 && event->in[0] == 0)
		take_features(platform, outputs[0]);
}

/* The pieces of memory that the calls name, in order, each once. */
static GArray *find_pieces(const LogPart *part, const struct rmm_model *model,
			   struct rmm_platform *platform)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	GArray *pieces = g_array_new(FALSE, FALSE, sizeof(guint64));
	LogReader reader;
	LogEvent event;
	struct rmm_call call;
	Roles roles;

	log_reader_open(&reader, part->text, part->size);
	while (log_reader_next(&reader, &event)) {
		take_platform(&event, platform);
		if (event.kind != LOG_RMI || log_call_make(model, part->dialect, &event, &call))
			continue;
		roles_find(model, call.command, &roles);
		for (guint i = 0; i < roles.count; i++) {
			guint64 piece = call.in[i] >> PIECE_SHIFT << PIECE_SHIFT;

			if (!role_is_granule(roles.role[i]) || piece >> 48 ||
			    g_hash_table_contains(seen, &piece))
				continue;
			g_hash_table_add(seen, g_memdup2(&piece, sizeof(piece)));
			g_array_append_val(pieces, piece);
		}
	}
	g_array_sort(pieces, compare);
	return pieces;
}

/* A region more, or the last one becomes longer: the gaps that are left are the largest. */
static void add_regions(const GArray *pieces, struct rmm_config *config)
{
	guint64 gap = PIECE;

	for (;; gap *= 4) {
		config->region_count = 0;
		for (guint i = 0; i < pieces->len; i++) {
			guint64 base = g_array_index(pieces, guint64, i);
			struct rmm_region *last = config->region_count
				? &config->regions[config->region_count - 1] : NULL;

			if (last && base - (last->base + last->size) <= gap) {
				last->size = base + PIECE - last->base;
				continue;
			}
			/* One is for what no line names. */
			if (config->region_count == RMM_REGIONS_MAX - 1)
				break;
			config->regions[config->region_count++] =
				(struct rmm_region){ base, PIECE, true, false };
		}
		if (!pieces->len || !config->region_count)
			return;
		const struct rmm_region *last = &config->regions[config->region_count - 1];

		if (g_array_index(pieces, guint64, pieces->len - 1) < last->base + last->size)
			return;
	}
}

void regions_find(const LogPart *part, const struct rmm_model *model, struct rmm_config *config,
		  guint64 *spare)
{
	g_autoptr(GArray) pieces = find_pieces(part, model, &config->platform);
	guint64 end = (guint64)1 << 30;

	add_regions(pieces, config);
	if (config->region_count) {
		const struct rmm_region *last = &config->regions[config->region_count - 1];

		end = last->base + last->size;
	}
	*spare = (end + ((guint64)1 << 30)) >> 30 << 30;
	config->regions[config->region_count++] =
		(struct rmm_region){ *spare, REGIONS_SPARE_SIZE, true, false };
}
