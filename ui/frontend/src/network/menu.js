// What can be done with a node or an edge: by right click, long press, or key.

import { make, putBeside } from "./frame.js";
import { placeOf } from "./pointer.js";

export function listenToMenu(view) {
  const menu = make("div", "menu");
  menu.setAttribute("role", "menu");
  menu.hidden = true;
  view.root.append(menu);

  view.menuClosed = () => menu.hidden;
  view.closeMenu = () => {
    if (menu.contains(menu.getRootNode().activeElement)) view.stage.focus();
    menu.hidden = true;
  };
  view.openMenu = (id, point = null) => {
    const items = itemsOf(view, id).map(([text, run]) => {
      const item = make("button", "", text);
      item.type = "button";
      item.tabIndex = -1;
      item.setAttribute("role", "menuitem");
      item.addEventListener("click", () => { view.closeMenu(); run(); });
      return item;
    });
    if (!items.length) return;
    menu.replaceChildren(...items);
    const node = view.nodes.get(id);
    menu.setAttribute("aria-label", view.words.menu.replace("{name}", node ? node.name : view.edges.get(id).label));
    menu.hidden = false;
    view.look(id);
    putBeside(view, menu, point ?? placeOf(view, id));
    items[0].focus();
  };
  menu.addEventListener("keydown", (event) => onKey(view, menu, event));
  view.stage.addEventListener("contextmenu", (event) => event.preventDefault());
  view.cy.on("cxttap taphold", "node, edge", (event) => view.openMenu(event.target.id(), event.renderedPosition));
  view.cy.on("viewport", () => view.closeMenu());
}

function itemsOf(view, id) {
  const { words } = view;
  const node = view.nodes.get(id);
  const evidence = [words.evidence, () => view.choose(id)];
  if (!node) return view.edges.has(id) ? [evidence] : [];
  return [
    evidence,
    [words.expand, () => view.act("expand", id)],
    [words.open, () => view.act("open", id)],
    [node.pinned ? words.unpin : words.pin, () => pinOrUnpin(view, id)],
    [words.hide, () => view.act("hide", id)],
  ];
}

export function pinOrUnpin(view, id) {
  if (view.nodes.get(id).pinned) view.act("unpin", id);
  else view.act("pin", id, view.cy.getElementById(id).position());
}

function onKey(view, menu, event) {
  const items = [...menu.children];
  const at = items.indexOf(menu.getRootNode().activeElement);
  if (event.key === "ArrowDown") items[(at + 1) % items.length].focus();
  else if (event.key === "ArrowUp") items[(at - 1 + items.length) % items.length].focus();
  else if (event.key === "Escape" || event.key === "Tab") view.closeMenu();
  else if (event.key !== "Enter" && event.key !== " ") return event.stopPropagation();
  if (event.key !== "Enter" && event.key !== " ") event.preventDefault();
  return event.stopPropagation();
}
