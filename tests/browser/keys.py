"""A person without a mouse: where the focus is, whether it can be seen, and how to get on by keys alone."""

from __future__ import annotations

from playwright.sync_api import Page

_MOST_STEPS = 400
_STOPS = """() => {
  const shown = one => one.checkVisibility({visibilityProperty: true}) && one.getClientRects().length > 0;
  const stops = [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
    .filter(one => shown(one) && !one.disabled && one.tabIndex >= 0 && !one.closest('dialog:not([open])')
      && !(one.type === 'radio' && !one.checked && one.form?.querySelector(`[name="${one.name}"]:checked`)));
  stops.forEach((one, number) => { one.dataset.stop = number; });
  return stops.length;
}"""
_FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return null;
  const box = one.getBoundingClientRect();
  const outlined = [null, '::after'].some(part => {
    const seen = getComputedStyle(one, part);
    return seen.outlineStyle !== 'none' && parseFloat(seen.outlineWidth) >= 1;
  });
  return {
    what: one.outerHTML.slice(0, 160), stop: one.dataset.stop ?? '',
    visible: outlined && box.width > 0 && box.height > 0,
    inside: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
  };
}"""


def require_visible_focus(page: Page) -> dict[str, object]:
    """Return what has the focus; fail if nothing has it, or nobody can see it."""
    found = page.evaluate(_FOCUS)
    assert found, f"the focus is lost on {page.url}"
    assert found["visible"], f"no outline around {found['what']} on {page.url}"
    assert found["inside"], f"the focus is off the screen: {found['what']} on {page.url}"
    return dict(found)


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Go from stop to stop until something has the focus; each stop on the way can be seen."""
    for _ in range(_MOST_STEPS):
        page.keyboard.press(key)
        if page.evaluate(_FOCUS) is None:  # past the last stop, at the browser's own bar
            continue
        require_visible_focus(page)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    message = f"no key leads to {selector} on {page.url}"
    raise AssertionError(message)


def walk_through(page: Page, key: str = "Tab") -> tuple[set[str], set[str]]:
    """Go through the whole page once; return the stops that it has and those that were reached."""
    stops = {str(number) for number in range(page.evaluate(_STOPS))}
    page.evaluate("document.activeElement.blur(), window.getSelection().removeAllRanges()")
    reached: list[str] = []
    for _ in range(2 * len(stops) + 60):
        page.keyboard.press(key)
        if page.evaluate(_FOCUS) is None:
            if reached:
                return stops, set(reached)
            continue
        stop = str(require_visible_focus(page)["stop"])
        if reached and stop == reached[0] != reached[-1]:  # once around
            return stops, set(reached)
        reached.append(stop)
    message = f"{page.url} holds the focus at {reached[-3:]}"
    raise AssertionError(message)
