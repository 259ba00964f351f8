// Nodes, edges and marks on a canvas, in the coordinates of the network.

export function drawNode(context, { x, y }, { type, size }, types, colors) {
  const { color = colors.text, corners = [] } = types[type] ?? {};
  const half = size / 2;
  context.beginPath();
  if (corners.length) corners.forEach(([left, top]) => context.lineTo(x + left * half, y + top * half));
  else context.arc(x, y, half, 0, 2 * Math.PI);
  context.closePath();
  context.fillStyle = color;
  context.strokeStyle = colors.background;
  context.lineWidth = 1.5;
  context.fill();
  context.stroke();
}

export function drawRing(context, { x, y }, radius, zoom, { color, width, dashes = [] }) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.strokeStyle = color;
  context.lineWidth = width / zoom;
  context.setLineDash(dashes.map((one) => one / zoom));
  context.stroke();
  context.setLineDash([]);
}

// A pin at the upper right of a node, as large at every zoom.
export function drawPin(context, { x, y }, { size }, zoom, colors) {
  const at = size / 2 * 0.75;
  context.beginPath();
  context.arc(x + at, y - at, 4 / zoom, 0, 2 * Math.PI);
  context.fillStyle = colors.text;
  context.strokeStyle = colors.background;
  context.lineWidth = 2 / zoom;
  context.stroke();
  context.fill();
  context.beginPath();
  context.arc(x + at, y - at, 1.4 / zoom, 0, 2 * Math.PI);
  context.fillStyle = colors.background;
  context.fill();
}

// Along the very line that cytoscape drew.
export function drawEdge(context, element, { status, directed }, statuses, { width }) {
  const { color = "#888", dashes = [], barred = false } = statuses[status] ?? {};
  const start = element.sourceEndpoint();
  const end = element.targetEndpoint();
  if (!start || !end || Number.isNaN(start.x)) return;
  const bends = element.controlPoints() ?? [];
  context.strokeStyle = context.fillStyle = color;
  context.lineWidth = width;
  context.setLineDash(dashes);
  context.beginPath();
  context.moveTo(start.x, start.y);
  // Lines that turn back to their node have two bends, and meet themselves half way between them.
  bends.forEach((bend, index) => {
    const next = bends[index + 1];
    const to = next ? { x: (bend.x + next.x) / 2, y: (bend.y + next.y) / 2 } : end;
    context.quadraticCurveTo(bend.x, bend.y, to.x, to.y);
  });
  if (!bends.length) context.lineTo(end.x, end.y);
  context.stroke();
  context.setLineDash([]);
  if (directed) drawArrow(context, bends.at(-1) ?? start, end, width);
  if (barred) drawBar(context, element.midpoint(), start, end, width);
}

function drawArrow(context, from, to, width) {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const long = 6 + width * 2;
  context.beginPath();
  context.moveTo(to.x + Math.cos(angle) * 2, to.y + Math.sin(angle) * 2);
  for (const side of [-0.45, 0.45]) {
    context.lineTo(to.x - Math.cos(angle + side) * long, to.y - Math.sin(angle + side) * long);
  }
  context.closePath();
  context.fill();
}

function drawBar(context, middle, start, end, width) {
  const angle = Math.atan2(end.y - start.y, end.x - start.x) + Math.PI / 2;
  const long = 4 + width * 1.5;
  context.beginPath();
  context.moveTo(middle.x - Math.cos(angle) * long, middle.y - Math.sin(angle) * long);
  context.lineTo(middle.x + Math.cos(angle) * long, middle.y + Math.sin(angle) * long);
  context.stroke();
}
