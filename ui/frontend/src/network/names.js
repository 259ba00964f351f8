// Names of nodes and edges: as large at every zoom, and none over another. Those that matter most come first, so that
// zooming in shows more of them.

// Sizes and limits in pixels of the screen, chosen by eye on pictures of 10 to 2,000 nodes.
const SMALLEST = 11;
const LARGEST = 15;
const LONGEST = 26;
const EDGE_SIZE = 10.5;
const AREA_OF_NAME = 7000;
const UNASKED_ZOOM = 1;
const MOST_EDGE_NAMES = 24;
const MARGIN = 120;
const CELL = 48;

const widths = new Map();

export function drawNames(context, view, stressed, colors) {
  const { clientWidth: width, clientHeight: height } = view.stage;
  const zoom = view.cy.zoom();
  const pan = view.cy.pan();
  const taken = { names: new Grid(), nodes: new Grid() };
  const largest = view.ranked.reduce((most, node) => Math.max(most, node.size), 1);
  const seen = [];
  for (const node of view.ranked) {
    if (stressed && !stressed.has(node.id)) continue;
    const place = view.cy.getElementById(node.id).position();
    const x = place.x * zoom + pan.x;
    const y = place.y * zoom + pan.y;
    if (x < -MARGIN || y < -MARGIN || x > width + MARGIN || y > height + MARGIN) continue;
    const half = node.size * zoom / 2;
    seen.push({ node, x, y, half });
    if (half >= 5) taken.nodes.take(x - half * 0.8, y - half * 0.8, x + half * 0.8, y + half * 0.8, node.id);
  }
  const asked = new Set([view.at, view.chosen, view.data.focus, ...ends(view, view.chosen), ...ends(view, view.at)]);
  const path = view.at ? new Set() : new Set(view.data.highlighted);
  let left = Math.max(width * height / AREA_OF_NAME, 12);
  const write = (one, must) => {
    const size = SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(one.node.size / largest);
    const bold = one.node.size > largest * 0.6 || must;
    if (writeName(context, view, one, { size, bold, must, taken, colors })) left -= 1;
  };
  for (const one of seen) if (asked.has(one.node.id) || path.has(one.node.id)) write(one, true);
  for (const one of seen) {
    if (left < 1) break;
    if (asked.has(one.node.id) || path.has(one.node.id)) continue;
    if (stressed || one.node.labelled || zoom >= UNASKED_ZOOM) write(one, false);
  }
  drawEdgeNames(context, view, stressed, taken, colors, { width, height });
}

function ends(view, id) {
  const edge = view.edges.get(id);
  return edge ? [edge.source, edge.target] : [];
}

function writeName(context, view, { node, x, y, half }, { size, bold, must, taken, colors }) {
  const font = { weight: bold ? 600 : 400, size: Math.round(size * 2) / 2 };
  const text = shorten(node.name);
  const wide = measure(context, font, text, colors);
  const high = size * 1.15;
  // Under the node, or else over it, or else beside it.
  const places = [
    [x - wide / 2, y + half + 3], [x - wide / 2, y - half - 3 - high],
    [x + half + 4, y - high / 2], [x - half - 4 - wide, y - high / 2],
  ];
  const boxes = places.map(([left, top]) => [left - 2, top, left + wide + 2, top + high, node.id]);
  const unnamed = boxes.filter((box) => taken.names.isFree(...box));
  // The names of the largest may lie over smaller nodes, or they would have none.
  const box = unnamed.find((one) => taken.nodes.isFree(...one)) ?? (bold ? unnamed[0] : undefined) ?? (must ? boxes[0] : undefined);
  if (!box) return false;
  const [left, top] = [box[0] + 2, box[1]];
  taken.names.take(...box);
  write(context, text, left, top + high / 2, font, colors);
  return true;
}

function drawEdgeNames(context, view, stressed, taken, colors, { width, height }) {
  const zoom = view.cy.zoom();
  const found = [];
  for (const edge of view.edges.values()) {
    if (stressed ? !stressed.has(edge.id) : view.edges.size > MOST_EDGE_NAMES * 4 && edge.id !== view.chosen) continue;
    const { x, y } = view.cy.getElementById(edge.id).renderedMidpoint();
    if (x > 0 && y > 0 && x < width && y < height) found.push({ edge, x, y });
  }
  const must = (id) => id === view.at || id === view.chosen;
  if (found.length > MOST_EDGE_NAMES && !found.some(({ edge }) => must(edge.id))) return;
  const font = { weight: 400, size: EDGE_SIZE };
  for (const { edge, x, y } of found) {
    const few = found.length <= MOST_EDGE_NAMES && zoom > 0.35;
    if (!must(edge.id) && !few) continue;
    const text = shorten(edge.label);
    const wide = measure(context, font, text, colors);
    const box = [x - wide / 2 - 2, y - EDGE_SIZE * 0.6, x + wide / 2 + 2, y + EDGE_SIZE * 0.6];
    if (!must(edge.id) && !(taken.names.isFree(...box, "") && taken.nodes.isFree(...box, ""))) continue;
    taken.names.take(...box, edge.id);
    write(context, text, x - wide / 2, y, font, colors, 0.85);
  }
}

function write(context, text, left, middle, font, colors, strength = 1) {
  context.font = `${font.weight} ${font.size}px ${colors.font}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = colors.background;
  context.globalAlpha = 0.9;
  context.strokeText(text, left, middle);
  context.globalAlpha = strength;
  context.fillStyle = colors.text;
  context.fillText(text, left, middle);
  context.globalAlpha = 1;
}

// Letter by letter, since there are few letters and many names; what pairs of them would save matters little here.
function measure(context, { weight, size }, text, { font }) {
  let wide = 0;
  for (const letter of text) {
    const key = `${weight} ${font} ${letter}`;
    if (!widths.has(key)) {
      context.font = `${weight} 20px ${font}`;
      widths.set(key, context.measureText(letter).width / 20);
    }
    wide += widths.get(key);
  }
  return wide * size;
}

// By characters as they are read: wide ones count twice, and no pair of surrogates is torn.
function shorten(text) {
  let room = LONGEST;
  const letters = [...text];
  for (let index = 0; index < letters.length; index += 1) {
    room -= letters[index].codePointAt(0) > 0x2e7f ? 1.7 : 1;
    if (room < 0) return `${letters.slice(0, index).join("")}…`;
  }
  return text;
}

// Which room on the screen is taken, and by whom.
class Grid {
  constructor() { this.cells = new Map(); }

  * keys(left, top, right, bottom) {
    for (let row = Math.floor(top / CELL); row <= Math.floor(bottom / CELL); row += 1) {
      for (let column = Math.floor(left / CELL); column <= Math.floor(right / CELL); column += 1) yield row * 4096 + column;
    }
  }

  take(left, top, right, bottom, owner) {
    const box = { left, top, right, bottom, owner };
    for (const key of this.keys(left, top, right, bottom)) {
      if (this.cells.has(key)) this.cells.get(key).push(box);
      else this.cells.set(key, [box]);
    }
  }

  isFree(left, top, right, bottom, owner) {
    for (const key of this.keys(left, top, right, bottom)) {
      for (const box of this.cells.get(key) ?? []) {
        if (box.owner !== owner && left < box.right && right > box.left && top < box.bottom && bottom > box.top) return false;
      }
    }
    return true;
  }
}
