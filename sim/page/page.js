/* The page: files that are opened become steps beside the memory that they change. */

const legend = [
	["m-empty-u", "EMPTY, nothing mapped"], ["m-empty-a", "EMPTY, mapped"],
	["m-ram-u", "RAM, nothing mapped"], ["m-ram-a", "RAM, mapped"],
	["m-destroyed-u", "DESTROYED, nothing mapped"], ["m-destroyed-a", "DESTROYED, mapped"],
	["m-dev-a", "DEV"], ["m-ns-u", "Unprotected"], ["m-ns-a", "Unprotected, mapped"],
	["m-busy", "an operation is at work"], ["m-mixed", "several"],
];

function legendHtml(map) {
	const used = new Set(map.looks.map((look) => look.class));

	return `<ul class="legend">${legend.filter(([name]) => used.has(name)).map(([name, text]) =>
		`<li><svg width="18" height="12" aria-hidden="true"><rect class="m ${name}" width="18" height="12"/></svg>${text}</li>`).join("")}
<li>● carried out</li><li>○ left to the Host</li><li style="color:var(--bad)">✕ abort</li></ul>`;
}

/* ---- Granules ---- */

/* Runs of Granules that are alike behind step @n. */
function granuleRuns(file, n) {
	const states = new Map(), runs = [];

	for (const item of file.items)
		for (const change of item.n <= n ? item.changes ?? [] : [])
			if (change.object === "granule")
				states.set(BigInt(change.address), change.to);
	for (const [address, state] of [...states].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
		const last = runs.at(-1);
		if (last && last.state === state && last.top === address)
			last.top += 0x1000n;
		else
			runs.push({ base: address, top: address + 0x1000n, state });
	}
	return runs;
}

function granulesHtml(file, n) {
	const runs = granuleRuns(file, n);

	return runs.length ? `<ul class="granules">${runs.map(({ base, top, state }) => {
		const count = Number((top - base) >> 12n);
		return `<li class="mono">0x${base.toString(16)}${count > 1 ? ` ×${count}` : ""} <b>${state}</b></li>`;
	}).join("")}</ul>` : '<p class="faint">none was delegated</p>';
}

/* ---- an open file ---- */

class View {
	constructor(file, body) {
		this.file = file;
		this.body = body;
		this.maps = [];
		body.innerHTML = this.html();
		this.attachMaps();
		watchPieces(file, body);
		body.addEventListener("click", (event) => this.click(event));
		body.addEventListener("toggle", (event) => {
			if (event.target.matches?.("details.group") && event.target.open)
				openGroup(file, event.target);
		}, true);
	}

	html() {
		const { file, items } = this.file, maps = file.maps ?? [];
		const head = `${file.question ? `<p class="question">${escaped(file.question)}</p>` : ""}${file.message ? `<p>${escaped(file.message)}</p>` : ""}${file.detail ? `<pre>${escaped(file.detail)}</pre>` : ""}
<div class="tools"><span class="faint">${escaped(file.spec ?? "")}${(file.tags ?? []).map((tag) => ` · ${escaped(tag)}`).join("")}</span></div>`;

		if (file.versions)
			return `${head}<p>${file.versions.map((one) => `${escaped(one.spec)}: ${escaped(one.state)}, ${one.steps} steps, of which it alone has ${one.alone}`).join("; ")}; ${file.differ ? `${file.differ} differ` : "no result differs"}.</p>${stepsHtml(this.file)}`;
		if (file.states !== undefined)
			return `${head}<p>${file.states.toLocaleString("en")} states, ${Number(file.transitions).toLocaleString("en")} transitions, depth ${file.depth}; ${escaped(file.end)}.</p>${stepsHtml(this.file)}`;
		if (items[0]?.policy)
			return head + cellsHtml(this.file);
		if (!maps.length)
			return head + stepsHtml(this.file);
		return `${head}<div class="two"><section aria-label="Steps">${stepsHtml(this.file)}</section><aside aria-label="Memory">${maps.map((map, i) =>
			`<h2>${maps.length > 1 ? `Realm ${map.rd}` : "Memory over time"}</h2><div class="map" data-map="${i}"></div>${legendHtml(map)}`).join("")}
<div class="history" aria-live="polite"><p class="faint">Click a page of the map, or move there by arrow keys: its history, and whose doing it is.</p></div>
<h2>Granules <span class="when faint">at the end</span></h2><div class="granule-list">${granulesHtml(this.file, Infinity)}</div></aside></div>`;
	}

	attachMaps() {
		const label = (n) => {
			const step = this.file.items[n - 1];
			return `${step?.log ? step.line : n} ${(step?.command ?? "").replace(/^RMI_/, "")}`;
		};

		this.body.querySelectorAll(".map").forEach((element, i) => {
			const map = new MemoryMap(this.file.file.maps[i], label, (chosen) => this.tell(chosen));
			map.attach(element);
			this.maps.push(map);
		});
	}

	/* Which step number @n is: of a log, its line. */
	words(n) {
		const step = this.file.items[n - 1] ?? {};

		return step.log ? `line ${step.line}, ${step.log}` : `step ${n}, ${step.text ?? ""}`;
	}

	/* Tells what the cell with the cursor is, and was. */
	tell(map) {
		const column = map.column, n = map.map.rows[map.row];
		const base = map.map.cuts[column], top = map.map.cuts[column + 1];
		const events = [...map.history(column).map(({ n: at, look }) => ({ n: at, text: look.text })),
			...map.accessesTo(column).map(([at, command, status, ipa]) => ({ n: at, text: `${command} ${ipa} → ${status}` }))];
		const before = map.history(column).filter((at) => at.n <= n).at(-1);
		const line = ({ n: at, text }) =>
			`<li><button data-go="${at}"><b>${escaped(text)}</b> <span class="faint">${escaped(this.words(at))}</span></button></li>`;

		events.sort((a, b) => a.n - b.n);
		this.body.querySelector(".history").innerHTML = `<h2 class="mono">${base} .. ${top}</h2>
<p>behind step ${n}: <b>${escaped(before ? before.look.text : "nothing")}</b></p><ol>${events.map(line).join("")}</ol>`;
		this.moment(n);
	}

	/* What the maps and the Granules are behind step @n. */
	moment(n) {
		this.now = n;
		this.maps.forEach((map) => map.mark(n));
		const list = this.body.querySelector(".granule-list");
		if (list) {
			list.innerHTML = granulesHtml(this.file, n);
			this.body.querySelector(".when").textContent = `behind step ${n}`;
		}
		this.body.querySelector(".steps li.now")?.classList.remove("now");
		this.body.querySelector(`.steps li[data-n="${n}"]`)?.classList.add("now");
	}

	/* Shows step @n. */
	go(n) {
		const row = findStep(this.file, this.body, n);

		row?.scrollIntoView({ block: "center" });
		this.moment(n);
		history.replaceState(null, "", `#${encodeURIComponent(this.file.name)}:${n}`);
	}

	click(event) {
		const go = event.target.closest("[data-go]"), row = event.target.closest(".steps li");

		if (go) {
			this.go(+go.dataset.go);
		} else if (row) {
			const step = toggleStep(this.file, row);
			if (step)
				this.moment(step.n);
		}
	}
}

const views = new Map();
const whenOpened = [];          // functions that are told of a view

function openFile(element) {
	const file = files.get(element.dataset.of);

	if (file && !views.has(element) && element.open) {
		views.set(element, new View(file, element.querySelector(".body")));
		whenOpened.forEach((tell) => tell(views.get(element)));
	}
	return views.get(element);
}

/* "#path:12": that file, at that step. */
function openFragment() {
	const [, name, n] = /^#(.*?)(?::(\d+))?$/.exec(location.hash) ?? [];
	const wanted = decodeURIComponent(name ?? "");

	for (const element of wanted ? document.querySelectorAll("details.file") : [])
		if (element.dataset.of === wanted) {
			element.open = true;
			const view = openFile(element);
			if (n)
				view?.go(+n);
			else
				element.scrollIntoView();
		}
}

async function start() {
	document.documentElement.classList.add("scripts");
	await readData();
	prepareFilter();
	document.addEventListener("toggle", (event) => {
		if (event.target.matches?.("details.file"))
			openFile(event.target);
	}, true);
	if (files.size <= 3)
		document.querySelectorAll("details.file").forEach((element) => { element.open = true; });
	/* A few that failed are open from the start. */
	[...document.querySelectorAll("details.file[open]")].slice(0, 20).forEach(openFile);
	openFragment();
	if (typeof startLive === "function")
		await startLive();
	document.documentElement.dataset.ready = "yes";
}
