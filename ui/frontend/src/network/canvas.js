// The nodes and edges themselves, drawn by cytoscape.js. What changes while somebody looks around (names, what is
// stressed) is drawn over them by overlay.js, so that no style is computed again.

import cytoscape from "cytoscape";

// Zoomed out further nothing can be told apart, further in there is nothing more to see; tried by eye.
const ZOOM = { minZoom: 0.03, maxZoom: 4 };

export function createCanvas(container) {
  return cytoscape({
    container, ...ZOOM, autounselectify: true, boxSelectionEnabled: false, style: [], elements: [],
  });
}

// Draws what Python sends. A node that is there already stays where it is, unless all are placed anew or Python has
// another place for it than it had before, as after an undo. Returns the ids of the nodes that are new.
export function drawnAfresh(view, placedAnew) {
  const { cy, nodes, edges, drawn = new Map() } = view;
  const added = [];
  cy.batch(() => {
    for (const id of drawn.keys()) if (!nodes.has(id) && !edges.has(id)) cy.getElementById(id).remove();
    const fresh = [];
    for (const node of nodes.values()) {
      const known = drawn.get(node.id);
      if (!known) {
        added.push(node.id);
        fresh.push({ group: "nodes", data: nodeData(node), position: { x: node.x, y: node.y } });
      } else {
        const element = cy.getElementById(node.id);
        const was = view.places.get(node.id);
        if (placedAnew || was.x !== node.x || was.y !== node.y) element.position({ x: node.x, y: node.y });
        if (known !== node.row) element.data(nodeData(node));
      }
    }
    for (const edge of edges.values()) {
      const known = drawn.get(edge.id);
      if (known && known !== edge.row) cy.getElementById(edge.id).remove();
      if (known !== edge.row) fresh.push({ group: "edges", data: edgeData(edge, view.data.statuses) });
    }
    cy.add(fresh);
  });
  view.places = nodes;
  view.drawn = new Map([...nodes.values(), ...edges.values()].map((one) => [one.id, one.row]));
  return added;
}

export function edgeWidth(count) {
  return Math.min(1.8 + Math.log2(count) * 0.7, 6);
}

function nodeData({ id, type, size }) {
  return { id, type, size };
}

function edgeData({ id, source, target, status, count, directed }, statuses) {
  const arrow = directed ? "triangle" : "none";
  return { id, source, target, status: status in statuses ? status : "", width: edgeWidth(count), arrow };
}

// cytoscape takes no point for inside that is in line with a corner, and corners are often in line with the middle.
function aside([x, y]) {
  return `${x * 0.99 + 0.007} ${y * 0.99 + 0.007}`;
}

// One rule for each type and status: Python has their colours and shapes.
export function stylesheet({ types, statuses, edges }, colors) {
  // Where there are many lines each has to be fainter for the nodes to be seen.
  const opacity = Math.max(0.3, 0.8 - Math.round(edges.length / 400) / 10);
  return [
    {
      selector: "node",
      style: {
        width: "data(size)", height: "data(size)", "border-width": 1.5, "border-color": colors.background,
        "background-color": colors.text, "overlay-opacity": 0,
      },
    },
    ...Object.entries(types).map(([name, { color, corners }]) => ({
      selector: `node[type="${name}"]`,
      style: {
        "background-color": color,
        ...(corners.length ? { shape: "polygon", "shape-polygon-points": corners.map(aside).join(" ") } : {}),
      },
    })),
    {
      selector: "edge",
      style: {
        "curve-style": "bezier", "control-point-step-size": 28, width: "data(width)", opacity,
        "target-arrow-shape": "data(arrow)", "arrow-scale": 0.9, "overlay-opacity": 0,
        "loop-direction": "-45deg", "loop-sweep": "60deg",
      },
    },
    ...Object.entries(statuses).map(([name, { color, dashes, barred }]) => ({
      selector: `edge[status="${name}"]`,
      style: {
        "line-color": color, "target-arrow-color": color, "mid-target-arrow-color": color,
        ...(dashes.length ? { "line-style": "dashed", "line-dash-pattern": dashes } : {}),
        ...(barred ? { "mid-target-arrow-shape": "tee" } : {}),
      },
    })),
  ];
}
