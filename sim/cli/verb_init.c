/* SPDX-License-Identifier: BSD-3-Clause */
/* ripas-sim init: a folder of scenarios for the repository of a VMM, with a first test. */
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "cli/verbs.h"
#include "options/options.h"

static const char scenario[] =
	"title \"Our VMM boots a Linux guest\"\n"
	"question \"Does a guest boot with our memory map, whichever RMM is there?\"\n"
	"tag host-init linux\n"
	"\n"
	"# The memory map of the VMM; 'ripas-sim show actors vmm' lists what else there is.\n"
	"host  vmm.configure dram=0x8000_0000 dram_size=512M image=0x8000_0000 init=all\n"
	"in rmm-1.0 host kvm.init version=v12\n"
	"in rmm-2.0 host kvm.init version=v14\n"
	"host  kvm.create_realm\n"
	"host  kvm.set_ripas_of_protected_regions\n"
	"expect ripas 0x8000_0000 .. 0xa000_0000 RAM\n"
	"host  kvm.populate\n"
	"host  kvm.create_rec\n"
	"host  kvm.activate\n"
	"host  verifier.expect\n"
	"guest linux.boot\n"
	"host  kvm.run > IDLE secret=yes wrong=0\n";

static const char runner[] =
	"#!/bin/sh\n"
	"# KTAP on standard output, as kselftest wants it; 4 means skipped there.\n"
	"command -v ripas-sim >/dev/null || {\n"
	"\techo 'KTAP version 1'; echo '1..0 # SKIP ripas-sim is not installed'; exit 4\n"
	"}\n"
	"ripas-sim run --format tap \"$(dirname \"$0\")\" || exit 1\n";

static const char readme[] =
	"# Scenarios\n"
	"\n"
	"What our VMM asks of KVM and the RMM of Arm CCA, as tests that need no hardware: `ripas-sim` runs them\n"
	"on a model of the RMM.\n"
	"\n"
	"    ripas-sim run .                # all; under both versions: --spec 1.0,2.0\n"
	"    ripas-sim run -v first.ripas   # every call, its result and what it changed\n"
	"    ripas-sim fmt --check .        # are they laid out?\n"
	"    ./run.sh                       # as KTAP\n"
	"\n"
	"`man ripas-scenario` describes the language. Examples for CI are in the README of the scenarios that\n"
	"came with ripas-sim.\n";

static const struct {
	const char *name, *text;
	mode_t mode;
} files[] = {
	{ "first.ripas", scenario, 0644 }, { "run.sh", runner, 0755 }, { "README.md", readme, 0644 },
};

static ExitCode cannot(const char *path)
{
	g_autoptr(GError) error = g_error_new(G_FILE_ERROR, G_FILE_ERROR_FAILED, "cannot write %s: %s",
					      path, g_strerror(errno));

	return output_error("init", error);
}

/* Nothing is overwritten: all is looked at before anything is made. */
static const char *in_the_way(const char *folder)
{
	for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *path = g_build_filename(folder, files[i].name, NULL);

		if (g_file_test(path, G_FILE_TEST_EXISTS))
			return files[i].name;
	}
	return NULL;
}

static ExitCode make(const char *folder, const Options *options)
{
	if (g_mkdir_with_parents(folder, 0755) != 0)
		return cannot(folder);
	for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *path = g_build_filename(folder, files[i].name, NULL);
		FILE *file = fopen(path, "wx");
		gboolean good = file && fputs(files[i].text, file) >= 0;

		good = file && fclose(file) == 0 && good;
		if (!good || g_chmod(path, files[i].mode) != 0)
			return cannot(path);
		if (!options->quiet)
			printf("%s\n", path);
	}
	return EXIT_AS_EXPECTED;
}

static ExitCode init_folder(const Options *options)
{
	char **arguments = options->arguments;
	const char *there;

	if (!arguments)
		return usage_error("init", "no folder given");
	if (arguments[1])
		return usage_error("init", "unexpected argument '%s'", arguments[1]);
	there = in_the_way(arguments[0]);
	if (there)
		return usage_error("init", "%s has a file %s already", arguments[0], there);
	return make(arguments[0], options);
}

static ExitCode init_verb(char **argv)
{
	Options options;
	ExitCode code;

	if (options_parse(&options, &verb_init, NULL, argv, &code))
		code = init_folder(&options);
	options_clear(&options);
	return code;
}

static const Example examples[] = {
	{ "init tests/cca", "for a VMM's repository; then: ripas-sim run tests/cca" },
	{ NULL, NULL }
};

const Verb verb_init = {
	.name = "init", .arguments = "DIR", .summary = "Make a folder of scenarios with a first test",
	.description =
	"For the repository of a VMM: a scenario in which its memory map boots a Linux guest, a script "
	"that runs all of the folder and prints KTAP, and a README. Nothing is overwritten.",
	.examples = examples, .run = init_verb, .versions_max = 1,
};
