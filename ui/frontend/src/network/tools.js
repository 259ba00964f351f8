// The buttons over the picture.

import { make } from "./frame.js";

const ICONS = {
  zoom_in: "M10 4v12M4 10h12",
  zoom_out: "M4 10h12",
  fit: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4",
  undo: "M7 4 3 8l4 4M3 8h8a5 5 0 0 1 0 10H8",
  png: "M10 3v10M6 9l4 4 4-4M3 14v3h14v-3",
  fullscreen: "M12 3h5v5M17 3l-6 6M8 17H3v-5M3 17l6-6",
  help: "M7.5 7.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M10 15v.1",
};
const STEP = 1.35;
// Room for names at the edge of the picture.
const PADDING = 42;
// So that two nodes do not fill the screen.
const CLOSEST_FIT = 1.4;

export function createTools(view) {
  const bar = make("div", "tools");
  const help = make("dl", "keys");
  bar.setAttribute("role", "toolbar");
  help.hidden = true;
  const run = {
    zoom_in: () => zoom(1),
    zoom_out: () => zoom(-1),
    fit: () => fit(),
    undo: () => view.act("undo"),
    png: () => savePicture(view),
    fullscreen: () => (document.fullscreenElement ? document.exitFullscreen() : view.root.requestFullscreen()),
    help: () => {
      help.hidden = !help.hidden;
      buttons.help.setAttribute("aria-expanded", String(!help.hidden));
    },
  };
  const buttons = Object.fromEntries(Object.keys(ICONS).map((name) => [name, makeButton(name, run[name])]));
  buttons.fullscreen.hidden = !document.fullscreenEnabled;
  buttons.help.setAttribute("aria-expanded", "false");
  bar.append(...Object.values(buttons));
  view.root.append(bar, help);
  view.root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !help.hidden) run.help();
  });

  function zoom(direction) {
    const middle = { x: view.stage.clientWidth / 2, y: view.stage.clientHeight / 2 };
    view.cy.zoom({ level: view.cy.zoom() * STEP ** direction, renderedPosition: middle });
  }

  // By the nodes alone: to ask cytoscape for the box of all lines would take as long as drawing them.
  function fit() {
    if (!view.nodes?.size) return;
    const { clientHeight: height } = view.stage;
    // Where the buttons stand in a column nothing is drawn below them.
    const column = bar.offsetHeight > bar.offsetWidth ? bar.offsetWidth : 0;
    const width = view.stage.clientWidth - column;
    const padding = Math.min(PADDING, width / 8);
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const { id, size } of view.nodes.values()) {
      const { x, y } = view.cy.getElementById(id).position();
      [left, right] = [Math.min(left, x - size / 2), Math.max(right, x + size / 2)];
      [top, bottom] = [Math.min(top, y - size / 2), Math.max(bottom, y + size / 2)];
    }
    const fitting = Math.min((width - 2 * padding) / (right - left), (height - 2 * padding) / (bottom - top));
    const zoom = Math.min(fitting, CLOSEST_FIT);
    const pan = { x: (width - zoom * (left + right)) / 2, y: (height - zoom * (top + bottom)) / 2 };
    view.cy.viewport({ zoom, pan });
  }

  // Zooms out as far as it takes to see nodes that have come into the picture; what was seen stays in sight.
  function reveal(ids) {
    const { x1, x2, y1, y2 } = view.cy.extent();
    const box = view.cy.collection(ids.map((id) => view.cy.getElementById(id))).boundingBox({ includeLabels: false });
    if (box.x1 >= x1 && box.x2 <= x2 && box.y1 >= y1 && box.y2 <= y2) return;
    const [left, right] = [Math.min(x1, box.x1), Math.max(x2, box.x2)];
    const [top, bottom] = [Math.min(y1, box.y1), Math.max(y2, box.y2)];
    const { clientWidth: width, clientHeight: height } = view.stage;
    const zoom = Math.min(view.cy.zoom(), (width - PADDING) / (right - left), (height - PADDING) / (bottom - top));
    const pan = { x: width / 2 - (zoom * (left + right)) / 2, y: height / 2 - (zoom * (top + bottom)) / 2 };
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    view.cy.animate({ zoom, pan }, { duration: still ? 0 : 200 });
  }

  function speak() {
    bar.setAttribute("aria-label", view.words.tools);
    for (const [name, button] of Object.entries(buttons)) {
      button.title = view.words[name];
      button.setAttribute("aria-label", view.words[name]);
    }
    help.replaceChildren(...view.words.keys.split("\n").map((line, index) => make(index % 2 ? "dd" : "dt", "", line)));
  }

  view.tools = { zoom, fit, reveal, speak };
}

function makeButton(name, run) {
  const button = make("button", name);
  button.type = "button";
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  button.append(svg);
  button.addEventListener("click", run);
  return button;
}

// What is seen, with its names, at twice the size, on the ground of the theme.
async function savePicture(view) {
  const scale = 2;
  const { clientWidth: width, clientHeight: height } = view.stage;
  const target = Object.assign(document.createElement("canvas"), { width: width * scale, height: height * scale });
  const context = target.getContext("2d");
  const base = new Image();
  base.src = view.cy.png({ full: false, scale });
  await base.decode();
  context.fillStyle = view.overlay.colors().background;
  context.fillRect(0, 0, target.width, target.height);
  context.globalAlpha = Number(getComputedStyle(view.base).opacity);
  context.drawImage(base, 0, 0, target.width, target.height);
  context.globalAlpha = 1;
  view.overlay.paintOn(context, scale);
  const link = document.createElement("a");
  link.download = "network.png";
  link.href = target.toDataURL("image/png");
  link.click();
}
