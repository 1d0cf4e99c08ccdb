"use strict";

// The slice viewer. Pixels come from the page itself: a byte of density per pixel (settings.hu says how many HU it stands for) and a byte of label,
// both compressed with zlib. Nothing is fetched and no text is ever taken for markup.
(() => {
  const byId = id => document.getElementById(id);
  if (!byId("settings"))
    return;

  const settings = JSON.parse(byId("settings").textContent);
  const { width, height, slices } = settings;
  const planes = { hu: document.getElementsByClassName("hu"), labels: document.getElementsByClassName("labels") };
  const colors = settings.colors.map(color => [1, 3, 5].map(start => parseInt(color.slice(start, start + 2), 16)));
  const canvas = byId("canvas"), slider = byId("slider"), stage = byId("stage"), overlay = byId("overlay"), chart = byId("chart");
  const context = canvas.getContext("2d");
  const picture = new ImageData(width, height);
  const windows = [...document.querySelectorAll("[data-window]")];
  const findings = [...document.querySelectorAll(".finding .jump")].map(link => Number(link.dataset.slice));
  const decoded = [];
  let current = 0, greyOfCode = [], overlayOn = true;

  async function inflate(base64) {
    const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  async function decode(slice) {
    const hu = await inflate(planes.hu[slice].textContent);
    for (let i = width; i < hu.length; i++)
      hu[i] += hu[i - width]; // each byte is stored as the difference to the one above it
    const labels = planes.labels[slice].textContent;
    return { hu, labels: labels ? await inflate(labels) : null };
  }

  const load = slice => decoded[slice] ??= decode(slice);

  function paint({ hu, labels }) {
    const pixels = picture.data;
    for (let i = 0, p = 0; i < hu.length; i++, p += 4) {
      const grey = greyOfCode[hu[i]];
      pixels[p] = pixels[p + 1] = pixels[p + 2] = grey;
      pixels[p + 3] = 255;
      const label = overlayOn && labels ? labels[i] : 0;
      if (label)
        for (let channel = 0; channel < 3; channel++)
          pixels[p + channel] = 0.45 * grey + 0.55 * (colors[label - 1] ?? [255, 176, 46])[channel];
    }
    context.putImageData(picture, 0, 0);
  }

  async function show(slice) {
    current = Math.min(Math.max(slice, 0), slices.length - 1);
    slider.value = current;
    const { position, score } = slices[current];
    byId("caption").textContent = `Slice ${current + 1} / ${slices.length}\n${position.toFixed(1)} mm` + (score === null ? "" : `\nscore ${score.toFixed(3)}`);
    chart?.querySelector(".current")?.classList.remove("current");
    chart?.querySelector(`[data-slice="${current}"]`)?.classList.add("current");
    const wanted = current, pixels = await load(current);
    if (wanted === current)
      paint(pixels);
    for (const next of [wanted + 1, wanted - 1, wanted + 2])
      if (slices[next])
        load(next);
  }

  function setWindow(button) {
    const [low, high] = button.dataset.window.split(" ").map(Number);
    greyOfCode = settings.hu.map(hu => 255 * Math.min(Math.max((hu - low) / (high - low), 0), 1));
    windows.forEach(other => other.setAttribute("aria-pressed", other === button));
    show(current);
  }

  function toggleOverlay() {
    overlayOn = !overlayOn;
    overlay.setAttribute("aria-pressed", overlayOn);
    show(current);
  }

  const keys = {
    ArrowUp: () => show(current + 1), ArrowRight: () => show(current + 1), PageUp: () => show(current + 5), End: () => show(slices.length - 1),
    ArrowDown: () => show(current - 1), ArrowLeft: () => show(current - 1), PageDown: () => show(current - 5), Home: () => show(0),
  };
  const pageKeys = {
    1: () => setWindow(windows[0]), 2: () => setWindow(windows[1]), 3: () => setWindow(windows[2]), o: toggleOverlay,
    n: () => show(findings.find(slice => slice > current) ?? findings[0] ?? current),
  };

  function act(table, event) {
    if (event.ctrlKey || event.altKey || event.metaKey || !Object.hasOwn(table, event.key))
      return;
    event.preventDefault();
    table[event.key]();
  }

  stage.addEventListener("keydown", event => act(keys, event));
  document.addEventListener("keydown", event => act(pageKeys, event));
  stage.addEventListener("wheel", event => {
    event.preventDefault();
    show(current + Math.sign(event.deltaY));
  }, { passive: false });
  slider.addEventListener("input", () => show(Number(slider.value)));
  overlay.addEventListener("click", toggleOverlay);
  windows.forEach(button => button.addEventListener("click", () => setWindow(button)));
  document.querySelectorAll(".jump").forEach(link => link.addEventListener("click", () => show(Number(link.dataset.slice))));
  chart?.addEventListener("click", event => {
    const bar = event.target.closest("[data-slice]");
    if (bar)
      show(Number(bar.dataset.slice));
  });

  canvas.width = width;
  canvas.height = height;
  canvas.style.aspectRatio = settings.aspect;
  byId("side-left").textContent = settings.left;
  byId("side-right").textContent = settings.right;
  current = Number(slider.value);
  setWindow(windows[0]);
})();
