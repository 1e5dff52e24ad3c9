/* page: report --live scenarios/boot scenarios/attack */
/* What the page says is what run says; a call is made, undone, and taken along. */
whenReady(async () => {
	/* Every result of every scenario, and the state that it leads to. */
	let compared = 0;
	for (const file of files.values()) {
		const { live } = file.file, machine = new LiveMachine(live.version, live.config);
		let made = 0;

		file.items.forEach((item, i) => {
			let last = null;
			for (; made < live.ends[i]; made++)
				last = machine.act({ call: live.calls[made] }, true);
			if (!last || last.command !== item.command)
				return;
			compared++;
			expect(last.result === item.result && last.condition === item.condition,
				`${file.name}, step ${item.n}: ${last.result} instead of ${item.result}`);
		});
		expect(machine.hash() === live.hash, `${file.name} leads to another state`);
	}
	expect(compared > 3000, `${compared} results were compared`);

	/* Behind a step: a call that is refused, one that succeeds, and back. */
	const path = "scenarios/boot/guest-init.ripas", view = await opened(path);
	view.body.querySelector("[data-try]").click();
	const element = view.body.querySelector(".bench"), bench = benches.get(element);
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
	const before = bench.machine.hash();
	expect(call("RMI_REALM_ACTIVATE", { rd: "0x88100000" }).includes("by=realm_state"), "a refusal");
	expect(element.querySelector(".own").textContent.includes("RMI_REALM_ACTIVATE"), "the call is listed");
	expect(bench.machine.hash() === before, "a refusal changes nothing");
	const said = call("RMI_RTT_DATA_UNMAP", { rd: "0x88100000", base: "0x80000000", top: "0x80001000", oaddr_type: "SINGLE" });
	expect(said.includes("RMI_SUCCESS out_top=0x80001000"), `an unmap: ${said}`);
	expect(element.querySelector(".own").textContent.includes("DATA RAM -> VOID DESTROYED"), "what it changed");
	expect(element.querySelector(".m-destroyed-u"), "it is drawn");
	expect(bench.machine.hash() !== before, "the state is another");
	element.querySelector("[data-do=undo]").click();
	element.querySelector("[data-do=undo]").click();
	expect(bench.machine.hash() === before, "undo leads back");
	expect(element.querySelector("[data-do=undo]").disabled, "and no further");
	element.querySelector("[data-do=redo]").click();
	element.querySelector("[data-do=redo]").click();
	expect(element.querySelector(".own").textContent.includes("DESTROYED"), "redo");

	/* The Realm goes on: an exit, and what it gets behind the next entry. */
	expect(bench.machine.view().recs[0].state === "RUNNING", "the REC runs");
	call("READ", { ipa: "0x80000000" });
	expect(bench.machine.history.at(-1).text === "host " &&
	       bench.machine.history.at(-1).result.includes("exit_reason=SYNC"), "the exit is told");

	/* Under another rule the history parts. */
	const variant = element.querySelector("[name=variant]");
	variant.value = "init-ripas-when-active";
	variant.dispatchEvent(new Event("change", { bubbles: true }));
	expect(element.querySelector(".chip").textContent.startsWith("init-ripas-when-active"), "the variant is told");
	expect(call("RMI_RTT_INIT_RIPAS", { rd: "0x88100000", base: "0x80000000", top: "0x80001000" }).includes("breaks"), "what breaks is told");
	element.querySelector(".chip").click();
	expect(!element.querySelector(".parted").hidden && element.querySelector(".parted").textContent.includes("by=realm_state"), "where it parts");

	/* What would succeed, and objects that are offered. */
	element.querySelector(".would").open = true;
	bench.refresh();
	expect(element.querySelectorAll(".possible button").length > 10, "what would succeed");
	element.querySelector(".possible button").click();
	expect(!element.querySelector(".said .refused"), "it does succeed");
	element.querySelector("[data-do=undo]").click();
	call("RMI_RTT_READ_ENTRY", { rd: "0x88100000", ipa: "0x80000000", level: "3" });
	expect([...element.querySelectorAll("datalist option")].some(({ value }) => value === "0x88100000"), "the RD is offered");

	/* A link, and the history as a scenario. */
	element.querySelector("[data-do=link]").click();
	for (let i = 0; i < 100 && !benches.has(document.querySelector("#playground .bench")); i++)
		await pause(20);
	const other = benches.get(document.querySelector("#playground .bench"));
	expect(other?.machine.hash() === bench.machine.hash(), "the link leads there");
	element.querySelector("[data-do=copy]").click();
	document.body.insertAdjacentHTML("beforeend", "<pre id=\"copied\"></pre>");
	document.getElementById("copied").textContent = element.querySelector(".copied").value;
});
