// A histogram with a window of dates on it. Python says what the bars are and which window is chosen; the window is
// here while somebody drags it, and goes back to Python when they let go.

const brushes = new WeakMap();
const SVG = "http://www.w3.org/2000/svg";
const YEAR = 12;
const KEY_PAUSE = 500; // ms without a key after which the chosen dates are told: longer than between two key repeats.
const TICK_ROOM = 44; // px that the name of a year or month needs.
const CLICK = 4; // px that a pointer may move and still have clicked.

export default function ({ parentElement, data, setTriggerValue }) {
  let brush = brushes.get(parentElement);
  if (!brush) {
    brush = createBrush(parentElement);
    brushes.set(parentElement, brush);
  }
  brush.tell = (range) => setTriggerValue("range", range);
  // What comes while somebody drags would pull the window out of their hand.
  if (!brush.drag && !brush.timer) update(brush, data);
  else brush.waiting = data;
  return () => {
    clearTimeout(brush.timer);
    brush.timer = null;
  };
}

function element(tag, className, attributes = {}) {
  const made = document.createElement(tag);
  made.className = className;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function createBrush(parent) {
  const root = element("div", "brush", { role: "group" });
  const header = element("header", "");
  const brush = {
    root,
    label: element("span", "label"),
    range: element("output", "", { "aria-live": "polite" }),
    clear: element("button", "clear", { type: "button" }),
    told: element("span", "told", { "aria-hidden": "true" }),
    plot: element("div", "plot"),
    svg: document.createElementNS(SVG, "svg"),
    window: element("div", "window"),
    handles: ["low", "high"].map((end) => element("div", `handle ${end}`, { role: "slider", tabindex: "0" })),
    axis: element("div", "axis", { "aria-hidden": "true" }),
  };
  brush.svg.setAttribute("role", "img");
  brush.svg.setAttribute("preserveAspectRatio", "none");
  header.append(brush.label, brush.range, brush.clear, brush.told);
  brush.plot.append(brush.svg, brush.window, ...brush.handles);
  root.append(header, brush.plot, brush.axis);
  // Beside what is there: Streamlit has put the style of the component into it.
  parent.append(root);
  brush.clear.addEventListener("click", () => {
    place(brush, 0, brush.bars.length);
    commit(brush);
    brush.handles[0].focus();
  });
  brush.plot.addEventListener("pointerdown", (event) => startDrag(brush, event));
  brush.plot.addEventListener("pointermove", (event) => moveDrag(brush, event));
  brush.plot.addEventListener("pointerup", (event) => endDrag(brush, event));
  brush.plot.addEventListener("pointercancel", () => cancelDrag(brush));
  brush.plot.addEventListener("pointerleave", () => { brush.told.textContent = ""; });
  brush.handles.forEach((handle, end) => {
    handle.addEventListener("keydown", (event) => onKey(brush, end, event));
    handle.addEventListener("blur", () => { if (brush.timer) commit(brush); });
  });
  new ResizeObserver(() => drawAxis(brush)).observe(brush.plot);
  return brush;
}

function update(brush, data) {
  brush.waiting = null;
  Object.assign(brush, { data, bars: data.bars });
  brush.root.setAttribute("aria-label", data.label);
  brush.plot.title = data.texts.hint;
  brush.label.textContent = data.label;
  brush.svg.setAttribute("aria-label", data.alt);
  brush.clear.textContent = data.texts.clear;
  brush.handles.forEach((handle, end) => {
    handle.setAttribute("aria-label", end ? data.texts.end : data.texts.start);
    handle.setAttribute("aria-valuemin", "0");
    handle.setAttribute("aria-valuemax", String(data.bars.length - 1));
  });
  drawBars(brush);
  drawAxis(brush);
  place(brush, data.low, data.high);
  brush.range.textContent = data.range;
  brush.chosen = [data.low, data.high];
}

function drawBars(brush) {
  const most = Math.max(1, ...brush.bars.map((bar) => bar.count));
  brush.svg.setAttribute("viewBox", `0 0 ${brush.bars.length} 100`);
  const bars = brush.bars.map((bar, at) => {
    const rect = document.createElementNS(SVG, "rect");
    // A bar of one among thousands is still to be seen.
    const height = bar.count ? Math.max((bar.count / most) * 96, 3) : 0;
    for (const [name, value] of Object.entries({ x: at + 0.1, y: 100 - height, width: 0.8, height })) {
      rect.setAttribute(name, value);
    }
    return rect;
  });
  brush.svg.replaceChildren(...bars);
}

function drawAxis(brush) {
  if (!brush.bars) return;
  const width = brush.plot.clientWidth;
  const at = (index) => (index / brush.bars.length) * width;
  const taken = [];
  // Years first: months stand where there is room between them.
  for (const years of [true, false]) {
    brush.bars.forEach((bar, index) => {
      const x = at(index);
      const free = x + TICK_ROOM * 0.8 <= width && taken.every((other) => Math.abs(other.x - x) >= TICK_ROOM);
      if (bar.year === years && free) taken.push({ x, text: bar.tick });
    });
  }
  brush.axis.replaceChildren(...taken.map(({ x, text }) => {
    const tick = element("span", "");
    tick.style.left = `${x}px`;
    tick.textContent = text;
    return tick;
  }));
}

// Puts the window between two places, counted in bars from the left, and says what it holds.
function place(brush, low, high) {
  Object.assign(brush, { low, high });
  const count = brush.bars.length;
  const percent = (at) => `${(at / count) * 100}%`;
  brush.window.style.left = percent(low);
  brush.window.style.width = percent(high - low);
  const all = low <= 0 && high >= count;
  brush.window.classList.toggle("all", all);
  brush.clear.hidden = all;
  brush.handles[0].style.left = percent(low);
  brush.handles[1].style.left = percent(high);
  const [first, last] = held(brush);
  [first, last].forEach((index, end) => {
    brush.handles[end].setAttribute("aria-valuenow", String(index));
    brush.handles[end].setAttribute("aria-valuetext", end ? brush.bars[index].end : brush.bars[index].start);
  });
  [...brush.svg.children].forEach((rect, index) => {
    rect.classList.toggle("in", index + 1 > low + 1e-6 && index < high - 1e-6);
  });
  brush.range.textContent = inWords(brush);
}

// The first and the last bar that the window touches.
function held({ low, high, bars }) {
  const first = Math.min(Math.floor(low + 1e-6), bars.length - 1);
  return [first, Math.max(Math.ceil(high - 1e-6) - 1, first)];
}

function inWords(brush) {
  const [first, last] = held(brush).map((index) => brush.bars[index]);
  const { ranges, texts } = brush.data;
  const fill = (text) => text.replaceAll("{since}", first.start).replaceAll("{until}", last.end);
  if (!first.since && !last.until) return texts.all;
  if (!last.until) return fill(ranges.from);
  if (!first.since) return fill(ranges.to);
  return fill(first.start === last.end ? ranges.only : ranges.between);
}

function commit(brush) {
  clearTimeout(brush.timer);
  brush.timer = null;
  const [first, last] = held(brush);
  place(brush, first, last + 1);
  if (brush.chosen[0] !== first || brush.chosen[1] !== last + 1) {
    brush.chosen = [first, last + 1];
    brush.tell({ since: brush.bars[first].since, until: brush.bars[last].until });
  } else if (brush.waiting) update(brush, brush.waiting);
}

function pointed(brush, event) {
  const box = brush.plot.getBoundingClientRect();
  const at = ((event.clientX - box.left) / box.width) * brush.bars.length;
  return Math.min(Math.max(at, 0), brush.bars.length);
}

function startDrag(brush, event) {
  if (event.button) return;
  const at = pointed(brush, event);
  const end = brush.handles.indexOf(event.target.closest(".handle"));
  const moves = event.target === brush.window && !brush.window.classList.contains("all");
  const what = end >= 0 ? ["low", "high"][end] : moves ? "window" : "new";
  brush.drag = { what, at, x: event.clientX, low: brush.low, high: brush.high, moved: false };
  brush.plot.setPointerCapture(event.pointerId);
  if (end >= 0) brush.handles[end].focus();
  event.preventDefault();
}

function moveDrag(brush, event) {
  const at = pointed(brush, event);
  const bar = brush.bars[Math.min(Math.floor(at), brush.bars.length - 1)];
  brush.told.textContent = bar.told;
  const drag = brush.drag;
  if (!drag) return;
  drag.moved ||= Math.abs(event.clientX - drag.x) >= CLICK;
  if (!drag.moved) return;
  const count = brush.bars.length;
  const whole = Math.round(at);
  if (drag.what === "low") place(brush, Math.min(whole, Math.ceil(brush.high) - 1), brush.high);
  else if (drag.what === "high") place(brush, brush.low, Math.max(whole, Math.floor(brush.low) + 1));
  else if (drag.what === "new") {
    const ends = [Math.floor(Math.min(drag.at, at)), Math.ceil(Math.max(drag.at, at))];
    place(brush, ends[0], Math.max(ends[1], ends[0] + 1));
  } else {
    const by = Math.min(Math.max(Math.round(at - drag.at), -drag.low), count - drag.high);
    place(brush, drag.low + by, drag.high + by);
  }
}

function endDrag(brush, event) {
  const drag = brush.drag;
  if (!drag) return;
  brush.drag = null;
  // A click takes the one bar under it.
  if (!drag.moved && (drag.what === "new" || drag.what === "window")) {
    const index = Math.min(Math.floor(pointed(brush, event)), brush.bars.length - 1);
    place(brush, index, index + 1);
  }
  if (drag.moved || drag.what === "new" || drag.what === "window") commit(brush);
  else if (brush.waiting) update(brush, brush.waiting);
}

function cancelDrag(brush) {
  if (!brush.drag) return;
  const { low, high } = brush.drag;
  brush.drag = null;
  place(brush, low, high);
  brush.range.textContent = brush.data.range;
  if (brush.waiting) update(brush, brush.waiting);
}

function onKey(brush, end, event) {
  const count = brush.bars.length;
  const far = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -YEAR, PageUp: YEAR, Home: -count, End: count };
  let by = far[event.key];
  if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const [first, last] = held(brush);
  if (event.shiftKey) {
    by = Math.min(Math.max(by, -first), count - 1 - last);
    place(brush, first + by, last + 1 + by);
  } else if (end) place(brush, first, Math.min(Math.max(last + by, first), count - 1) + 1);
  else place(brush, Math.min(Math.max(first + by, 0), last), last + 1);
  clearTimeout(brush.timer);
  brush.timer = setTimeout(() => commit(brush), KEY_PAUSE);
}
