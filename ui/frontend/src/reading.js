// A text with the claims that were read from it: the text on one side, the claims on the other. Pointing at either shows
// what belongs together. Everything from the text is put in as text, never as HTML.

const readings = new WeakMap();
const SENTENCE = "sentence";

export default function ({ parentElement, data }) {
  let reading = readings.get(parentElement);
  if (!reading) {
    reading = { root: element("div", "reading") };
    parentElement.append(reading.root);
    reading.root.addEventListener("keydown", (event) => { if (event.key === "Escape") pin(reading, null); });
    readings.set(parentElement, reading);
  }
  const key = JSON.stringify(data);
  if (reading.key !== key) {
    reading.key = key;
    draw(reading, data);
  }
}

function element(name, className = "", text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function draw(reading, data) {
  Object.assign(reading, { data, pinned: null, marks: [] });
  const text = element("section", "text");
  text.setAttribute("aria-label", data.labels.text);
  text.lang = data.lang;
  text.tabIndex = 0;
  if (data.title.length) text.append(stretches(reading, data.title, "h3"));
  text.append(stretches(reading, data.text, "div"));
  const list = element("ul");
  reading.cards = data.claims.map((claim, number) => card(reading, claim, number));
  list.append(...reading.cards);
  const side = element("section", "claims");
  side.setAttribute("aria-label", data.labels.claims);
  if (data.claims.length) side.append(legend(data), list);
  reading.text = text;
  reading.root.replaceChildren(text, side);
  show(reading, []);
}

function legend(data) {
  const box = element("p", "legend");
  for (const [part, label] of Object.entries(data.labels.parts)) {
    const sample = element("mark", "", label);
    sample.style.cssText = data.marks[part];
    box.append(sample, " ");
  }
  box.append(element("small", "", data.labels.how_to));
  return box;
}

function stretches(reading, pieces, name) {
  const box = element(name, "pieces");
  for (const [text, parts] of pieces) {
    if (!parts.length) {
      box.append(text);
      continue;
    }
    const piece = element("span", "", text);
    const claims = [...new Set(parts.filter(([, part]) => part !== SENTENCE).map(([claim]) => claim))];
    if (claims.length) {
      piece.addEventListener("mouseenter", () => show(reading, claims));
      piece.addEventListener("mouseleave", () => show(reading, []));
      piece.addEventListener("click", () => {
        pin(reading, claims.includes(reading.pinned) ? null : claims[0]);
        reading.cards[claims[0]].scrollIntoView({ block: "nearest", behavior: "smooth" });
      });
    }
    reading.marks.push({ piece, parts });
    box.append(piece);
  }
  return box;
}

function card(reading, claim, number) {
  const item = element("li");
  const button = element("button", "", claim.statement);
  button.type = "button";
  button.setAttribute("aria-pressed", "false");
  const head = element("div", "head");
  const badge = element("span", "badge", claim.status.label);
  badge.title = claim.status.help;
  badge.style.border = `1.5px solid ${claim.status.color}`;
  head.append(badge);
  if (claim.stage) head.append(element("span", "badge stage", claim.stage));
  item.append(head, button);
  const facts = element("div", "facts");
  for (const [label, value] of claim.facts) {
    const fact = element("span", "", `${label}: `);
    fact.append(element("b", "", value));
    facts.append(fact);
  }
  item.append(facts, ends(claim, reading.data), element("small", "", claim.sure));
  item.addEventListener("mouseenter", () => show(reading, [number]));
  item.addEventListener("mouseleave", () => show(reading, []));
  item.addEventListener("focusin", () => show(reading, [number]));
  item.addEventListener("focusout", () => show(reading, []));
  item.addEventListener("click", (event) => {
    if (event.target.closest("a")) return;
    pin(reading, reading.pinned === number ? null : number);
    if (reading.pinned === number) seek(reading, number);
  });
  return item;
}

function ends(claim, data) {
  const box = element("div", "ends");
  for (const end of claim.ends) {
    const name = element(end.href ? "a" : "span", "", end.name);
    if (end.href) Object.assign(name, { href: end.href, target: "_blank", rel: "noopener" });
    box.append(name);
    if (!end.href) box.append(element("span", "new", data.labels.new_entity));
  }
  return box;
}

function pin(reading, number) {
  reading.pinned = number;
  show(reading, []);
}

// Which claims stand out: those pointed at, or else the one that was clicked, or else all of them.
function show(reading, pointed) {
  const chosen = pointed.length ? pointed : reading.pinned === null ? [] : [reading.pinned];
  reading.cards.forEach((item, number) => {
    item.classList.toggle("chosen", chosen.includes(number));
    item.querySelector("button").setAttribute("aria-pressed", String(reading.pinned === number));
  });
  for (const { piece, parts } of reading.marks) {
    const shown = chosen.length ? parts.filter(([claim]) => chosen.includes(claim)) : parts;
    const telling = shown.find(([, part]) => part !== SENTENCE);
    piece.style.cssText = telling ? reading.data.marks[telling[1]] : "";
    piece.title = telling ? reading.data.labels.parts[telling[1]] : "";
    piece.classList.toggle("sentence", chosen.length > 0 && shown.length > 0);
  }
}

function seek(reading, number) {
  const mark = reading.marks.find(({ parts }) => parts.some(([claim]) => claim === number));
  mark?.piece.scrollIntoView({ block: "nearest", behavior: "smooth" });
}
