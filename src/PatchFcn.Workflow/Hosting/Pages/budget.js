
const percent = value => value === null ? "–" : `${(100 * value).toFixed(1)} %`;
const whole = value => value < 10 ? value.toFixed(1) : value.toFixed(0);
const estimate = ({ value, range }, text) => make("span", {}, make("strong", {}, text(value)), make("span", { class: "soft" }, ` (${text(range.low)} – ${text(range.high)})`));

function pointRow(it) {
  const { budget } = it;
  return make("tr", {},
    make("th", { scope: "row" }, make("div", {}, `${it.name}${it.used ? " – used here" : ""}`, make("div", { class: "soft" }, `score ≥ ${it.threshold}`))),
    cell("Sensitivity", "n", percent(it.sensitivity)),
    cell("Specificity", "n", percent(it.specificity)),
    ...(budget
      ? [
        cell("Alerts a day", "n", estimate(budget.alertsPerDay, whole)),
        cell("of these, correct (PPV)", "n", budget.positivePredictiveValue ? estimate(budget.positivePredictiveValue, percent) : null),
        cell("Bleeds missed a year", "n", estimate(budget.missedPerYear, whole)),
      ]
      : [make("td", { colspan: 3, "data-label": "Budget" }, "Not measured: nothing can be computed.")]),
    cell("Measured on", "soft", it.measuredOn.replace(/([0-9a-f]{12})[0-9a-f]{52}/, "$1…")));
}

let asked = 0;

/** Answers may come in another order than questions: that to the newest alone is shown. */
async function compute() {
  const own = ++asked;
  try {
    const prevalence = byId("prevalence").valueAsNumber / 100, studiesPerDay = byId("studiesPerDay").valueAsNumber;
    const { model, intendedUse, points } = await read(`api/alert-budget?prevalence=${prevalence}&studiesPerDay=${studiesPerDay}`);
    if (own !== asked)
      return;
    byId("model").textContent = `${model}, a ${intendedUse} model`;
    byId("points").replaceChildren(...points.map(pointRow));
    say("Computed.");
  } catch (problem) {
    if (own !== asked)
      return;
    byId("points").replaceChildren();
    say(problem.message, "alarm");
  }
}

byId("prevalence").oninput = byId("studiesPerDay").oninput = compute;
compute();
