// Walking through the picture with the keyboard.

import { pinOrUnpin } from "./menu.js";
import { otherEnd } from "./rows.js";

const DIRECTIONS = { ArrowRight: 0, ArrowDown: Math.PI / 2, ArrowLeft: Math.PI, ArrowUp: -Math.PI / 2 };

export function listenToKeys(view) {
  view.stage.addEventListener("focus", () => {
    // A click focuses too, and says itself what it is about.
    if (view.stage.matches(":focus-visible") && !view.at) goTo(view, view.walker || startOf(view));
  });
  view.stage.addEventListener("blur", () => view.look(""));
  view.stage.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || !run(view, event)) return;
    event.preventDefault();
    // Letters are commands to Streamlit, too.
    event.stopPropagation();
  });
}

function run(view, event) {
  const command = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (command) {
    if (key !== "z") return false;
    view.act("undo");
    return true;
  }
  if (key in DIRECTIONS) walk(view, DIRECTIONS[key]);
  else if (key === "n") nextEdge(view, event.shiftKey ? -1 : 1);
  else if (key === "Home") goTo(view, startOf(view));
  else if (key === "Escape") view.clear();
  else if (key === "+" || key === "=") view.tools.zoom(1);
  else if (key === "-") view.tools.zoom(-1);
  else if (key === "0") view.tools.fit();
  else return runOn(view, key, event);
  return true;
}

function runOn(view, key, event) {
  const id = view.at || view.chosen;
  if (!view.nodes.has(id) && !view.edges.has(id)) return false;
  if (key === "Enter" || key === " ") view.choose(id);
  else if (key === "m" || key === "ContextMenu" || (key === "F10" && event.shiftKey)) view.openMenu(id);
  else if (!view.nodes.has(id)) return false;
  else if (key === "e") view.act("expand", id);
  else if (key === "h") view.act("hide", id);
  else if (key === "p") pinOrUnpin(view, id);
  else if (key === "o") view.act("open", id);
  else return false;
  return true;
}

function startOf(view) {
  return [view.chosen, view.data.focus].find((id) => view.nodes.has(id)) ?? view.ranked[0]?.id ?? "";
}

// To the neighbour that lies most nearly in this direction; the nearer, the better.
function walk(view, angle) {
  const edge = view.edges.get(view.at);
  const from = edge ? edge.source : view.nodes.has(view.at) ? view.at : view.walker;
  if (!view.nodes.has(from)) return goTo(view, startOf(view));
  const here = view.cy.getElementById(from).position();
  const neighbours = new Set(view.nodes.get(from).edges.map((id) => otherEnd(view.edges.get(id), from)));
  let best = "";
  let least = Infinity;
  for (const id of neighbours) {
    if (id === from) continue;
    const there = view.cy.getElementById(id).position();
    const turn = Math.abs(Math.atan2(Math.sin(angle - Math.atan2(there.y - here.y, there.x - here.x)),
      Math.cos(angle - Math.atan2(there.y - here.y, there.x - here.x))));
    // Further off than 80 degrees is another direction.
    const cost = Math.hypot(there.x - here.x, there.y - here.y) * (1 + 3 * turn);
    if (turn < 1.4 && cost < least) [best, least] = [id, cost];
  }
  if (best) goTo(view, best);
}

function nextEdge(view, step) {
  const of = view.nodes.has(view.at) ? view.at : view.walker;
  const edges = view.nodes.get(of)?.edges ?? [];
  if (!edges.length) return;
  const at = edges.indexOf(view.at);
  goTo(view, edges[(at < 0 ? (step > 0 ? 0 : edges.length - 1) : at + step + edges.length) % edges.length]);
}

function goTo(view, id) {
  if (!id) return;
  const node = view.nodes.get(id);
  if (node) view.walker = id;
  bringIntoView(view, id);
  view.look(id);
  view.say(node ? announceNode(view, node) : announceEdge(view, view.edges.get(id)));
}

function bringIntoView(view, id) {
  const element = view.cy.getElementById(id);
  const { x, y } = element.isNode() ? element.renderedPosition() : element.renderedMidpoint();
  const { clientWidth: width, clientHeight: height } = view.stage;
  const edge = 40;
  const by = {
    x: x < edge ? edge - x : x > width - edge ? width - edge - x : 0,
    y: y < edge ? edge - y : y > height - edge ? height - edge - y : 0,
  };
  if (by.x || by.y) view.cy.panBy(by);
}

function announceNode(view, { name, type, edges, note }) {
  const label = view.data.types[type]?.label ?? type;
  return fill(view.words.announce_node, { name, type: label, count: edges.length }) + (note ? `. ${note}` : "");
}

function announceEdge(view, { source, target, label, status, note }) {
  const [from, to] = [source, target].map((id) => view.nodes.get(id).name);
  const read = view.data.statuses[status]?.label ?? status;
  return fill(view.words.announce_edge, { source: from, target: to, label, status: read }) + (note ? `. ${note}` : "");
}

// In one go, so that braces in a name stay what they are.
function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
