/* page: report --live */
/* An empty machine: Granules are delegated, a Realm is made, refusals are told; under another version. */
whenReady(async () => {
	document.getElementById("open-bench").click();
	const element = document.querySelector("#playground .bench"), bench = benches.get(element);
	const call = (name, inputs) => {
		const select = element.querySelector("[name=command]");
		select.value = name;
		select.dispatchEvent(new Event("change", { bubbles: true }));
		bench.form.command.inputs.forEach((input, i) => {
			if (inputs[input.name])
				element.querySelector(`[name=i${i}]`).value = inputs[input.name];
		});
		element.querySelector("form.call button").click();
		return element.querySelector(".said").textContent;
	};

	expect(bench.machine.table.id === LiveMachine.versions.at(-1), "it is the newest version");
	expect(call("RMI_GRANULE_RANGE_DELEGATE", { base: "0x88000000", top: "0x88002000" }).startsWith("RMI_SUCCESS"), "delegation");
	expect(call("RMI_REALM_CREATE", { rd: "0x88000000", s2sz: "33", rtt_base: "0x88001000", rtt_level_start: "1" }) === "RMI_SUCCESS", "a Realm");
	expect(element.querySelector(".map svg .m-empty-u"), "its memory is drawn");
	expect(call("RMI_REALM_ACTIVATE", { rd: "nothing" }).includes("is no number"), "a mistake is told");
	expect(call("RMI_REALM_ACTIVATE", { rd: "" }).includes("rd is missing"), "what is missing is told");
	expect(call("RMI_REALM_CREATE", { rd: "0x88000000", s2sz: "33", rtt_base: "0x88001000", rtt_level_start: "1" }).includes("by="), "no second one there");
	expect(element.querySelector(".own > li:last-child").textContent.includes("refused by"), "why it is refused");

	/* The same calls under 1.0: it has no ranges. */
	const version = element.querySelector("[name=version]");
	version.value = "0";
	version.dispatchEvent(new Event("change", { bubbles: true }));
	expect(!element.querySelector(".parted").hidden, "the history parts");
	expect(call("RMI_GRANULE_DELEGATE", { addr: "0x88000000" }) === "RMI_SUCCESS", "a command of 1.0");

	/* Many calls, and back to one before many. */
	for (let i = 1; i < 60; i++)
		bench.go({ call: [bench.machine.table.commands.find(({ name }) => name === "RMI_GRANULE_DELEGATE").id, "0x0", 0, [0, `0x${(0x88000000 + i * 4096).toString(16)}`]] });
	const hash = bench.machine.hash();
	for (let i = 0; i < 40; i++)
		bench.undo();
	expect(bench.frames.at(-1).granules[0].count === 20, "40 calls are undone");
	for (let i = 0; i < 40; i++)
		bench.redo();
	expect(bench.machine.hash() === hash, "and made again");
});
