/* Where a workbench is opened: behind a step, on an empty machine, by a link. */

const benches = new Map();      // by the element that holds it

let machines = [];              // that are empty, the newest version first

/* The scenarios that the playground starts from. */
function startingPoints() {
	return [...files.values()].filter((file) => file.file.live);
}

/* Opens a workbench in @element: behind step @n of a file, or (no file) on an empty machine. */
function openBench(element, { file: name, n = 0, version, variants, calls = [] } = {}) {
	const file = name && files.get(name), live = file?.file.live ?? machines[0];
	const steps = file ? Math.min(n || file.items.length, file.items.length) : 0;
	const bench = new Workbench(element, {
		version: live.version, config: live.config, header: live.header,
		calls: file ? live.calls.slice(0, live.ends[steps - 1]) : [],
		title: file ? `Behind step ${steps} of ${file.file.title ?? name}` : "An empty machine",
	});

	bench.origin = { file: file ? name : undefined, n: steps };
	if (version !== undefined && (version !== bench.machine.version || variants?.length))
		bench.again(version, new Set(variants));
	calls.forEach((call) => bench.go({ call }));
	bench.refresh();
	benches.set(element, bench);
	return bench;
}

/* "Try from here" of an open file. */
function addTry(view) {
	const tools = view.body.querySelector(".tools"), file = view.file;

	if (!tools || !file.file.live)
		return;
	tools.insertAdjacentHTML("beforeend", `<button data-try>Try from here</button>`);
	tools.insertAdjacentHTML("afterend", `<section class="bench" hidden></section>`);
	tools.querySelector("[data-try]").addEventListener("click", () => {
		const element = view.body.querySelector(".bench");
		element.hidden = false;
		element.replaceWith(element.cloneNode(false));
		openBench(view.body.querySelector(".bench"), { file: file.name, n: view.now });
	});
}

function addPlayground() {
	const choices = startingPoints().map(({ name, file }) =>
		`<option value="${escaped(name)}">${escaped(file.title ?? name)}</option>`).join("");

	document.getElementById("files").insertAdjacentHTML("beforebegin", `<section id="playground" aria-label="Playground"><label>Start from
<select id="start-from"><option value="">an empty machine</option>${choices}</select></label> <button id="open-bench">Try</button><div class="bench" hidden></div></section>`);
	document.getElementById("open-bench").addEventListener("click", () =>
		openPlayground({ file: document.getElementById("start-from").value || undefined }));
}

function openPlayground(state) {
	const old = document.querySelector("#playground .bench"), element = old.cloneNode(false);

	old.replaceWith(element);
	element.hidden = false;
	return openBench(element, state);
}

/* "#live=...": what Workbench.link() made. */
function openLink() {
	const [, packed] = /^#live=([\w-]+)$/.exec(location.hash) ?? [];

	if (packed)
		openPlayground(JSON.parse(atob(packed.replaceAll("-", "+").replaceAll("_", "/"))));
}

async function startLive() {
	await LiveMachine.load();
	machines = await inflate("machines").json();
	addPlayground();
	views.forEach(addTry);
	whenOpened.push(addTry);
	openLink();
	addEventListener("hashchange", openLink);
}
