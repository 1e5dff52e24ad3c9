#!/bin/sh
# The report in a browser: what scripts of the page do, and how it looks.
# check.sh PROGRAM FOLDER [TEST...]; the folder gets pages and screenshots.
set -eu
program=$1 out=$2
shift 2
here=$(dirname "$0")
[ $# -gt 0 ] || set -- $(cd "$here" && ls ./*.js | sed 's|^\./||; s|\.js$||' | grep -vx harness)
mkdir -p "$out"

for name in chromium chromium-browser google-chrome; do
	browser=$(command -v "$name") && break
done
if [ -z "${browser:-}" ]; then
	echo "skipped: there is no chromium (apt-get install chromium)"
	exit 0
fi

browse() {
	timeout 300 "$browser" --headless --no-sandbox --disable-gpu --disable-dev-shm-usage \
		--hide-scrollbars --user-data-dir="$out/profile" --virtual-time-budget=120000 \
		"$@" 2>"$out/browser.log"
}

# The page with the test inside: $1 the test, $2 the page.
inject() {
	sed -e "/^<head>/r $here/harness.js" "$2" |
		sed -e '0,/^<head>/s//<head><script>/' -e '0,/^<meta charset/s//<\/script>&/' >"$out/$1.html"
	{ echo "<script>"; cat "$here/$1.js"; echo "</script></body></html>"; } >>"$out/$1.html"
}

failed=0
# All of the library in one file that can be sent around: so many bytes a scenario.
"$program" report "$here/../../scenarios" -o "$out/library.html" >/dev/null
size=$(wc -c <"$out/library.html")
count=$(find "$here/../../scenarios" -name '*.ripas' | wc -l)
if [ "$size" -lt $((count * 5000)) ]; then
	echo "ok   the library of $count scenarios takes $size bytes"
else
	echo "FAIL the library of $count scenarios takes $size bytes"
	failed=1
fi
for test; do
	words=$(sed -n 's|^/\* page: \(.*\) \*/$|\1|p' "$here/$test.js")
	rm -f "$out/$test-page.html"
	"$program" $words -o "$out/$test-page.html" >/dev/null 2>"$out/$test.log" || true
	if grep -q 'needs the model as WebAssembly' "$out/$test.log"; then
		echo "skipped: $test: the program was built without clang and lld"
		continue
	fi
	[ -s "$out/$test-page.html" ] || { echo "FAIL $test: no page"; failed=1; continue; }
	inject "$test" "$out/$test-page.html"
	browse --dump-dom "file://$(realpath "$out/$test.html")" >"$out/$test.dom" || true
	said=$(sed -n 's/.*<html[^>]* data-test="\([^"]*\)".*/\1/p' "$out/$test.dom" | head -1)
	if [ "$said" = passed ]; then
		echo "ok   $test"
	else
		echo "FAIL $test: ${said:-the test did not end}"
		failed=1
	fi
	# A scenario that the page was left with runs, and comes to the same.
	sed -n '/<pre id="copied">/,/<\/pre>/p' "$out/$test.dom" |
		sed -e 's/<[^>]*>//g' -e 's/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' >"$out/$test.ripas"
	if [ -s "$out/$test.ripas" ]; then
		if "$program" run -q "$out/$test.ripas"; then
			echo "ok   $test: its scenario runs"
		else
			echo "FAIL $test: its scenario"
			failed=1
		fi
	fi
	rm -f "$out/$test.dom"
done

# A picture is not empty: it takes more than a page of one colour.
picture() {
	browse --window-size=1300,1000 --screenshot="$out/$1.png" "$3" "file://$(realpath "$out/$2.html")" >/dev/null || true
	size=$(wc -c <"$out/$1.png" 2>/dev/null || echo 0)
	if [ "$size" -gt 15000 ]; then
		echo "ok   $out/$1.png"
	else
		echo "FAIL $out/$1.png: $size bytes"
		failed=1
	fi
}
for test; do
	[ -s "$out/$test-page.html" ] || continue
	picture "$test-light" "$test-page" --blink-settings=preferredColorScheme=1
	picture "$test-dark" "$test-page" --blink-settings=preferredColorScheme=0
done
rm -rf "$out/profile"
exit $failed
