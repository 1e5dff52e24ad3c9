/* page: report scenarios/boot scenarios/attack tests/golden/fails.ripas */
/* Failures come first; filters; a click tells the history of a page; keys; steps; links. */
whenReady(async () => {
	const first = document.querySelector("details.file");
	expect(first.open && first.dataset.of === "tests/golden/fails.ripas", "what failed is not first and open");
	expect(first.querySelector("li.bad pre").textContent.includes("expected"), "a failure does not tell why");

	/* Filters. */
	const choose = (id, value) => {
		document.getElementById(id).value = value;
		document.getElementById(id).dispatchEvent(new Event("input", { bubbles: true }));
		return document.querySelectorAll("details.file:not([hidden])").length;
	};
	expect(choose("by-verdict", "failed") === 1, "the filter of results");
	choose("by-verdict", "");
	expect(choose("by-condition", "base_bound") >= 1, "the filter of conditions");
	expect([...document.querySelectorAll("details.file:not([hidden])")].every((element) =>
		files.get(element.dataset.of).items.some((item) => item.condition === "base_bound")), "it shows others");
	choose("by-condition", "");
	expect(choose("words", "early trust") === 1, "search in questions");
	expect(document.getElementById("shown").value.startsWith("1 of "), "how many are shown");
	choose("words", "");

	/* A click on a page: what it is, and whose doing that is. */
	const path = "scenarios/boot/early-touch-guest-init.ripas";
	const view = await opened(path), map = view.maps[0], box = map.picture.getBoundingClientRect();
	const at = (column, row) => ({
		bubbles: true,
		clientX: box.left + (map.edges[column] + 2) * box.width / WIDTH,
		clientY: box.top + (20 + row * ROW + 5) * box.width / WIDTH,
	});
	const image = map.columnOf("0x80200000"), beyond = map.columnOf("0x80210000");
	const last = map.map.rows.length - 1;
	map.picture.dispatchEvent(new MouseEvent("click", at(image, last)));
	let told = view.body.querySelector(".history").textContent;
	expect(told.includes("0x80200000") || told.includes("2149580800"), `history of the page: ${told}`);
	expect(told.includes("RMI_RTT_DATA_MAP_INIT") && told.includes("DATA RAM"), "who made it so");
	expect(told.includes("FETCH 0x80200000 → OK"), "who used it");
	map.picture.dispatchEvent(new MouseEvent("click", at(beyond, last)));
	told = view.body.querySelector(".history").textContent;
	expect(told.includes("WRITE 0x80210000 → SEA"), "the abort");
	expect(view.body.querySelector("path.mark.failed"), "the abort is not drawn");

	/* Keys. */
	map.picture.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true }));
	expect(map.column === beyond - 1, "an arrow key moves the cursor");

	/* A step: what it changed; an entry of the history leads there. */
	view.body.querySelector(".history [data-go]").click();
	const now = view.body.querySelector(".steps li.now");
	expect(now && now.textContent.includes("RMI_REALM_CREATE"), "the step of the history");
	now.querySelector(".at").click();
	expect(now.querySelector(".more").textContent.includes("DELEGATED → RD"), "what the step changed");
	expect(view.body.querySelector(".granules").textContent.includes("RD"), "Granules behind it");
	expect(location.hash === `#${encodeURIComponent(path)}:${now.dataset.n}`, "the link to it");
});
