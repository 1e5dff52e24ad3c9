/* SPDX-License-Identifier: BSD-3-Clause */
/* The shell on a terminal: prompts, completion, history, through a real pseudo terminal. */
#include <poll.h>
#include <pty.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "folder.h"
#include "shell/prompt.h"
#include "suites.h"

/* Somebody who sits there. */
typedef struct {
	Folder *folder;         /* of their history */
	int terminal;
	pid_t program;
	GString *seen;          /* all that came */
	gsize read;             /* so far up to there */
} User;

static void open_shell(User *user)
{
	struct winsize size = { .ws_row = 40, .ws_col = 200 };

	fflush(NULL);
	user->program = forkpty(&user->terminal, NULL, NULL, &size);
	ck_assert_int_ge(user->program, 0);
	if (user->program == 0) {
		g_setenv("XDG_STATE_HOME", user->folder->path, TRUE);
		g_setenv("HOME", user->folder->path, TRUE);
		g_setenv("TERM", "xterm", TRUE);
		g_setenv("NO_COLOR", "1", TRUE);
		g_unsetenv("COLUMNS");
		execl(g_getenv("RIPAS_SIM"), "ripas-sim", "shell", NULL);
		_exit(127);
	}
	g_string_truncate(user->seen, 0);
	user->read = 0;
}

static gboolean edits(void)
{
	return strstr(prompt_editor(), "nothing") == NULL;
}

/*
 * Until keys go to the editor. Before, a terminal takes Ctrl-D for itself, and
 * leaves a NUL byte where the editor looks next.
 */
static void await_editor(const User *user)
{
	struct termios settings;

	for (guint i = 0; edits() && i < 2000; i++) {
		ck_assert_int_eq(tcgetattr(user->terminal, &settings), 0);
		if (!(settings.c_lflag & ICANON))
			return;
		g_usleep(1000);
	}
}

static void type(const User *user, const char *text)
{
	await_editor(user);
	ck_assert_int_eq(write(user->terminal, text, strlen(text)), (ssize_t)strlen(text));
}

/* FALSE: there is nothing more for so long, or will be. */
static gboolean see_within(User *user, int milliseconds)
{
	struct pollfd wait = { .fd = user->terminal, .events = POLLIN };
	char buffer[4096];
	ssize_t size;

	if (poll(&wait, 1, milliseconds) <= 0)
		return FALSE;
	size = read(user->terminal, buffer, sizeof(buffer));
	if (size > 0)
		g_string_append_len(user->seen, buffer, size);
	return size > 0;
}

static gboolean see_more(User *user)
{
	return see_within(user, 30000);
}

/* Waits until @text has come, behind what was waited for before. */
static void await(User *user, const char *text)
{
	const char *found;

	while (!(found = strstr(user->seen->str + user->read, text)))
		ck_assert_msg(see_more(user), "no '%s' in\n%s", text, user->seen->str);
	user->read = (gsize)(found - user->seen->str) + strlen(text);
}

/* Types @line until @text comes: a terminal that is interrupted drops what is typed at that moment. */
static void insist(User *user, const char *line, const char *text)
{
	for (guint i = 0; i < 30 && !strstr(user->seen->str + user->read, text); i++) {
		type(user, line);
		while (!strstr(user->seen->str + user->read, text) && see_within(user, 1000))
			continue;
	}
	await(user, text);
}

static int end_shell(User *user)
{
	int status;

	while (see_more(user))
		continue;
	close(user->terminal);
	ck_assert_int_eq(waitpid(user->program, &status, 0), user->program);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Begins, up to the first prompt. */
static void start(User *user)
{
	open_shell(user);
	await(user, "1> ");
}

/* Ends by a command, behind a line that is not completed. */
static void quit(User *user)
{
	type(user, "\025quit\n");
	ck_assert_int_eq(end_shell(user), 0);
}

static User user_new(void)
{
	return (User){ .folder = folder_new(), .seen = g_string_new(NULL) };
}

/* What the editor made goes as well. */
static void user_clear(User *user)
{
	g_autofree char *inner = g_build_filename(user->folder->path, "ripas-sim", NULL);
	g_autofree char *history = g_build_filename(inner, "history", NULL);

	unlink(history);
	rmdir(inner);
	folder_free(user->folder);
	g_string_free(user->seen, TRUE);
}

START_TEST(test_dialogue)
{
	User user = user_new();

	open_shell(&user);
	await(&user, "rmm-2.0-bet3 1> ");
	type(&user, "include \"tests/golden/inputs/one-table.ripas\"\n");
	await(&user, "# 6 statements");
	await(&user, "rmm-1.0-rel0 ");
	type(&user, "host RMI_GRANULE_DELEGATE addr=$spare\n");
	await(&user, "> RMI_SUCCESS\r\n");
	type(&user, "for $x in 0 .. 8 step 4\n");
	await(&user, "... ");
	type(&user, "let $y = $x\n");
	await(&user, "... ");
	type(&user, "end\n");
	await(&user, "rmm-1.0-rel0 ");
	type(&user, "bogus\n");
	await(&user, "error: unknown statement 'bogus'");
	type(&user, "undo 2\n");
	await(&user, "at line 1: include");
	/* Whoever types has seen what went wrong. */
	type(&user, "quit\n");
	ck_assert_int_eq(end_shell(&user), 0);
	user_clear(&user);
}
END_TEST

/* Ctrl-C is no end, Ctrl-D is. */
START_TEST(test_keys)
{
	User user = user_new();

	start(&user);
	type(&user, "\003\003");
	insist(&user, "help quit\n", "end; so does the end of the input");
	await(&user, "1> ");
	type(&user, "\004");
	ck_assert_int_eq(end_shell(&user), 0);
	user_clear(&user);
}
END_TEST

/* What is typed, and what Tab adds to it. */
static const struct {
	const char *typed, *added;
} completions[] = {
	{ "incl\t", "ude " }, { "histo\t", "ry" },
	{ "host RMI_GRANULE_DELE\t", "GATE " },
	{ "host RMI_GRANULE_DELEGATE ad\t", "dr=" },
	{ "host RMI_GRANULE_DELEGATE addr=$sp\t", "are" },
	{ "host RMI_REALM_ACTIVATE rd=0x\t", "88002000" },
	{ "host RMI_REC_ENTER rec=0x\t", "88004000" },
	{ "expect granule $spare UNDEL\t", "EGATED" },
	{ "how realm ACT\t", "IVE" }, { "show gr\t", "anules" },
	{ "variant init-ripas-when\t", "-active" }, { "variant init-ripas-when-active o\tf\t", "f" },
	{ "spec rmm-1\t", ".0-rel0" }, { "what RMI_REALM_ACT\t", "IVATE" },
};

START_TEST(test_completion)
{
	g_autofree char *before = g_strndup(completions[_i].typed, strcspn(completions[_i].typed, "\t"));
	User user = user_new();

	if (edits()) {
		start(&user);
		type(&user, "include \"tests/golden/inputs/one-table.ripas\"\n");
		await(&user, "rmm-1.0-rel0 ");
		await(&user, "2> ");
		type(&user, completions[_i].typed);
		await(&user, before);
		await(&user, completions[_i].added);
		quit(&user);
	}
	user_clear(&user);
}
END_TEST

/* Lines are remembered, by the next shell as well. */
START_TEST(test_history)
{
	User user = user_new();

	if (edits()) {
		start(&user);
		type(&user, "let $remembered = 1\n");
		await(&user, "2> ");
		quit(&user);
		start(&user);
		type(&user, "\020\020");
		await(&user, "let $remembered = 1");
		type(&user, "\n");
		await(&user, "2> ");
		quit(&user);
	}
	user_clear(&user);
}
END_TEST

Suite *suite_prompt(void)
{
	Suite *suite = suite_create("prompt");
	TCase *tcase = tcase_create("prompt");

	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, test_dialogue);
	tcase_add_test(tcase, test_keys);
	tcase_add_loop_test(tcase, test_completion, 0, G_N_ELEMENTS(completions));
	tcase_add_test(tcase, test_history);
	suite_add_tcase(suite, tcase);
	return suite;
}
