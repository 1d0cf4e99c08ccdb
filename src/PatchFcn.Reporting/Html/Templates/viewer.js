"use strict";

// The slice viewer. Pixels come from the page itself: a byte of density per pixel (settings.hu says how many HU it stands for), and where there are any a
// byte of label and one of probability, all compressed with zlib. Nothing is fetched and no text is ever taken for markup.
(() => {
  const byId = id => document.getElementById(id);
  if (!byId("settings"))
    return;
  if (!window.DecompressionStream) {
    byId("unable").hidden = false;
    return;
  }

  const { width, height, aspect, hu: huOfCode, colors, slices } = JSON.parse(byId("settings").textContent);
  const texts = name => [...document.getElementsByClassName(name)].map(element => element.textContent);
  const packed = { codes: texts("hu"), labels: texts("labels"), probabilities: texts("probabilities") };
  const main = byId("canvas"), slider = byId("slider"), stage = byId("stage"), overlay = byId("overlay"), chart = byId("chart"), threshold = byId("threshold");
  const canvases = [...document.querySelectorAll("canvas")];
  const presets = [...document.querySelectorAll("[data-low]")];
  const jumps = [...document.querySelectorAll("a[data-slice]")];
  const findings = [...document.querySelectorAll("[data-best]")].map(finding => Number(finding.dataset.best)).sort((a, b) => a - b);
  const rgbOfLabel = colors.map(color => [1, 3, 5].map(start => parseInt(color.slice(start, start + 2), 16)));
  const decoded = [];
  const unclassified = 255;
  const notch = 50; // pixels of wheel travel per slice: a mouse wheel gives more at once, a touch pad less
  let current = Number(slider.value), greyOfCode = [], overlayOn = true, wheelTravel = 0;

  async function inflate(base64) {
    if (!base64)
      return null;
    const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  async function decode(slice) {
    const codes = await inflate(packed.codes[slice]);
    for (let i = width; i < codes.length; i++)
      codes[i] += codes[i - width]; // a byte is stored as the difference to the one above it
    return { codes, labels: await inflate(packed.labels[slice]), probabilities: await inflate(packed.probabilities[slice]) };
  }

  const load = slice => decoded[slice] ??= decode(slice);

  // Without probabilities the labels are what is marked; with them, whatever is over the threshold, and what has no label then has no class.
  // The strips of the findings are evidence and are printed: threshold and overlay try something out on the main slice alone.
  function marked(canvas, { labels, probabilities }) {
    if (canvas === main && !overlayOn)
      return null;
    const least = Number(canvas === main ? threshold?.value : threshold?.defaultValue);
    return probabilities?.map((probability, i) => probability < least ? 0 : labels?.[i] || unclassified) ?? labels;
  }

  function colour(pixels, labels) {
    for (let i = 0; i < labels.length; i++) {
      const label = labels[i];
      if (!label)
        continue;
      const edge = labels[i - 1] !== label || labels[i + 1] !== label || labels[i - width] !== label || labels[i + width] !== label;
      const share = edge ? 0.9 : 0.3, rgb = rgbOfLabel[label - 1] ?? [255, 176, 46];
      for (let channel = 0; channel < 3; channel++)
        pixels[4 * i + channel] = (1 - share) * pixels[4 * i + channel] + share * rgb[channel];
    }
  }

  function paint(canvas, planes) {
    const picture = new ImageData(width, height);
    const pixels = picture.data;
    planes.codes.forEach((code, i) => {
      pixels[4 * i] = pixels[4 * i + 1] = pixels[4 * i + 2] = greyOfCode[code];
      pixels[4 * i + 3] = 255;
    });
    const labels = marked(canvas, planes);
    if (labels)
      colour(pixels, labels);
    canvas.getContext("2d").putImageData(picture, 0, 0);
  }

  async function draw(canvas) {
    if (canvas.closest("details:not([open])"))
      return; // drawn when it is opened: there may be many
    const slice = canvas.dataset.slice;
    const pixels = await load(Number(slice));
    if (canvas.dataset.slice === slice) // scrolling may have been faster than unpacking
      paint(canvas, pixels);
  }

  function show(slice) {
    current = Math.min(Math.max(slice, 0), slices.length - 1);
    const { position, score } = slices[current];
    slider.value = main.dataset.slice = current;
    const scored = score === null ? "not scored" : `score ${score}`;
    byId("caption").textContent = `Slice ${current + 1} / ${slices.length}\n${position.toFixed(1)} mm\n${scored}`;
    slider.setAttribute("aria-valuetext", `slice ${current + 1} of ${slices.length}, ${scored}`);
    chart?.querySelector(".current")?.classList.remove("current");
    chart?.querySelector(`[data-slice="${current}"]`)?.classList.add("current");
    draw(main);
    for (const near of [current + 1, current - 1, current + 2])
      if (slices[near])
        load(near);
  }

  function setWindow(preset) {
    const low = Number(preset.dataset.low), high = Number(preset.dataset.high);
    greyOfCode = huOfCode.map(hu => 255 * Math.min(Math.max((hu - low) / (high - low), 0), 1));
    presets.forEach(other => other.setAttribute("aria-pressed", other === preset));
    canvases.forEach(draw);
  }

  function toggleOverlay() {
    overlayOn = !overlayOn;
    overlay?.setAttribute("aria-pressed", overlayOn);
    draw(main);
  }

  function showNextFinding() {
    show(findings.find(slice => slice > current) ?? findings[0] ?? current);
  }

  // The viewer ends where the first screen ends, whatever stands above it.
  function fit() {
    const viewer = byId("viewer");
    viewer.style.setProperty("--above", `${viewer.parentElement.offsetTop}px`);
  }

  // Down is the way of the wheel.
  const scrollKeys = {
    ArrowDown: () => show(current + 1), ArrowRight: () => show(current + 1), PageDown: () => show(current + 5), End: () => show(slices.length - 1),
    ArrowUp: () => show(current - 1), ArrowLeft: () => show(current - 1), PageUp: () => show(current - 5), Home: () => show(0),
  };
  const pageKeys = {
    1: () => setWindow(presets[0]), 2: () => setWindow(presets[1]), 3: () => setWindow(presets[2]), o: toggleOverlay, n: showNextFinding,
  };

  function obey(keys, event) {
    if (event.ctrlKey || event.altKey || event.metaKey || !Object.hasOwn(keys, event.key))
      return;
    event.preventDefault();
    keys[event.key]();
  }

  for (const place of [stage, slider])
    place.addEventListener("keydown", event => obey(scrollKeys, event));
  document.addEventListener("keydown", event => obey(pageKeys, event));
  stage.addEventListener("wheel", event => {
    event.preventDefault();
    wheelTravel += event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : Math.sign(event.deltaY) * notch;
    if (Math.abs(wheelTravel) < notch)
      return;
    show(current + Math.sign(wheelTravel));
    wheelTravel = 0;
  }, { passive: false });
  threshold?.addEventListener("input", () => {
    const probability = (threshold.value / 256).toFixed(2);
    byId("threshold-value").textContent = probability;
    threshold.setAttribute("aria-valuetext", probability);
    draw(main);
  });
  slider.addEventListener("input", () => show(Number(slider.value)));
  overlay?.addEventListener("click", toggleOverlay);
  byId("next")?.addEventListener("click", showNextFinding);
  presets.forEach(preset => preset.addEventListener("click", () => setWindow(preset)));
  jumps.forEach(jump => jump.addEventListener("click", () => show(Number(jump.dataset.slice))));
  chart?.addEventListener("click", event => {
    const bar = event.target.closest("[data-slice]");
    if (bar)
      show(Number(bar.dataset.slice));
  });

  for (const canvas of canvases) {
    [canvas.width, canvas.height] = [width, height];
    canvas.style.aspectRatio = aspect;
  }
  document.querySelectorAll(".findings details").forEach(more => more.addEventListener("toggle", () => more.querySelectorAll("canvas").forEach(draw)));
  addEventListener("resize", fit);
  fit();
  setWindow(presets[0]);
  show(current);
})();
