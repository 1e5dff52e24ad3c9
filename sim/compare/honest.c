/* SPDX-License-Identifier: BSD-3-Clause */
/* How many RIMs an honest Host can come to: each way to build a VM as a scenario. */
#include "compare/honest.h"

#include <string.h>

#include "run/runner.h"

/* What a way came to. */
typedef struct {
	gboolean activated, failed;
	guint8 rim[RMM_MEASUREMENT_MAX];
	/* Of the Realm: its first memslot; of the Host: where memory ends. */
	guint64 base, size, memory_top;
} Built;

/* ---- a way as a scenario ---- */

static const KvmVersion *newest_kvm(const struct rmm_version *version)
{
	for (guint i = KVM_SERIES; i > 0; i--)
		if (kvm_fits(&kvm_series[i - 1], version))
			return &kvm_series[i - 1];
	return &kvm_series[KVM_SERIES - 1];
}

/* Blocks of level 2 are what tables of level 3 are made for. */
#define BLOCK ((guint64)1 << 21)

static guint64 middle(const Built *usual)
{
	return (usual->base + usual->size / 2) & ~(BLOCK - 1);
}

static void append_init(GString *out, guint ways, const Built *usual)
{
	guint64 half = middle(usual) - usual->base;

	if (!(ways & WAY_SPLIT) || half == 0) {
		g_string_append(out, "host  kvm.init_ripas\n");
		return;
	}
	g_string_append_printf(out, "host  kvm.init_ripas base=0x%" G_GINT64_MODIFIER "x "
			       "size=0x%" G_GINT64_MODIFIER "x\n", usual->base, half);
	/* Those behind it again: what is RAM already is made RAM once more, or passed over. */
	g_string_append_printf(out, "host  kvm.init_ripas base=0x%" G_GINT64_MODIFIER "x\n",
			       usual->base + half);
}

/* So far below the end of memory, where parameters are, KVM comes to no page. */
#define SPARE ((guint64)64 * RMM_GRANULE_SIZE)

/* Tables in the second half of the memslot; that of level 2 may be there. */
static void append_race(GString *out, const Built *usual)
{
	guint64 at = middle(usual) + BLOCK, spare = usual->memory_top - SPARE;

	for (guint i = 0; i < 2; i++) {
		guint64 page = spare + i * RMM_GRANULE_SIZE;
		guint64 ipa = i == 0 ? at & ~(((guint64)1 << 30) - 1) : at;

		g_string_append_printf(out, "in rmm-1.0 host RMI_GRANULE_DELEGATE addr=0x%"
				       G_GINT64_MODIFIER "x\n", page);
		g_string_append_printf(out, "in rmm-2.0 host RMI_GRANULE_RANGE_DELEGATE base=0x%"
				       G_GINT64_MODIFIER "x top=0x%" G_GINT64_MODIFIER "x\n",
				       page, page + RMM_GRANULE_SIZE);
		g_string_append_printf(out, "host RMI_RTT_CREATE rd=$rd rtt=0x%" G_GINT64_MODIFIER
				       "x ipa=0x%" G_GINT64_MODIFIER "x level=%u > any\n", page,
				       ipa, i + 2);
	}
}

static char *way_text(const struct rmm_version *version, const Population *population,
		      const struct rmm_variants *variants, guint ways, const Built *usual)
{
	const KvmVersion *kvm = newest_kvm(version);
	GString *out = g_string_new(NULL);

	g_string_append_printf(out, "spec %s\n%s", version->id, population->header);
	for (enum rmm_variant i = VARIANT_NONE + 1; i < VARIANTS; i++)
		if (rmm_has_variant(variants, i))
			g_string_append_printf(out, "variant %s\n", rmm_variant_info(i)->id);
	g_string_append_printf(out, "host  vmm.configure init=ioctl%s\n%s"
			       "host  kvm.create_realm version=%s%s > OK rd=$rd\n",
			       population->layout, population->slots, kvm->name,
			       kvm_fits(kvm, version) ? "" : " hypothetical=yes");
	if (ways & WAY_RACE)
		append_race(out, usual);
	if (ways & WAY_FIRST)
		append_init(out, ways, usual);
	g_string_append(out, "host  kvm.populate\n");
	if (!(ways & WAY_FIRST))
		append_init(out, ways, usual);
	g_string_append_printf(out, "host  kvm.create_rec%s\nhost  kvm.activate\n",
			       population->recs);
	return g_string_free(out, FALSE);
}

/* ---- carrying it out ---- */

static void ended(gpointer user, const Step *step, Ending ending, const Scene *scene)
{
	const struct rmm_model *model = scene->model;
	Built *built = user;
	uint32_t slot = rmm_realm_at(model, scene->state, scene->vm.rd);
	const Memslot *first;

	built->failed |= !ending_is_good(ending);
	if (step->procedure->run != kvm_activate || slot == RMM_NONE)
		return;
	built->activated = TRUE;
	memcpy(built->rim, rmm_measurement(model, scene->state, slot, 0),
	       model->layout.measurement_size);
	first = &g_array_index(kvm_of(scene)->slots, Memslot, 0);
	built->base = first->base;
	built->size = first->size;
	built->memory_top = model->config.regions[0].base + model->config.regions[0].size;
}

static gboolean build(const struct rmm_version *version, char *text, Built *built)
{
	ParseOptions parse = { .version = version };
	RunOptions options = { .no_invariants = TRUE, .ended = ended, .user = built };
	g_autoptr(Diagnostics) diagnostics = diagnostics_new();
	g_autoptr(Scenario) scenario = scenario_parse_text("an honest Host", text, strlen(text),
							   &parse, diagnostics);
	RunResult result;

	memset(built, 0, sizeof(*built));
	if (!scenario)
		return FALSE;
	scenario_run(scenario, &options, &result);
	run_result_clear(&result);
	return built->activated && !built->failed;
}

static gboolean same_rim(const Built *a, const Built *b)
{
	return memcmp(a->rim, b->rim, sizeof(a->rim)) == 0;
}

static HonestRims count(const Built built[WAYS])
{
	HonestRims rims = { 0, 0 };

	for (guint i = 0; i < WAYS; i++) {
		gboolean is_new = TRUE;

		for (guint j = 0; j < i; j++)
			is_new &= !same_rim(&built[i], &built[j]);
		rims.rims += is_new ? 1 : 0;
		for (guint way = 1; way < WAYS; way <<= 1)
			if (!same_rim(&built[i], &built[i ^ way]))
				rims.changing |= way;
	}
	return rims;
}

HonestRims honest_rims(const struct rmm_version *version, const Population *population,
		       const struct rmm_variants *variants)
{
	Built built[WAYS];

	for (guint i = 0; i < WAYS; i++)
		if (population->large ||
		    !build(version, way_text(version, population, variants, i, &built[0]),
			   &built[i]))
			return (HonestRims){ 0, 0 };
	return count(built);
}
