/* SPDX-License-Identifier: BSD-3-Clause */
/* The language server, as a scripted client meets it. */
#include <json-glib/json-glib.h>
#include <string.h>
#include <time.h>

#include "folder.h"
#include "lsp/errors.h"
#include "lsp/message.h"
#include "program.h"
#include "session.h"
#include "suites.h"

static JsonNode *start_of(JsonNode *node)
{
	return member_of(member_of(node, "range"), "start");
}

/* Nothing needs to be there. */
#define URI "file:///nowhere/a.ripas"

/* Errors are where they are, and go with the next change. */
START_TEST(test_diagnostics)
{
	g_autoptr(Session) session = session_new();
	g_autoptr(Folder) folder = folder_new();
	const char *inner = folder_add(folder, "b.ripas", "\nhots\n", -1);
	g_autofree char *uri = g_strdup_printf("file://%s/a.ripas", folder->path);
	g_autofree char *change = g_strdup_printf(
		"{\"textDocument\":{\"uri\":\"%s\",\"version\":2},\"contentChanges\":[{\"text\":\"mark m\\n\"}]}",
		uri);
	JsonNode *row;

	ck_assert_ptr_nonnull(inner);
	session_open(session, uri, "# äö\nmark m\nhost RMI_VERSON req=0\n\ninclude \"b.ripas\"\n");
	session_notify(session, "textDocument/didChange", change);
	session_notify(session, "exit", "{}");
	session_run(session);
	ck_assert_uint_eq(json_array_get_length(session_published(session, 0)), 2);
	row = json_array_get_element(session_published(session, 0), 0);
	ck_assert_str_eq(string_of(row, "message"),
			 "unknown command 'RMI_VERSON' (did you mean 'RMI_VERSION'?)");
	ck_assert_int_eq(number_of(start_of(row), "line"), 2);
	ck_assert_int_eq(number_of(start_of(row), "character"), 5);
	ck_assert_int_eq(number_of(member_of(member_of(row, "range"), "end"), "character"), 15);
	/* What an included file has wrong stands where it is included. */
	row = json_array_get_element(session_published(session, 0), 1);
	ck_assert_int_eq(number_of(start_of(row), "line"), 4);
	ck_assert(strstr(string_of(row, "message"), "b.ripas:2:1: error: unknown statement 'hots'"));
	ck_assert_uint_eq(json_array_get_length(session_published(session, 1)), 0);
	ck_assert(!session->good);
}
END_TEST

static const char text[] =
	"title \"t\"\n"
	"spec 1.0\n"
	"include \"common/new-realm.ripas\"\n"
	"let $here = $dram + 4K\n"
	"host  RMI_RTT_INIT_RIPAS rd=$rd base=$here top=$here+4K > RMI_ERROR_RTT by=base_align\n"
	"expect ripas $here RAM\n"
	"variant data-destroy-keeps-ram\n"
	"host  kvm.populate\n"
	"guest READ ipa=$here\n";

static const struct {
	guint line, character;
	const char *shown;      /* a part; NULL: nothing */
} hovers[] = {
	{ 0, 1, "one line, shown in reports" },
	{ 4, 2, "what the Host does" },
	{ 4, 10, "B4.3.18" },
	{ 4, 10, "| rd_align |" },
	{ 4, 10, "- **B6**" },
	{ 4, 26, "input of RMI_RTT_INIT_RIPAS, Address" },
	{ 4, 80, "**base_align** of RMI_RTT_INIT_RIPAS" },
	{ 4, 40, "`let $here = $dram + 4K`" },
	{ 5, 8, "the RIPAS of all pages" },
	{ 6, 12, "mistake" },
	{ 7, 10, "- `measure=`" }, { 8, 8, "**READ**: " },
	{ 5, 20, NULL }, { 99, 0, NULL },
};

START_TEST(test_hover)
{
	g_autoptr(Session) session = session_new();
	JsonNode *result;
	gint64 id;

	g_setenv("RIPAS_PATH", "scenarios", TRUE);
	session_open(session, URI, text);
	id = session_ask_at(session, "textDocument/hover", URI, hovers[_i].line, hovers[_i].character);
	session_run(session);
	result = session_answer(session, id);
	if (!hovers[_i].shown) {
		ck_assert(JSON_NODE_HOLDS_NULL(result));
		return;
	}
	ck_assert_msg(!JSON_NODE_HOLDS_NULL(result) &&
		      strstr(string_of(member_of(result, "contents"), "value"), hovers[_i].shown),
		      "%.600s", JSON_NODE_HOLDS_NULL(result) ? "nothing"
		      : string_of(member_of(result, "contents"), "value"));
}
END_TEST

static const struct {
	const char *line;       /* up to the cursor */
	const char *offered, *other;    /* is, and is not, among the words */
} completions[] = {
	{ "", "host", "RMI_VERSION" }, { "ho", "host", "guest" }, { "in 1.0 ho", "host", "guest" },
	{ "host ", "RMI_GRANULE_DELEGATE", "RSI_VERSION" },
	{ "host RMI_RTT_", "RMI_RTT_CREATE", "RMI_DATA_CREATE" },
	{ "host kvm.pop", "kvm.populate", "linux.boot" },
	{ "guest ", "RSI_IPA_STATE_SET", "RMI_VERSION" }, { "guest $rec: RE", "READ", "WRITE" },
	{ "host RMI_RTT_INIT_RIPAS ", "base=", "ripas=" },
	{ "host RMI_RTT_INIT_RIPAS ba", "base=", "top=" },
	{ "host RMI_REC_ENTER rec=$", "$rd", "host" },
	{ "guest RSI_IPA_STATE_SET ripas=", "RAM", "RMI_SUCCESS" },
	{ "host RMI_VERSION req=0 > ", "RMI_SUCCESS", "by=" },
	{ "host RMI_VERSION req=0 > RMI_SUCCESS ", "lower=", "RMI_SUCCESS" },
	{ "host RMI_RTT_INIT_RIPAS > fails by=", "base_align", "RAM" },
	{ "host RMI_RTT_INIT_RIPAS > fails by=base_align|rd", "rd_align", "base_align" },
	{ "expect ", "ripas", "host" }, { "expect granule $x DA", "DATA", "DELEGATED" },
	{ "expect violates ripas", "ripas-lifecycle", "rec-owned" },
	{ "check off rec", "rec-owned", "ripas-lifecycle" },
	{ "spec rmm-1", "rmm-1.0-rel0", "rmm-2.0-bet0" },
	{ "variant data-destroy-k", "data-destroy-keeps-ram", "rtt-whole-table" },
	{ "geometry ", "entries=", "lpa2=" }, { "platform ", "lpa2=", "entries=" },
	{ "host kvm.populate ", "measure=", "rd=" },
	{ "# ", NULL, "host" },
};

static gboolean offers(JsonNode *result, const char *word)
{
	JsonArray *rows = json_node_get_array(result);

	for (guint i = 0; i < json_array_get_length(rows); i++)
		if (g_strcmp0(string_of(json_array_get_element(rows, i), "label"), word) == 0)
			return TRUE;
	return FALSE;
}

START_TEST(test_completion)
{
	g_autoptr(Session) session = session_new();
	g_autofree char *all = g_strconcat("spec 1.0\nlet $rd = 1\n", completions[_i].line, NULL);
	JsonNode *result;
	gint64 id;

	session_open(session, URI, all);
	id = session_ask_at(session, "textDocument/completion", URI, 2, (guint)strlen(completions[_i].line));
	session_run(session);
	result = session_answer(session, id);
	ck_assert_msg(!completions[_i].offered || offers(result, completions[_i].offered), "%s: no %s",
		      completions[_i].line, completions[_i].offered);
	ck_assert_msg(!offers(result, completions[_i].other), "%s: %s", completions[_i].line,
		      completions[_i].other);
}
END_TEST

static const struct {
	guint line, character;
	const char *uri;        /* how it ends; NULL: nowhere */
	gint64 to_line, to_character;
} definitions[] = {
	{ 4, 40, "/a.ripas", 3, 4 },
	{ 3, 14, "/scenarios/common/new-realm.ripas", -1, -1 },
	{ 2, 12, "/scenarios/common/new-realm.ripas", 0, 0 },
	{ 4, 10, NULL, 0, 0 }, { 0, 8, NULL, 0, 0 },
};

START_TEST(test_definition)
{
	g_autoptr(Session) session = session_new();
	JsonNode *result;
	gint64 id;

	g_setenv("RIPAS_PATH", "scenarios", TRUE);
	session_open(session, URI, text);
	id = session_ask_at(session, "textDocument/definition", URI, definitions[_i].line,
		    definitions[_i].character);
	session_run(session);
	result = session_answer(session, id);
	ck_assert_int_eq(JSON_NODE_HOLDS_NULL(result), !definitions[_i].uri);
	if (!definitions[_i].uri)
		return;
	ck_assert_msg(g_str_has_suffix(string_of(result, "uri"), definitions[_i].uri), "%s",
		      string_of(result, "uri"));
	if (definitions[_i].to_line >= 0) {
		ck_assert_int_eq(number_of(start_of(result), "line"), definitions[_i].to_line);
		ck_assert_int_eq(number_of(start_of(result), "character"), definitions[_i].to_character);
	}
}
END_TEST

/* The code lens runs the scenario: what failed is a diagnostic. */
START_TEST(test_run)
{
	g_autoptr(Session) session = session_new();
	JsonNode *lens, *row;
	gint64 lenses, ran, good;

	session_open(session, URI, "mark m\nhost RMI_REALM_ACTIVATE rd=1\n");
	lenses = session_request(session, "textDocument/codeLens", "{\"textDocument\":{\"uri\":\"" URI "\"}}");
	ran = session_request(session, "workspace/executeCommand",
		      "{\"command\":\"ripas-sim.run\",\"arguments\":[\"" URI "\"]}");
	session_open(session, URI, "host RMI_REALM_ACTIVATE rd=1 > fails\n");
	good = session_request(session, "workspace/executeCommand",
		       "{\"command\":\"ripas-sim.run\",\"arguments\":[\"" URI "\"]}");
	session_run(session);
	lens = json_array_get_element(json_node_get_array(session_answer(session, lenses)), 0);
	ck_assert_str_eq(string_of(member_of(lens, "command"), "command"), "ripas-sim.run");
	ck_assert_str_eq(json_node_get_string(session_answer(session, ran)), "FAIL: 1 step");
	row = json_array_get_element(session_published(session, 1), 0);
	ck_assert_int_eq(number_of(start_of(row), "line"), 1);
	ck_assert(strstr(string_of(row, "message"), "refused   by rd_align"));
	ck_assert_str_eq(json_node_get_string(session_answer(session, good)), "ok: 1 step, all as expected");
	ck_assert_uint_eq(json_array_get_length(session_published(session, 3)), 0);
}
END_TEST

/* From "initialize" to "exit", through the program's own input and output. */
START_TEST(test_session)
{
	g_autoptr(Session) session = session_new();
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *command = NULL, *said = NULL;
	gint64 initialized, formatted, unknown;
	int code;

	initialized = session_request(session, "initialize", "{\"processId\":null,\"capabilities\":{}}");
	session_notify(session, "initialized", "{}");
	session_open(session, URI, "mark   m");
	formatted = session_request(session, "textDocument/formatting",
				    "{\"textDocument\":{\"uri\":\"" URI "\"}}");
	unknown = session_request(session, "textDocument/rename", "{}");
	session_notify(session, "$/somethingNew", "{}");
	session_request(session, "shutdown", "null");
	session_notify(session, "exit", "null");
	command = g_strdup_printf("ripas-sim lsp <%s", folder_add(folder, "said", session->said->str, -1));
	said = program_run(command, &code);
	ck_assert_int_eq(code, 0);
	ck_assert(g_str_has_prefix(said, "Content-Length: "));
	session_run(session);
	ck_assert(session->good);
	ck_assert(member_of(member_of(session_answer(session, initialized), "capabilities"), "hoverProvider"));
	ck_assert_str_eq(string_of(json_array_get_element(json_node_get_array(
				session_answer(session, formatted)), 0), "newText"), "mark m\n");
	ck_assert_ptr_null(session_answer(session, unknown));
}
END_TEST

/* What is no message ends the server with exit status 3; nothing ends the program otherwise. */
static const struct {
	const char *said;
	int code;
} broken[] = {
	{ "", 1 }, { "GET / HTTP/1.0\r\n\r\n", 3 }, { "Content-Length: 5\r\n\r\n{}", 3 },
	{ "Content-Length: 2\r\n\r\n{}", 1 }, { "Content-Length: 2\r\n\r\n[]", 1 },
	{ "Content-Length: 2\r\n\r\n{[", 3 }, { "Content-Length: -1\r\n\r\n", 3 },
	{ "Content-Length: 99999999999\r\n\r\n", 3 }, { "Content-Length: 2\r\n\r\n\377\377", 3 },
	{ "Content-Length: 17\r\n\r\n{\"id\":{},\"method\"", 3 },
	{ "Content-Length: 41\r\n\r\n{\"id\":1,\"method\":\"textDocument/hover\"}   ", 1 },
	{ "Content-Length: 50\r\n\r\n{\"method\":\"textDocument/didOpen\",\"params\":[1,2,3]}", 1 },
};

START_TEST(test_broken)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *command = g_strdup_printf("ripas-sim lsp <%s", folder_add(folder, "said",
						   broken[_i].said, -1));
	int code;
	g_autofree char *said = program_run(command, &code);

	ck_assert_msg(code == broken[_i].code, "%s: exit status %d\n%s", broken[_i].said, code, said);
}
END_TEST

/* A thousand lines within a tenth of a second, of this program's own time. */
START_TEST(test_speed)
{
	g_autoptr(GString) long_text = g_string_new("include \"scenarios/common/activate.ripas\"\n");
	g_autoptr(JsonBuilder) builder = json_builder_new();
	Document *document;
	double used;
	clock_t begun;

	for (guint i = 0; i < 1000; i++)
		g_string_append_printf(long_text, "host RMI_RTT_READ_ENTRY rd=$rd ipa=%u level=3 > fails\n", i);
	begun = clock();
	document = document_new("a.ripas", long_text->str);
	json_builder_begin_array(builder);
	errors_append(document, builder);
	used = (double)(clock() - begun) / CLOCKS_PER_SEC;
	ck_assert_msg(used < 0.1, "%f s", used);
	document_free(document);
}
END_TEST

/* Characters beyond ASCII count as the protocol has it. */
START_TEST(test_characters)
{
	static const char line[] = "aä😀b";

	ck_assert_uint_eq(character_of(line, strlen(line) - 1), 4);
	ck_assert_uint_eq(byte_of(line, 4), strlen(line) - 1);
	ck_assert_uint_eq(character_of(line, 1000), 5);
	ck_assert_uint_eq(byte_of(line, 1000), strlen(line));
}
END_TEST

Suite *suite_lsp(void)
{
	Suite *suite = suite_create("lsp");
	TCase *tcase = tcase_create("lsp");

	tcase_add_test(tcase, test_diagnostics);
	tcase_add_loop_test(tcase, test_hover, 0, G_N_ELEMENTS(hovers));
	tcase_add_loop_test(tcase, test_completion, 0, G_N_ELEMENTS(completions));
	tcase_add_loop_test(tcase, test_definition, 0, G_N_ELEMENTS(definitions));
	tcase_add_test(tcase, test_run);
	tcase_add_test(tcase, test_session);
	tcase_add_loop_test(tcase, test_broken, 0, G_N_ELEMENTS(broken));
	tcase_add_test(tcase, test_speed);
	tcase_add_test(tcase, test_characters);
	suite_add_tcase(suite, tcase);
	return suite;
}
