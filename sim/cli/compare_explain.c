/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas-sim compare --explain: what stands behind a cell. */
#include <string.h>

#include "cli/compare_axes.h"
#include "cli/comparing.h"
#include "system/platform.h"
#include "system/version.h"
#include "text/nearest.h"

/* Of "neither/linux/v14/reject" the first @count parts. */
static ExitCode read_parts(char **parts, guint count, const Choice *choice, Cell *cell)
{
	guint row[CELL_AXES] = { 0 };

	for (guint i = 0; i < count; i++)
		if (!(i == AXIS_GUEST && choice->guest && strcmp(parts[i], choice->guest->name) == 0) &&
		    !axis_find(i, parts[i], &row[i]))
			return EXIT_BAD_USAGE;
	cell->policy = &policies[row[AXIS_POLICY]];
	cell->guest = choice->guest ? choice->guest : &guest_choices[row[AXIS_GUEST]];
	cell->kvm = &kvm_series[row[AXIS_KVM]];
	cell->cheat = count == CELL_AXES ? &cheats[row[AXIS_CHEAT]] : NULL;
	return EXIT_AS_EXPECTED;
}

/* "neither/linux/v14", and "/reject" for a cheat. */
static ExitCode read_cell(const char *text, const Choice *choice, Cell *cell)
{
	g_auto(GStrv) parts = g_strsplit(text, "/", -1);
	guint count = g_strv_length(parts);

	if (count < CELL_AXES - 1 || count > CELL_AXES)
		return usage_error("compare", "'%s' is no cell: POLICY/GUEST/KVM, or "
				   "POLICY/GUEST/KVM/CHEAT", text);
	return read_parts(parts, count, choice, cell);
}

/* "both/linux/v14/image": what is done to a guest stands in the place of a cheat. */
static ExitCode read_harm(const char *text, const Choice *choice, Cell *cell, Harm *harm)
{
	g_auto(GStrv) parts = g_strsplit(text, "/", -1);
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autofree char *hint = NULL;

	if (g_strv_length(parts) != CELL_AXES)
		return usage_error("compare", "'%s' is no cell of --exhaustive: "
				   "POLICY/GUEST/KVM/HARM", text);
	*harm = harm_named(parts[AXIS_CHEAT]);
	if (*harm < HARMS)
		return read_parts(parts, AXIS_CHEAT, choice, cell);
	for (Harm known = 0; known < HARMS; known++)
		g_ptr_array_add(names, (char *)(guintptr)harm_name(known));
	hint = nearest_hint(parts[AXIS_CHEAT], names);
	return usage_error("compare", "unknown harm '%s'%s", parts[AXIS_CHEAT], hint);
}

/* The version that was chosen, else one that goes with the KVM of @cell. */
static const struct rmm_version *version_for(const Comparing *comparing, const Cell *cell)
{
	if (comparing->options.version)
		return comparing->options.version;
	if (kvm_fits(cell->kvm, PLATFORM_DEFAULT_VERSION))
		return PLATFORM_DEFAULT_VERSION;
	for (guint i = 0; i < version_count(); i++)
		if (kvm_fits(cell->kvm, version_at(i)))
			return version_at(i);
	return PLATFORM_DEFAULT_VERSION;
}

ExitCode compare_no_pair(const struct rmm_version *version)
{
	return usage_error("compare", "no chosen KVM speaks the RMI of %s (--hypothetical "
			   "pairs them all the same)", version->id);
}

/* A cheat of the list, or none. */
static ExitCode explain_cheat(const Cell *cell, HashCache *cache, const Output *output)
{
	g_autofree char *text = NULL;
	Cell without = *cell;
	Facts honest;

	without.cheat = NULL;
	cell_run(&without, NULL, cache, &honest);
	text = cell_explain(cell, cell->cheat ? &honest : NULL, cache);
	fputs(text, output->file);
	facts_clear(&honest);
	return EXIT_AS_EXPECTED;
}

/* The shortest way of any Host; where there is none, what was explored. */
static ExitCode explain_harm(const Comparing *comparing, const Cell *cell, Harm harm,
			     HashCache *cache, const Output *output)
{
	CheatingResult result;
	const char *text;
	ExitCode code = EXIT_AS_EXPECTED;

	cheating_explore(cell, &comparing->bounds, harm, NULL, cache, &result);
	text = result.harms[harm].scenario;
	if (text)
		fputs(text, output->file);
	else
		code = usage_error("compare", result.boots
				   ? "%s has no page to which that could be done"
				   : "the guest of %s does not boot: there is nothing to lose",
				   comparing->explain);
	cheating_result_clear(&result);
	return code;
}

ExitCode compare_explain(const Comparing *comparing, const Output *output)
{
	g_autoptr(HashCache) cache = hash_cache_new();
	Cell cell = { .population = comparing->choice.population,
		      .variants = comparing->choice.variants };
	Harm harm = HARMS;
	ExitCode code = comparing->exhaustive
			? read_harm(comparing->explain, &comparing->choice, &cell, &harm)
			: read_cell(comparing->explain, &comparing->choice, &cell);

	if (code != EXIT_AS_EXPECTED)
		return code;
	cell.version = version_for(comparing, &cell);
	if (!comparing->choice.hypothetical && !kvm_fits(cell.kvm, cell.version))
		return compare_no_pair(cell.version);
	return harm < HARMS ? explain_harm(comparing, &cell, harm, cache, output)
			    : explain_cheat(&cell, cache, output);
}
