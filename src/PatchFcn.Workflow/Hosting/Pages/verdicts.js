
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

const siteOf = it => it.site || "unknown site";
const scannerOf = it => it.scanner || "unknown scanner";

function scannerRow(it) {
  const reasons = Object.entries(it.reasons).sort(([, a], [, b]) => b - a).map(([name, count]) => `${reasonNames[name] ?? name} ${count}`).join(", ");
  return make("tr", {},
    make("th", { scope: "row" }, siteOf(it)),
    cell("Scanner", "", scannerOf(it)),
    cell("Judged", "", bar([["agreed", it.agreedFindings + it.agreedOthers], ["false", it.falseAlarms], ["missed", it.missed]])),
    cell("Alarm correct", "n", `${it.agreedFindings}`), cell("False alarm", "n", `${it.falseAlarms}`), cell("No alarm, correct", "n", `${it.agreedOthers}`),
    cell("Missed bleed", "n", `${it.missed}`), cell("Unread", "n", `${it.unread} of ${it.studies}`),
    cell("Not analysed", "n", `${it.notAnalyzed}`), cell("False alarms were", "", reasons || "–"));
}

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

/** A list stays open where it is made anew. */
function verdictList(it, name, old) {
  const heads = ["Verdict", "On", "Reader", "Said", "Study", "Comment"];
  const left = it.judged - it.verdicts.length;
  const list = make("details", {},
    make("summary", {}, `${name}: ${it.judged} ${it.judged === 1 ? "verdict" : "verdicts"}`),
    make("table", {},
      make("thead", {}, make("tr", {}, ...heads.map(head => make("th", { scope: "col" }, head)))),
      make("tbody", {}, ...it.verdicts.map(verdictRow))),
    left > 0 ? make("p", { class: "soft" }, `${left} older ones are in the CSV.`) : null);
  list.open = old?.open ?? false;
  return list;
}

function listOf(it) {
  const name = `${siteOf(it)}, ${scannerOf(it)}`;
  return row(name, it, old => verdictList(it, name, old));
}

(async function keepCurrent() {
  try {
    const { scanners } = await read("api/verdicts");
    byId("scanners").replaceChildren(...scanners.map(scannerRow));
    arrange(byId("lists"), scanners.filter(it => it.judged > 0).map(listOf));
    say(scanners.length ? `${scanners.length} ${scanners.length === 1 ? "scanner" : "scanners"}` : "No study yet.");
  } catch (problem) {
    say(problem.message, "alarm");
  }
  setTimeout(keepCurrent, 5000);
})();
