// A button that prints the page.

const buttons = new WeakMap();

export default function ({ parentElement, data }) {
  let button = buttons.get(parentElement);
  if (!button) {
    button = document.createElement("button");
    button.type = "button";
    button.addEventListener("click", () => window.print());
    parentElement.append(button);
    buttons.set(parentElement, button);
  }
  button.textContent = data.label;
}
