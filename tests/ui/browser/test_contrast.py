"""Whatever is there to be read can be read: contrast of 4.5 and more (WCAG 1.4.3), of large text 3."""

from __future__ import annotations

from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError

from tests.ui.browser.conftest import PageAt

# All text that is seen, with the colours that opacities leave of it and of what is below it.
FAINT = r"""() => {
  const above = (element) => element.parentElement
    || (element.getRootNode() instanceof ShadowRoot ? element.getRootNode().host : null);
  const read = (color) => {
    const [, space, inside] = color.match(/^(rgba?|color)\((?:srgb )?(.*)\)$/);
    const parts = inside.split(/[ ,\/]+/).map(Number);
    return [...parts.slice(0, 3).map((part) => part * (space === "color" ? 255 : 1)), parts[3] ?? 1];
  };
  const over = (color, opacity, ground) =>
    ground.map((below, index) => color[index] * color[3] * opacity + below * (1 - color[3] * opacity));
  const luminance = (color) => color.map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const contrast = (element, color) => {
    const chain = [];
    for (let one = element; one; one = above(one)) chain.unshift(getComputedStyle(one));
    let ground = [255, 255, 255], opacity = 1;
    for (const style of chain) {
      opacity *= style.opacity;
      ground = over(read(style.backgroundColor), opacity, ground);
    }
    const [dark, light] = [luminance(over(read(color), opacity, ground)), luminance(ground)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const found = [];
  const look = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) look(element.shadowRoot);
      const empty = element.placeholder && !element.value;
      const own = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent);
      const text = empty ? element.placeholder : own.join(" ").trim();
      const style = getComputedStyle(element, empty ? "::placeholder" : null);
      const box = element.getBoundingClientRect();
      // What cannot be used now may be faint; pictures have tests of their own.
      if (!text || style.visibility !== "visible" || box.width < 2 || box.height < 2) continue;
      if (element.closest("svg, style, script, :disabled, [aria-disabled=true]")) continue;
      const size = parseFloat(style.fontSize);
      const least = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
      const figure = contrast(element, style.color);
      if (figure < least) found.push(`${text.slice(0, 40)}: ${figure.toFixed(2)}`);
    }
  };
  look(document);
  return found;
}"""
PAGES = (
    "?focus=Q2283&chosen=Q2283~investsIn~Q21708200~reported",
    "entity?entity=Q2283",
    "timeline?",
    "insights?",
    "query?",
    "read?",
    "review?",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("page", "lang"), [(page, "en") for page in PAGES] + [(PAGES[0], "ja")])
def test_everything_can_be_read(page_at: PageAt, page: str, lang: str, scheme: str) -> None:
    opened = page_at(f"{page}&lang={lang}", color_scheme=scheme)
    opened.mouse.move(2, 700)
    assert opened.locator("[data-testid=stCaptionContainer]").count() > 0
    with suppress(TimeoutError):
        # What fades in and out is faint for a while.
        opened.wait_for_function(f"() => !({FAINT})().length", timeout=5_000)
    assert opened.evaluate(FAINT) == []
