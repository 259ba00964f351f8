// The network: a picture that one can walk through. Python says what is drawn and where; what is done to it is told to
// Python. `ui/components/network.py` has the contract, and the modules beside this file each draw one part of it.

import { createCanvas, drawnAfresh } from "./network/canvas.js";
import { createFrame } from "./network/frame.js";
import { listenToKeys } from "./network/keys.js";
import { listenToMenu } from "./network/menu.js";
import { listenToPointer } from "./network/pointer.js";
import { createOverlay } from "./network/overlay.js";
import { readRows } from "./network/rows.js";
import { createTools } from "./network/tools.js";

const views = new WeakMap();

export default function ({ parentElement, data, setTriggerValue }) {
  let view = views.get(parentElement);
  if (!view) {
    view = createView(parentElement);
    views.set(parentElement, view);
  }
  view.act = (kind, id = "", place = {}) => {
    view.count += 1;
    view.waiting.push({ number: view.count, kind, id, ...place });
    foresee(view, kind, id);
    setTriggerValue("actions", view.waiting);
  };
  update(view, data);
  // Streamlit calls this before every update; only what has left the page for good is taken down.
  return () => setTimeout(() => {
    if (view.root.isConnected) return;
    view.watcher.disconnect();
    document.removeEventListener("scroll", view.relocate, { capture: true });
    view.cy.destroy();
    views.delete(parentElement);
  }, 1000);
}

function createView(parent) {
  const view = { ...createFrame(parent), act: () => {}, count: 0, waiting: [], at: "", chosen: "", fitted: false };
  view.cy = createCanvas(view.base);
  view.overlay = createOverlay(view);
  for (const listen of [createTools, listenToPointer, listenToMenu, listenToKeys]) listen(view);
  // Also when it is first seen after it was made in a hidden tab.
  view.watcher = new ResizeObserver(() => resize(view));
  view.watcher.observe(view.stage);
  // cytoscape remembers where on the page it is, and cannot see that the page around the shadow root scrolls or shifts.
  view.relocate = () => view.cy.resize();
  view.stage.addEventListener("pointerenter", view.relocate);
  document.addEventListener("scroll", view.relocate, { capture: true, passive: true });
  // The theme's colours are variables of CSS; this ends whenever one of them has changed.
  view.root.addEventListener("transitionend", (event) => { if (event.target === view.root) view.overlay.restyle(); });
  return view;
}

function update(view, data) {
  const first = view.data === undefined;
  const moved = first || data.layout !== view.data.layout;
  Object.assign(view, { data, words: data.words, chosen: data.chosen, ...readRows(data) });
  // What Python has not done yet is told again with the next action.
  view.count = Math.max(view.count, data.done);
  view.waiting = view.waiting.filter(({ number }) => number > data.done);
  for (const { kind, id } of view.waiting) foresee(view, kind, id);
  view.root.style.height = `${data.height}px`;
  view.stage.setAttribute("aria-label", data.alt);
  view.tools.speak();
  view.overlay.restyle();
  const added = drawnAfresh(view, moved);
  if (!view.nodes.has(view.at) && !view.edges.has(view.at)) view.at = "";
  if (moved) view.fitted = false;
  if (!first && added.length) view.say(view.words.added.replace("{count}", added.length));
  if (!moved) {
    view.overlay.welcome(added);
    if (added.length) view.tools.reveal(added);
  }
  fitOnce(view);
}

// A key that is pressed again before Python has answered takes back what it did.
function foresee(view, kind, id) {
  const node = view.nodes.get(id);
  if (!node || (kind !== "pin" && kind !== "unpin")) return;
  node.pinned = kind === "pin";
  view.overlay.redraw();
}

function resize(view) {
  if (!view.stage.clientWidth || !view.stage.clientHeight) return;
  view.cy.resize();
  view.overlay.resize();
  fitOnce(view);
}

function fitOnce(view) {
  if (view.fitted || !view.stage.clientWidth || !view.stage.clientHeight) return;
  view.fitted = true;
  view.cy.resize();
  view.tools.fit();
}
