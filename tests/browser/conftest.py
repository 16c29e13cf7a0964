"""A real browser on a real server: pages at desk and phone width, axe on every one of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.world import PASSWORD, World, build_world

DESK = {"width": 1366, "height": 900}
PHONE = {"width": 390, "height": 844}
_CANDIDATES = (
    os.environ.get("CHROMIUM", ""),
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/microsoft-edge",
)
_FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # Of rules that hold axe then collects one example only, which halves its time.
    "resultTypes": ["violations"],
}
AXE = Axe().axe_script
_VIOLATIONS = "options => axe.run(document, options).then(found => found.violations)"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright's loop runs in this thread; Django would take that for an async caller.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    chromium = next((path for path in _CANDIDATES if path and os.access(path, os.X_OK)), None)
    if chromium is None:
        pytest.fail("No Chromium found: apt-get install chromium fonts-noto-cjk, or set CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def world(transactional_db: None) -> World:
    return build_world()


Opened = Callable[..., "Visit"]


class Visit:
    """Somebody's window: goes to pages by their address, checks each with axe."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def go(self, path: str) -> None:
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"

    def press_until_focused(self, selector: str, *, key: str = "Tab", limit: int = 80) -> None:
        """Reach an element by keyboard alone; fails where focus cannot get there."""
        for _ in range(limit):
            if self.page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{selector} is not reached by {limit} times {key}")

    def check_at_both(self, name: str) -> None:
        """The page as it stands, on the phone and at the desk."""
        for viewport in (PHONE, DESK):
            self.page.set_viewport_size(viewport)  # type: ignore[arg-type]
            self.check(name)

    def check(self, name: str) -> None:
        """Axe finds nothing, and nothing passes the right edge of the window."""
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE)
        found = self.page.evaluate(_VIOLATIONS, _RULES)
        problems = [
            f"{v['id']}: {v['help']} {[node['html'][:120] for node in v['nodes'][:3]]}" for v in found
        ]
        assert not problems, f"{name}: " + "\n".join(problems)
        outside = self.page.evaluate(_PAST_THE_EDGE)
        assert not outside, f"{name}: past the right edge: {outside}"
        if os.environ.get("SCREENSHOTS"):
            folder = Path("build/screenshots")
            folder.mkdir(parents=True, exist_ok=True)
            width = self.page.viewport_size["width"] if self.page.viewport_size else 0
            self.page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)


_PAST_THE_EDGE = """() => [...document.querySelectorAll('main *')]
  .filter(e => !e.closest('.table-scroll, .visually-hidden, canvas, [data-chart]'))
  .filter(e => !(e.closest('thead')?.getBoundingClientRect().width <= 1))
  .filter(e => { const r = e.getBoundingClientRect(); return r.width > 1 && r.right > innerWidth + 1; })
  .slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""


@pytest.fixture
def signed_in(browser: Browser, live_server: Any, world: World) -> Iterator[Opened]:
    """``signed_in("clerk")`` opens a window in which she has signed in, at desk or phone width."""
    contexts = []

    def open_for(name: str, viewport: dict[str, int] = DESK) -> Visit:
        context = browser.new_context(viewport=viewport, locale="zh-CN")  # type: ignore[arg-type]
        contexts.append(context)
        visit = Visit(context.new_page(), live_server.url)
        visit.go("/accounts/sign-in/")
        visit.page.get_by_label("用户名").fill(name)
        visit.page.get_by_label("密码").fill(PASSWORD)
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_url(lambda url: "sign-in" not in url)
        return visit

    yield open_for
    for context in contexts:
        context.close()
