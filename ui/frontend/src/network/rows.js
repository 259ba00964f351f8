// What Python sends, by id. Rows keep the order of the attributes in `ui/components/network.py`.

export function readRows(data) {
  const nodes = new Map(data.nodes.map((row) => {
    const [id, name, type, size, x, y, pinned, labelled, note] = row;
    return [id, { id, name, type, size, x, y, pinned, labelled, note, edges: [], row: JSON.stringify(row) }];
  }));
  const edges = new Map();
  for (const row of data.edges) {
    const [id, source, target, label, status, count, directed, note] = row;
    if (!nodes.has(source) || !nodes.has(target)) continue;
    edges.set(id, { id, source, target, label, status, count, directed, note, row: JSON.stringify(row) });
    nodes.get(source).edges.push(id);
    if (target !== source) nodes.get(target).edges.push(id);
  }
  // Whose name is written where there is room for one: the focus, then the largest.
  const ranked = [...nodes.values()].sort((one, other) =>
    (other.id === data.focus) - (one.id === data.focus) || other.size - one.size || (one.id < other.id ? -1 : 1));
  return { nodes, edges, ranked };
}

// Who is beside a node or an edge: with itself, all that stays bright while it is looked at.
export function around(view, id) {
  const edge = view.edges.get(id);
  if (edge) return new Set([id, edge.source, edge.target]);
  const found = new Set([id]);
  for (const one of view.nodes.get(id)?.edges ?? []) {
    const { source, target } = view.edges.get(one);
    found.add(one).add(source).add(target);
  }
  return found;
}

export function otherEnd(edge, id) {
  return edge.source === id ? edge.target : edge.source;
}
