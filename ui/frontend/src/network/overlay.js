// What is drawn over the nodes and edges: names, rings, and what stays bright while the rest fades.
// It costs as much as it shows, whatever the size of the network.

import { edgeWidth, stylesheet } from "./canvas.js";
import { drawEdge, drawNode, drawPin, drawRing } from "./shapes.js";
import { drawNames } from "./names.js";
import { around } from "./rows.js";

// How long new nodes have a ring, in milliseconds.
const NEW_FOR = 1600;

export function createOverlay(view) {
  const context = view.over.getContext("2d");
  let colors = {};
  let fresh = new Set();
  let asked = 0;
  let styled = "";

  // The same frame as the base, when that is drawn for panning and zooming.
  view.cy.on("render", () => paint());

  function readColors() {
    const style = getComputedStyle(view.root);
    const read = (name) => style.getPropertyValue(`--st-${name}`).trim();
    colors = {
      text: read("text-color") || style.color, background: read("background-color") || "#fff",
      primary: read("primary-color") || style.color, font: style.fontFamily,
    };
  }

  // Gives everything the colours of the theme, where they or the rules have changed: all styles are computed again.
  function restyle() {
    readColors();
    const rules = stylesheet(view.data, colors);
    const said = JSON.stringify(rules);
    if (said === styled) return redraw();
    styled = said;
    view.cy.style().fromJson(rules).update();
    return redraw();
  }

  function welcome(added) {
    if (!added.length) return;
    fresh = new Set(added);
    setTimeout(() => { fresh = new Set(); redraw(); }, NEW_FOR);
  }

  function resize() {
    const scale = window.devicePixelRatio || 1;
    view.over.width = Math.round(view.stage.clientWidth * scale);
    view.over.height = Math.round(view.stage.clientHeight * scale);
    redraw();
  }

  function redraw() {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(paint);
  }

  function bright() {
    if (view.at) return around(view, view.at);
    const found = view.data.highlighted.filter((id) => view.nodes.has(id) || view.edges.has(id));
    if (!found.length) return null;
    const ends = found.flatMap((id) => { const edge = view.edges.get(id); return edge ? [edge.source, edge.target] : []; });
    return new Set([...found, ...ends]);
  }

  function paint() {
    if (!view.data || !view.over.width) return;
    const scale = window.devicePixelRatio || 1;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, view.over.width, view.over.height);
    const stressed = bright();
    view.base.classList.toggle("faded", stressed !== null);
    paintOn(context, scale, stressed);
  }

  // On any canvas of the size of the stage times a scale.
  function paintOn(target, scale, stressed = bright()) {
    const zoom = view.cy.zoom();
    const pan = view.cy.pan();
    target.setTransform(scale * zoom, 0, 0, scale * zoom, scale * pan.x, scale * pan.y);
    const chosen = view.edges.get(view.chosen);
    const shown = new Set(stressed ?? []);
    if (chosen) shown.add(chosen.id).add(chosen.source).add(chosen.target);
    for (const id of shown) {
      const edge = view.edges.get(id);
      if (edge) drawEdge(target, view.cy.getElementById(id), edge, view.data.statuses, {
        width: edgeWidth(edge.count) + (id === view.chosen || id === view.at ? 2 / Math.min(zoom, 1) : 0),
      });
    }
    for (const id of shown) {
      const node = view.nodes.get(id);
      if (node) drawNode(target, view.cy.getElementById(id).position(), node, view.data.types, colors);
    }
    const ring = (id, gap, options) => {
      const node = view.nodes.get(id);
      if (node) drawRing(target, view.cy.getElementById(id).position(), node.size / 2 + gap / zoom, zoom, options);
    };
    ring(view.data.focus, 3, { color: colors.text, width: 1.5 });
    ring(view.chosen, 3, { color: colors.primary, width: 3 });
    for (const id of fresh) ring(id, 4, { color: colors.primary, width: 2, dashes: [4, 3] });
    if (view.at && view.at !== view.chosen) ring(view.at, 3, { color: colors.text, width: 2 });
    for (const node of view.nodes.values()) {
      if (node.pinned && (!stressed || stressed.has(node.id))) drawPin(target, view.cy.getElementById(node.id).position(), node, zoom, colors);
    }
    target.setTransform(scale, 0, 0, scale, 0, 0);
    drawNames(target, view, stressed, colors);
  }

  return { restyle, welcome, resize, redraw, paintOn, colors: () => colors };
}
