"""A visitor with a browser, and what goes wrong on the way."""

from playwright.sync_api import Browser, Page

PAGES = (
    "",
    "officers/",
    "officers/ry-001/",
    "guides/",
    "guides/gonggong-changsuo-xuke/",
    "penalties/",
    "penalties/2025/",
    "penalties/2025/03/",
    "penalties/2024/cf-2024-0001/",
    "licences/",
    "inspected/",
    "search/",
    "search/?q=诊所&register=penalties",
    "search/?q=没有这样的记录",
    "verify/",
    "verify/?number=99012301001",
    "verify/?number=0",
    "data/",
    "about/",
    "help/",
    "procedures/zhifa-putong-chufa/",
    "discretion/cl-chaofanwei/",
    "campaigns/guifan-sheqi-zhifa-2026/",
    "windows/zhengwu-zonghe/",
    "windows/zhengwu-zonghe/poster/",
    "coverage/",
    "statistics/",
    "statistics/2025/",
    "changes/",
    "reports/",
    "norms-text/fazhi-shenhe-banfa/",
    "404.html",
)
"""One page of every kind."""

WITH_SCRIPT = ("search/", "verify/")
"""Pages that are empty without script."""

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
        opened(self.page, self.base, path)
        return self.page


def opened(page: Page, base: str, path: str) -> None:
    """Open a page and wait until it is whole: where it is made with script, until nothing is fetched any more."""
    page.goto(base + path)
    if path.startswith(WITH_SCRIPT):
        page.wait_for_load_state("networkidle")
