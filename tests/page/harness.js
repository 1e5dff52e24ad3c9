/* Before all scripts of the page: what goes wrong, and words for tests. */
"use strict";
const problems = [];
addEventListener("error", (event) => problems.push(event.message));
addEventListener("unhandledrejection", (event) => problems.push(String(event.reason?.stack ?? event.reason)));
console.error = (...words) => problems.push(words.join(" "));
console.warn = console.error;

function expect(holds, what) {
	if (!holds)
		problems.push(what);
}

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/* Runs @test when the page is ready; what came of it is an attribute of the document. */
function whenReady(test) {
	addEventListener("load", async () => {
		for (let i = 0; i < 3000 && !document.documentElement.dataset.ready; i++)
			await pause(10);
		try {
			expect(document.documentElement.dataset.ready, "the page is not ready");
			await test();
		} catch (error) {
			problems.push(error.stack);
		}
		document.documentElement.dataset.test = problems.length ? problems.join("; ").replaceAll(/\s+/g, " ") : "passed";
	});
}

const fileElement = (path) => document.querySelector(`details.file[data-of="${path}"]`);

async function opened(path) {
	fileElement(path).open = true;
	for (let i = 0; i < 200 && !views.has(fileElement(path)); i++)
		await pause(10);
	return views.get(fileElement(path));
}
