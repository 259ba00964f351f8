// The elements of the page that hold the picture, and the voice that screen readers hear.

export function createFrame(parent) {
  const root = make("div", "network");
  const stage = make("div", "stage");
  const base = make("div", "base");
  const over = make("canvas", "over");
  const said = make("div", "said");
  stage.tabIndex = 0;
  // Screen readers leave the arrow keys to the picture.
  stage.setAttribute("role", "application");
  said.setAttribute("aria-live", "polite");
  over.setAttribute("aria-hidden", "true");
  stage.append(base, over);
  root.append(stage, said);
  // Beside what is there: Streamlit has put the style of the component into it.
  parent.append(root);
  return { root, stage, base, over, say: (text) => { said.textContent = text; } };
}

export function make(tag, className, text = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

// Puts a small box beside a point of the picture, where it is whole.
export function putBeside(view, box, { x, y }, gap = 12) {
  const { clientWidth: width, clientHeight: height } = view.stage;
  const left = x + gap + box.offsetWidth > width ? x - gap - box.offsetWidth : x + gap;
  const top = y + gap + box.offsetHeight > height ? y - gap - box.offsetHeight : y + gap;
  box.style.left = `${Math.max(4, Math.min(left, width - box.offsetWidth - 4))}px`;
  box.style.top = `${Math.max(4, Math.min(top, height - box.offsetHeight - 4))}px`;
}
