"""A visitor with a browser, and what goes wrong on the way."""

from playwright.sync_api import Browser, Page

WIDTHS = {"desktop": (1280, 900), "phone": (390, 844), "narrow": (320, 640)}


class Visit:
    """A visit to one page, with everything that went wrong on the way."""

    def __init__(self, browser: Browser, base: str, width: str) -> None:
        self.base = base
        size = dict(zip(("width", "height"), WIDTHS[width], strict=True))
        self.context = browser.new_context(viewport=size)  # type: ignore[arg-type]
        self.page: Page = self.context.new_page()
        self.requests: list[str] = []
        self.troubles: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on(
            "response", lambda response: self.troubles.append(f"{response.status} {response.url}") if response.status >= 400 else None
        )
        self.page.on("console", lambda message: self.troubles.append(message.text) if message.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))

    def open(self, path: str) -> Page:
        self.page.goto(self.base + path)
        self.page.wait_for_load_state("networkidle")
        return self.page
