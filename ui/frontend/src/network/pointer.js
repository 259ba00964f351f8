// Mouse and touch: looking, choosing, expanding, moving.

import { make, putBeside } from "./frame.js";

export function listenToPointer(view) {
  const { cy } = view;
  const tip = make("div", "tip");
  tip.setAttribute("aria-hidden", "true");
  tip.hidden = true;
  view.root.append(tip);

  view.look = (id, point = null) => {
    view.at = id;
    tip.hidden = !id || !view.menuClosed();
    if (!tip.hidden) {
      tip.replaceChildren(...describe(view, id));
      putBeside(view, tip, point ?? placeOf(view, id), 16);
    }
    view.overlay.redraw();
  };

  cy.on("mouseover", "node, edge", (event) => {
    view.base.style.cursor = "pointer";
    if (!view.dragging) view.look(event.target.id(), event.renderedPosition);
  });
  cy.on("mouseout", "node, edge", () => {
    view.base.style.cursor = "";
    if (!view.dragging) view.look("");
  });
  // Also where the pointer leaves the picture from a node at its edge.
  view.stage.addEventListener("pointerleave", () => {
    if (!view.dragging && view.menuClosed() && !view.stage.matches(":focus-visible")) view.look("");
  });
  cy.on("tap", "node, edge", (event) => {
    if (!view.menuClosed()) return view.closeMenu();
    const id = event.target.id();
    if (id !== view.chosen) view.choose(id);
  });
  cy.on("tap", (event) => {
    if (event.target !== cy) return;
    if (!view.menuClosed()) view.closeMenu();
    else view.clear();
  });
  cy.on("dbltap", "node", (event) => view.act("expand", event.target.id()));
  cy.on("drag", "node", () => { view.dragging = true; tip.hidden = true; });
  cy.on("dragfree", "node", (event) => {
    view.dragging = false;
    view.act("pin", event.target.id(), event.target.position());
  });
  cy.on("viewport", () => { tip.hidden = true; });

  view.choose = (id) => {
    // Shown at once; Python answers with the same.
    view.chosen = id;
    view.overlay.redraw();
    view.act("choose", id);
  };
  view.clear = () => {
    const something = view.chosen || view.data.highlighted.length;
    view.chosen = "";
    view.look("");
    if (something) view.act("clear");
  };
}

export function placeOf(view, id) {
  const element = view.cy.getElementById(id);
  return element.isNode() ? element.renderedPosition() : element.renderedMidpoint();
}

function describe(view, id) {
  const { nodes, edges, words } = view;
  const { types, statuses } = view.data;
  const node = nodes.get(id);
  const lines = [];
  if (node) lines.push(node.name, types[node.type]?.label ?? node.type, node.note);
  else {
    const edge = edges.get(id);
    if (!edge) return [];
    const [source, target] = [edge.source, edge.target].map((end) => nodes.get(end).name);
    lines.push(`${source} ${edge.directed ? "→" : "–"} ${target}`, edge.label);
    lines.push([statuses[edge.status]?.label ?? edge.status, words.claims.replace("{count}", edge.count)].join(" · "), edge.note);
  }
  return lines.filter(Boolean).map((text, index) => make(index ? "span" : "b", "", text));
}
