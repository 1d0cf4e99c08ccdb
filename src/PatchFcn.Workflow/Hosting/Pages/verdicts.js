
const svg = (tag, attributes) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes))
    element.setAttribute(name, value);
  return element;
};

function bar(parts) {
  const all = parts.reduce((sum, [, count]) => sum + count, 0);
  const picture = svg("svg", { class: "bar", viewBox: `0 0 ${Math.max(all, 1)} 1`, preserveAspectRatio: "none", role: "img", "aria-label": parts.map(([name, count]) => `${count} ${name}`).join(", ") });
  let x = 0;
  for (const [name, count] of parts) {
    picture.append(svg("rect", { class: name, x, y: 0, width: count, height: 1 }));
    x += count;
  }
  return picture;
}

function scannerRow(it) {
  const reasons = Object.entries(it.reasons).sort(([, a], [, b]) => b - a).map(([name, count]) => `${reasonNames[name] ?? name} ${count}`).join(", ");
  return make("tr", {},
    make("th", { scope: "row" }, it.site || "unknown site"),
    cell("Scanner", "", it.scanner || "unknown scanner"),
    cell("Judged", "", bar([["agreed", it.agreedFindings + it.agreedOthers], ["false", it.falseAlarms], ["missed", it.missed]])),
    cell("Alarm right", "n", `${it.agreedFindings}`), cell("False alarm", "n", `${it.falseAlarms}`), cell("No alarm, right", "n", `${it.agreedOthers}`),
    cell("Missed bleed", "n", `${it.missed}`), cell("Unread", "n", `${it.unread} of ${it.studies}`),
    cell("Not analysed", "n", `${it.notAnalyzed}`), cell("False alarms were", "", reasons || "–"));
}

const scannerOf = it => [it.site || "unknown site", it.scanner || "unknown scanner"].join(", ");

function resultOf(run) {
  if (run.status === "notAnalyzed")
    return "not analysed";
  return run.positive ? "alarm" : run.status === "incomplete" ? "alarm, incomplete" : "no alarm";
}

function verdictRow({ study, run, verdict: it }) {
  return make("tr", {},
    make("th", { scope: "row" }, verdictNames[it.verdict] ?? it.verdict, it.reason ? ` (${reasonNames[it.reason] ?? it.reason})` : null),
    cell("On", "", resultOf(run)),
    cell("Reader", "", it.by || "–"),
    cell("Said", "", new Date(it.givenUtc).toLocaleString([], { dateStyle: "short", timeStyle: "short" })),
    cell("Study", "", run.hasReport ? make("a", { class: "name", href: at(`results/${run.resultPath}/report.html`) }, study) : make("span", { class: "name" }, study)),
    cell("Comment", "", it.comment || "–"));
}

function verdictList(it) {
  const heads = ["Verdict", "On", "Reader", "Said", "Study", "Comment"];
  const left = it.judged - it.verdicts.length;
  return make("details", {},
    make("summary", {}, `${scannerOf(it)}: ${it.judged} ${it.judged === 1 ? "verdict" : "verdicts"}`),
    make("table", {},
      make("thead", {}, make("tr", {}, ...heads.map(head => make("th", { scope: "col" }, head)))),
      make("tbody", {}, ...it.verdicts.map(verdictRow))),
    left > 0 ? make("p", { class: "soft" }, `${left} older ones are in the CSV.`) : null);
}

// A list is made anew only where it changed, and stays open then.
const lists = new Map();

function listOf(it) {
  const name = scannerOf(it), told = JSON.stringify(it), old = lists.get(name);
  if (old?.told === told)
    return old.element;
  const element = verdictList(it);
  element.open = old?.element.open ?? false;
  lists.set(name, { told, element });
  return element;
}

function arrange(wanted) {
  const there = byId("lists").children;
  if (wanted.length !== there.length || wanted.some((element, place) => element !== there[place]))
    byId("lists").replaceChildren(...wanted);
}

(async function keepCurrent() {
  try {
    const { scanners } = await read("api/verdicts");
    byId("scanners").replaceChildren(...scanners.map(scannerRow));
    arrange(scanners.filter(it => it.judged > 0).map(listOf));
    say(scanners.length ? `${scanners.length} ${scanners.length === 1 ? "scanner" : "scanners"}` : "No study yet.");
  } catch (problem) {
    say(problem.message, "alarm");
  }
  setTimeout(keepCurrent, 5000);
})();
