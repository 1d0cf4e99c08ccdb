
// Studies, the most urgent first. Rows are kept and only those that changed are made anew, so that what is being read or about to be pressed stays where it is.
const dialog = byId("dialog");
const newest = 500; // of the studies that nobody has to look at, as many are listed
let listed = { running: {}, studies: [] }, asked = null, next = 0;

function toneOf({ run, isMarked }) {
  if (run.status === "notAnalyzed")
    return "caution";
  return run.positive || run.status === "incomplete" ? "alarm" : isMarked ? "caution" : "soft";
}

/** The sentence; marks of earlier versions have a name alone. */
const reasonOf = run => run.message ?? run.reason;

function duration(from, to) {
  if (!from || !to)
    return null;
  const seconds = (new Date(to) - new Date(from)) / 1000;
  return seconds < 90 ? `${seconds.toFixed(0)} s` : seconds < 5400 ? `${(seconds / 60).toFixed(0)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

const said = ({ verdict, reason, by }) => [verdictNames[verdict] ?? verdict, reason && `(${reasonNames[reason] ?? reason})`, by && `– ${by}`].filter(Boolean).join(" ");

function delivered({ taken, objects, problem }) {
  if (problem)
    return make("div", { class: "caution" }, `PACS has ${taken} of ${objects} objects: ${problem}`);
  return objects === 0
    ? make("div", { class: "caution" }, "Nothing went to the PACS: this study has no DICOM objects")
    : make("div", { class: "reason" }, `PACS has all ${objects} objects`);
}

const reportOf = path => at(`results/${path}/report.html`);

const modelOf = ({ model }) => model ? `${model.name} ${model.version} (${model.intendedUse})` : "";

/** Which run of its study it is, where there are several. */
function runOf({ run, isNewest }) {
  if (isNewest !== false)
    return isNewest ? "newest run" : null;
  const finished = new Date(run.finishedUtc), isToday = finished.toDateString() === new Date().toDateString();
  return `earlier run, ${finished.toLocaleString([], { timeStyle: "short", ...(!isToday && { dateStyle: "short" }) })}`;
}

/** A button of a run. By run and act it is found again once its row was made anew: the name of the study stands on those of its other runs too. */
function act(item, name, label, text, press) {
  const button = make("button", { type: "button", "data-run": item.run.instance, "data-act": name, "aria-label": [`${label} ${item.study}`, runOf(item)].filter(Boolean).join(", ") }, text);
  button.onclick = press;
  return button;
}

function finishedRow(item) {
  const { run, study } = item, which = runOf(item);
  const report = run.hasReport ? make("a", { href: reportOf(run.resultPath), class: "name", "data-run": run.instance, "data-act": "report" }, study) : make("div", { class: "name" }, study);
  const judge = act(item, "judge", "Verdict on study", "Verdict …", () => ask(item));
  const seen = act(item, "acknowledge", "Acknowledge study", "Acknowledge", () => tell(item, { verdict: "acknowledged" }).catch(problem => say(problem.message, "alarm")));
  return make("tr", { class: "is-" + item.urgency },
    make("th", { scope: "row" }, make("div", {},
      make("div", { class: toneOf(item) }, item.resultInWords),
      run.reason ? make("div", { class: "reason" }, reasonOf(run)) : null,
      run.inPart ? make("div", { class: "caution" }, "Not all of the head was analysed") : null,
      report,
      which && make("div", { class: "reason" }, which),
      run.model && make("div", { class: "reason" }, modelOf(run)),
      run.delivery ? delivered(run.delivery) : null)),
    cell("Score", "n", item.scoreInWords),
    cell("mL", "n", item.volumeInWords),
    cell("Notified after", "n", item.isUntold ? "not delivered yet" : duration(run.uploadedUtc, run.toldUtc) ?? "nobody notified"),
    cell("Finished", "", new Date(run.finishedUtc).toLocaleString([], { dateStyle: "short", timeStyle: "medium" })),
    cell("Site, scanner", "", [item.site, item.scanner].filter(Boolean).join(", ") || "–"),
    cell("Readers", "", item.verdicts.length ? make("ul", { class: "said" }, ...item.verdicts.map(it => make("li", {}, said(it)))) : ""),
    cell("Actions", "", make("div", { class: "acts" }, item.urgency === "seen" ? null : seen, judge)));
}

/** What is at work: from the moment on in which its result is sealed, how it ended, however long the archive does not answer. */
function standingOf(progress) {
  const { provisionalFinding, resultPath, status } = progress ?? {};
  if (!resultPath)
    return provisionalFinding ? ["Provisional finding, still in progress", "alarm", "is-alarm"] : [`In progress: ${progress?.stage ?? "started"}`, "", "is-running"];
  const [end, ...looks] = provisionalFinding ? ["Finding", "alarm", "is-alarm"] : status === "notAnalyzed" ? ["Not analysed", "caution", "is-notAnalyzed"] : ["Analysed", "", "is-running"];
  return [`${end}, being sent to the archive`, ...looks];
}

function runningRow(name, progress) {
  const bar = make("progress", { "aria-label": `Progress of ${name}`, ...(progress && { max: progress.total, value: progress.done }) });
  const [standing, tone, look] = standingOf(progress), path = progress?.resultPath;
  return make("tr", { class: look },
    make("th", { scope: "row" }, make("div", {},
      make("div", { class: tone }, standing),
      path ? make("a", { href: reportOf(path), class: "name" }, path.split("/")[0]) : make("div", { class: "name" }, name.slice(0, 16)))),
    make("td", { colspan: 7 }, bar));
}

const filters = {
  all: () => true, open: it => it.urgency !== "seen", alarm: ({ run }) => run.positive || run.status === "incomplete", notAnalyzed: it => it.run.status === "notAnalyzed", judged: it => it.judgement,
};

const sought = () => byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);

function isWanted(item) {
  const words = sought();
  const text = [item.study, item.site, item.scanner, item.run.reason, item.run.message, modelOf(item.run), item.resultInWords, ...item.verdicts.map(said)].join(" ").toLowerCase();
  return filters[byId("filter").value](item) && words.every(word => text.includes(word));
}

function show() {
  const running = Object.entries(listed.running).sort(([, a], [, b]) => Number(b?.provisionalFinding ?? 0) - Number(a?.provisionalFinding ?? 0));
  const wanted = listed.studies.filter(isWanted);
  const { run, act } = document.activeElement?.dataset ?? {};
  arrange(byId("studies"), [
    ...running.map(([name, progress]) => row("run " + name, progress, () => runningRow(name, progress))),
    ...wanted.map(item => row(item.run.instance, item, () => finishedRow(item))),
  ]);
  if (run && document.activeElement === document.body)
    document.querySelector(`[data-run="${CSS.escape(run)}"][data-act="${act}"]`)?.focus();
  byId("shown").textContent = listed.studies.length === 0 && running.length === 0 ? "No study yet. Put a zip into studies/." : `${wanted.length} of ${listed.studies.length} shown`;
  const names = new Set([...running.map(([name]) => "run " + name), ...listed.studies.map(item => item.run.instance)]);
  [...rows.keys()].filter(name => !names.has(name)).forEach(name => rows.delete(name));
  byId("older").hidden = !listed.leftOut;
  byId("older").textContent = `${listed.leftOut} older ${listed.leftOut === 1 ? "study is" : "studies are"} not listed: seen by somebody, or without a finding. A search looks through them too.`;
}

/** A search, and the lists of alarms and of those with a verdict, reach everything that was ever finished; else what is old and needs nobody stays with the host. */
const isWide = () => sought().length > 0 || ["alarm", "judged"].includes(byId("filter").value);

/** The line on top: what is wrong with the host, then alarms, those of studies that are still at work among them. A host in Azure tells neither of those that wait nor of problems. */
function sum({ running, studies, leftOut, waiting, problems = [] }) {
  const atWork = Object.values(running);
  const open = studies.filter(it => it.urgency === "alarm").length + atWork.filter(it => it?.provisionalFinding).length;
  document.title = (open ? `(${open}) ` : "") + "Worklist · PatchFCN";
  const counts = `${open} ${open === 1 ? "alarm" : "alarms"} nobody has seen · ${studies.length + leftOut} finished, ${atWork.length} in progress${waiting ? `, ${waiting} waiting` : ""}`;
  say([...problems, counts].join(" · "), problems.length ? "alarm" : "soft");
}

async function refresh() {
  try {
    listed = await read(isWide() ? "api/studies" : `api/studies?newest=${newest}`);
    show();
    sum(listed);
    document.body.classList.remove("is-stale");
  } catch {
    document.title = "(!) No answer · Worklist · PatchFCN";
    say("The host does not answer. Nothing below is current.", "alarm");
    document.body.classList.add("is-stale");
  }
}

async function tell({ study, run }, verdict) {
  const body = JSON.stringify({ ...verdict, instance: run.instance, finishedUtc: run.finishedUtc, by: byId("reader").value.trim() || null });
  const answer = await fetch(at(`api/studies/${study}/verdict`), { method: "POST", headers: { "Content-Type": "application/json" }, body });
  if (!answer.ok)
    throw new Error((await answer.json().catch(() => null))?.problem ?? `The verdict was not saved: the host answered ${answer.status}.`);
  await refresh();
}

function ask(item) {
  asked = item;
  byId("about").textContent = [item.resultInWords, `study ${item.study}`, runOf(item)].filter(Boolean).join(" · ");
  byId("refused").textContent = "";
  dialog.showModal();
}

async function answer(verdict) {
  try {
    await tell(asked, verdict);
    dialog.close();
  } catch (problem) {
    byId("refused").textContent = problem.message;
  }
}

for (const [reason, text] of Object.entries(reasonNames))
  byId("reasons").lastElementChild.append(make("button", { type: "button", "data-verdict": "falseAlarm", "data-reason": reason }, text));
for (const button of dialog.querySelectorAll("[data-verdict]"))
  button.onclick = () => answer({ verdict: button.dataset.verdict, reason: button.dataset.reason ?? null });
byId("close").onclick = () => dialog.close();
byId("reader").value = localStorage.getItem("reader") ?? "";
byId("reader").onchange = () => localStorage.setItem("reader", byId("reader").value);
byId("filter").onchange = byId("search").oninput = () => {
  show();
  if (isWide() && listed.leftOut > 0)
    keepCurrent();
};

/** Behind the PACS, too, though less often: the title says what nobody has seen. The slower pace is that of very long lists as well. */
async function keepCurrent() {
  await refresh();
  clearTimeout(next);
  next = setTimeout(keepCurrent, document.hidden || listed.studies.length > 2 * newest ? 10000 : 2000);
}
keepCurrent();
document.addEventListener("visibilitychange", () => document.hidden || keepCurrent());
