
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
    cell("Missed bleed", "n", `${it.missed}`), cell("Unread", "n", `${it.unread} of ${it.studies}`), cell("False alarms were", "", reasons || "–"));
}

(async function keepCurrent() {
  try {
    const { scanners } = await read("api/verdicts");
    byId("scanners").replaceChildren(...scanners.map(scannerRow));
    say(scanners.length ? `${scanners.length} ${scanners.length === 1 ? "scanner" : "scanners"}` : "No study yet.");
  } catch (problem) {
    say(problem.message, "alarm");
  }
  setTimeout(keepCurrent, 5000);
})();
