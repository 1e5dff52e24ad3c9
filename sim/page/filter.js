/* Which files are shown: by words, result, version, tag, command and condition. */

const filters = ["verdict", "spec", "tag", "command", "condition"];

/* What a file has of each filter: a set of words. */
function traitsOf(file) {
	const traits = {
		verdict: new Set([file.file.verdict]), spec: new Set(file.file.spec ? [file.file.spec] : []),
		tag: new Set(file.file.tags ?? []), command: new Set(), condition: new Set(),
	};

	for (const item of file.items) {
		if (item.command)
			traits.command.add(item.command);
		if (item.condition)
			traits.condition.add(item.condition);
	}
	return traits;
}

function wordsOf(file) {
	return [file.name, file.file.title, file.file.question, ...(file.file.tags ?? []),
		...file.traits.command, ...file.traits.condition].join(" ").toLowerCase();
}

function addChoices(name) {
	const counts = new Map(), select = document.getElementById(`by-${name}`);

	for (const file of files.values())
		for (const trait of file.traits[name])
			counts.set(trait, (counts.get(trait) ?? 0) + 1);
	for (const [trait, count] of [...counts].sort())
		select.add(new Option(`${trait} (${count})`, trait));
	select.closest("label").hidden = counts.size < 2;
}

function matches(file) {
	const words = document.getElementById("words").value.toLowerCase().split(/\s+/);

	return words.every((word) => file.words.includes(word)) && filters.every((name) => {
		const wanted = document.getElementById(`by-${name}`).value;
		return !wanted || file.traits[name].has(wanted);
	});
}

function applyFilter() {
	let shown = 0;

	for (const element of document.querySelectorAll("details.file")) {
		const file = files.get(element.dataset.of), good = !file || matches(file);
		element.hidden = !good;
		shown += good ? 1 : 0;
	}
	document.getElementById("shown").value = `${shown} of ${files.size} shown`;
}

function prepareFilter() {
	for (const file of files.values()) {
		file.traits = traitsOf(file);
		file.words = wordsOf(file);
	}
	filters.forEach(addChoices);
	document.getElementById("filter").addEventListener("input", applyFilter);
	document.getElementById("filter").addEventListener("submit", (event) => event.preventDefault());
	applyFilter();
}
