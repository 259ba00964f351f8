// Search as you type: a box, and under it the entities that Python suggests for what is in it.
// Follows the combobox pattern of the ARIA Authoring Practices Guide.

const boxes = new WeakMap();

export default function ({ parentElement, data, setStateValue, setTriggerValue }) {
  let box = boxes.get(parentElement);
  if (!box) {
    box = createBox(parentElement);
    boxes.set(parentElement, box);
  }
  box.say = setStateValue;
  box.choose = (id) => setTriggerValue("chosen", id);
  update(box, data);
  return () => clearTimeout(box.timer);
}

function createBox(parent) {
  const root = document.createElement("div");
  root.className = "search";
  const label = document.createElement("label");
  const input = document.createElement("input");
  const list = document.createElement("ul");
  const name = `search-${Math.random().toString(36).slice(2)}`;
  Object.assign(input, { type: "search", id: name, autocomplete: "off", spellcheck: false });
  Object.assign(list, { id: `${name}-list`, hidden: true });
  list.setAttribute("role", "listbox");
  label.htmlFor = name;
  for (const [key, value] of Object.entries({
    role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list",
  })) input.setAttribute(key, value);
  root.append(label, input, list);
  // Beside what is there: Streamlit has put the style of the component into it.
  parent.append(root);
  const box = { root, label, input, list, active: -1, options: [], asked: null, composing: false };
  input.addEventListener("input", () => ask(box));
  input.addEventListener("keydown", (event) => onKey(box, event));
  input.addEventListener("blur", () => setTimeout(() => close(box), 150));
  input.addEventListener("focus", () => draw(box));
  // The search type has a button that empties it.
  input.addEventListener("search", () => { if (!input.value) { ask(box); box.choose(""); } });
  return box;
}

function update(box, data) {
  box.label.textContent = data.label;
  box.label.hidden = data.label_hidden;
  if (data.label_hidden) box.input.setAttribute("aria-label", data.label);
  box.input.placeholder = data.placeholder;
  box.list.setAttribute("aria-label", data.label);
  box.nothing = data.nothing;
  box.options = data.options;
  box.answered = data.text;
  box.list.dataset.for = data.text;
  // What was chosen is shown, unless somebody is typing something else.
  if (data.chosen !== box.chosen) {
    box.chosen = data.chosen;
    box.input.value = data.chosen_name;
    box.asked = data.chosen_name;
    close(box);
  } else if (box.shadow === undefined && data.chosen_name && !box.input.value) {
    box.input.value = data.chosen_name;
  }
  box.shadow = true;
  if (document.activeElement === box.input || box.root.getRootNode().activeElement === box.input) draw(box);
}

function ask(box) {
  box.active = -1;
  box.asked = box.input.value;
  clearTimeout(box.timer);
  // Two keys struck together are one question; 40 ms is below what is felt as waiting.
  box.timer = setTimeout(() => box.say("text", box.input.value), 40);
}

function draw(box) {
  const typed = box.input.value.trim();
  const fits = typed && box.asked === box.input.value && box.answered === box.input.value;
  if (!typed || (!fits && !box.options.length)) return close(box);
  if (!fits) return;
  const rows = box.options.map((option, index) => row(box, option, index));
  if (!rows.length) {
    const none = document.createElement("li");
    none.className = "none";
    none.textContent = box.nothing;
    rows.push(none);
  }
  box.list.replaceChildren(...rows);
  box.list.hidden = false;
  box.input.setAttribute("aria-expanded", "true");
  mark(box, Math.min(box.active, box.options.length - 1));
}

function row(box, option, index) {
  const item = document.createElement("li");
  item.id = `${box.list.id}-${index}`;
  item.setAttribute("role", "option");
  const name = document.createElement("span");
  name.textContent = option.name;
  const more = document.createElement("small");
  more.textContent = option.more;
  item.append(name, more);
  item.addEventListener("mousedown", (event) => { event.preventDefault(); pick(box, index); });
  return item;
}

function onKey(box, event) {
  // While a Japanese input method composes, its keys are its own.
  if (event.isComposing) return;
  const last = box.options.length - 1;
  if (event.key === "ArrowDown") mark(box, Math.min(box.active + 1, last));
  else if (event.key === "ArrowUp") mark(box, Math.max(box.active - 1, 0));
  else if (event.key === "Enter") pick(box, Math.max(box.active, 0));
  else if (event.key === "Escape") close(box);
  else return;
  event.preventDefault();
}

function mark(box, index) {
  box.active = index;
  [...box.list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === index)));
  const active = box.list.children[index];
  if (active?.id) {
    box.input.setAttribute("aria-activedescendant", active.id);
    active.scrollIntoView({ block: "nearest" });
  } else box.input.removeAttribute("aria-activedescendant");
}

function pick(box, index) {
  if (box.list.hidden || !box.options[index]) return;
  const option = box.options[index];
  clearTimeout(box.timer);
  box.input.value = option.name;
  box.asked = option.name;
  close(box);
  box.choose(option.id);
}

function close(box) {
  box.list.hidden = true;
  box.active = -1;
  box.input.setAttribute("aria-expanded", "false");
  box.input.removeAttribute("aria-activedescendant");
}
