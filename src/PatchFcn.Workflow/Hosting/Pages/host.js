"use strict";

// What the pages have in common. Every text goes to the page as text: nothing here or in the pages makes markup of what a host says.
// A host that asks for a key takes it from the address of each request, as it took it from the address of this page.
const key = new URLSearchParams(location.search).get("code");
const at = path => key ? path + (path.includes("?") ? "&" : "?") + "code=" + encodeURIComponent(key) : path;
/** Milliseconds after which a host that is silent counts as one that does not answer. */
const answersWithin = 15000;
const byId = id => document.getElementById(id);

function make(tag, attributes = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== false)
      element.setAttribute(name, value);
  element.append(...content.filter(it => it !== null));
  return element;
}

const cell = (label, style, ...content) => make("td", { "data-label": label, class: style }, ...content.map(it => it ?? "–"));

async function read(path) {
  const answer = await fetch(at(path), { signal: AbortSignal.timeout(answersWithin) });
  if (!answer.ok)
    throw new Error((await answer.json().catch(() => null))?.problem ?? `The host answered ${answer.status}.`);
  return answer.json();
}

function say(text, style = "soft") {
  const state = byId("state");
  if (state.textContent !== text)
    state.textContent = text;
  state.className = style;
}

const verdictNames = { agree: "agree", falseAlarm: "false alarm", missedBleed: "missed bleed", acknowledged: "acknowledged" };
const reasonNames = {
  calcification: "calcification", artefact: "artefact", partialVolume: "partial volume", denseVessel: "dense vessel or sinus", postoperative: "postoperative", other: "other",
};

for (const link of document.querySelectorAll("nav a, a[data-host]")) {
  if (link.pathname === location.pathname)
    link.setAttribute("aria-current", "page");
  link.href = at(link.getAttribute("href"));
}

const rows = new Map();

/** A row, or whatever stands in a list, by its name: made anew only where what it shows has changed; `build` gets the old one. */
function row(name, state, build) {
  const told = JSON.stringify(state), old = rows.get(name);
  if (old?.told !== told)
    rows.set(name, { told, element: build(old?.element) });
  return rows.get(name).element;
}

/** Puts elements in order by moving as few as can be, so that none loses the focus for nothing. */
function arrange(body, wanted) {
  const kept = new Set(wanted);
  for (const old of [...body.children])
    if (!kept.has(old))
      old.remove();
  wanted.forEach((element, place) => {
    if (body.children[place] !== element)
      body.insertBefore(element, body.children[place] ?? null);
  });
}
