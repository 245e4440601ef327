"""The server of the forms: a few pages from this machine to a browser on it. It has no accounts; who reaches it may write."""

import datetime as dt
import hmac
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

import jinja2

from generator.checking import Check
from generator.desk.forms import answers_of, form_of, plan
from generator.present import Present, next_id
from generator.registers import REGISTERS
from generator.registers.register import Register
from generator.replacing import write_all
from generator.source.survey import reason

LISTED = 200
"""How many records a list shows."""
LONGEST = 2_000_000
"""The largest form, in bytes."""

Checked = Callable[[Callable[[Check], "Answer"]], "Answer"]
"""Does something with a check of the registers as they are now."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back: a page, or another address to go to."""

    html: str = ""
    status: int = HTTPStatus.OK
    to: str = ""


class Desk:
    """The pages. ``checked`` is how they come by the registers, ``hosts`` the names by which the server may be asked."""

    def __init__(self, bureau: str, checked: Checked, day: Callable[[], dt.date], hosts: frozenset[str]) -> None:
        self.bureau, self.checked, self.day, self.hosts = bureau, checked, day, hosts
        self.token = secrets.token_urlsafe(24)
        self.writing = threading.Lock()

    def get(self, path: str, query: dict[str, list[str]]) -> Answer:
        """A page."""
        key, _, record = path.strip("/").partition("/")
        if not key:
            return self.checked(self._registers)
        register = REGISTERS.get(key)
        if register is None:
            return self._lost(f"没有「{key}」这个登记簿。")
        if not record:
            return self.checked(lambda check: self._records(check, register, query.get("q", [""])[0]))
        if record == "new":
            return self.checked(lambda check: self._blank(check, register))
        saved = query.get("saved", [""])[0]
        return self.checked(lambda check: self._record(check, register, record, saved))

    def post(self, path: str, answers: dict[str, list[str]]) -> Answer:
        """Save a form; what is wrong with it is told beside its fields, and nothing is written."""
        key, _, record = path.strip("/").partition("/")
        register = REGISTERS.get(key)
        if register is None or not record:
            return self._lost("没有这个地址。")
        if not hmac.compare_digest(answers.pop("_token", [""])[0], self.token):
            return Answer(
                self.page("没有保存", message="这个网页是上一次打开录入程序时的。请回到列表重新打开这条记录。"), HTTPStatus.FORBIDDEN
            )
        more = answers.pop("_more", [""])[0]
        with self.writing:
            return self.checked(lambda check: self._save(check, register, record, answers, more))

    def _save(self, check: Check, register: Register, record: str, answers: dict[str, list[str]], more: str) -> Answer:
        fixed = record != "new"
        if fixed:
            answers["id"] = [record]
        if more:
            form = form_of(check, register, answers, (), fixed=fixed, add=more)
            return Answer(self.page(self._title(register, record), register=register, form=form, place=record))
        made = plan(check, register, answers)
        if made.refused:
            form = form_of(check, register, answers, made.findings, fixed=fixed)
            wrong = sum(finding.level == "error" for finding in made.findings)
            html = self.page(self._title(register, record), register=register, form=form, place=record, refused=wrong)
            return Answer(html, HTTPStatus.UNPROCESSABLE_ENTITY)
        try:
            write_all(made.files)
        except OSError as error:
            return Answer(self.page("没有保存", register=register, message=f"写不下去：{reason(error)}。登记簿还是原来的样子。"), 500)
        (saved,) = (*made.new, *made.changed, *made.same)
        files = "、".join(path.relative_to(check.site.root).as_posix() for path in made.files if path.is_relative_to(check.site.root))
        said = f"已保存，写在 {files}。" if made.files else "没有变化。"
        warned = [finding for finding in made.findings if finding.level != "error"]
        said += f"另有 {len(warned)} 处提醒，运行 gongshi check 看看。" if warned else ""
        return Answer(to=f"/{register.key}/{quote(saved)}?saved={quote(said)}", status=HTTPStatus.SEE_OTHER)

    def _registers(self, check: Check) -> Answer:
        return Answer(self.page("登记簿", registers=[(register, check.gathered.length(key)) for key, register in REGISTERS.items()]))

    def _records(self, check: Check, register: Register, query: str) -> Answer:
        columns = (check.gathered.column(register.key, name) for name in ("id", f"={register.heading}", "date"))
        rows = [(record, heading or "（不予公开）", date) for record, heading, date in zip(*columns, strict=True)]
        found = [row for row in rows if query.strip() in f"{row[0]} {row[1]}"]
        found.sort(key=lambda row: (row[2], row[0]) if register.is_ledger else ("", row[0]), reverse=register.is_ledger)
        return Answer(self.page(register.title, register=register, records=found[:LISTED], total=len(found), query=query))

    def _blank(self, check: Check, register: Register) -> Answer:
        year = f"{self.day():%Y}" if register.dated else ""
        answers = {"id": [next_id(register.key, year, check.gathered.column(register.key, "id"))], "published_on": [self.day().isoformat()]}
        if register.dated:
            answers[register.dated] = [self.day().isoformat()]
        form = form_of(check, register, answers, (), fixed=False)
        return Answer(self.page(self._title(register, "new"), register=register, form=form, place="new"))

    def _record(self, check: Check, register: Register, record: str, saved: str) -> Answer:
        there = Present(check=check, register=register).there(record)
        if there is None:
            return self._lost(f"「{register.title}」里没有 {record} 这条记录，或者它的文件读不了。")
        form = form_of(check, register, answers_of(register, there.tree), (), fixed=True)
        return Answer(self.page(self._title(register, record), register=register, form=form, place=record, saved=saved))

    def _title(self, register: Register, record: str) -> str:
        return f"{register.title}：新增" if record == "new" else f"{register.title}：{record}"

    def _lost(self, message: str) -> Answer:
        return Answer(self.page("没有找到", message=message), HTTPStatus.NOT_FOUND)

    def page(self, title: str, **values: Any) -> str:
        """A page of the desk."""
        empty = {"register": None, "registers": None, "records": None, "form": None, "message": "", "saved": "", "refused": 0, "place": ""}
        return _template().render(title=title, bureau=self.bureau, token=self.token, **(empty | values))


@cache
def _template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(Path(__file__).parent)
    return jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True).get_template("page.html")


_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def server_of(desk: Desk, host: str, port: int) -> ThreadingHTTPServer:
    """A server that waits at a port (0: any that is free). Raises OSError where it is taken."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Give a page."""
            parts = urlsplit(self.path)
            self._answer(lambda: desk.get(unquote(parts.path), parse_qs(parts.query, keep_blank_values=True)))

        def do_POST(self) -> None:
            """Take a form."""
            length = self.headers.get("Content-Length") or ""
            if not length.isdecimal() or int(length) > LONGEST:
                self._send(Answer(desk.page("没有保存", message="表单不完整，或者太大。"), HTTPStatus.REQUEST_ENTITY_TOO_LARGE))
                return
            data = self.rfile.read(int(length)).decode("utf-8", "replace")
            origin = self.headers.get("Origin")
            if origin is not None and urlsplit(origin).netloc != self.headers.get("Host"):
                self._send(Answer(desk.page("没有保存", message="这个请求来自别的网站，没有接受。"), HTTPStatus.FORBIDDEN))
                return
            path = unquote(urlsplit(self.path).path)
            self._answer(lambda: desk.post(path, parse_qs(data, keep_blank_values=True, max_num_fields=20_000)))

        def _answer(self, make: Callable[[], Answer]) -> None:
            if (self.headers.get("Host") or "").lower() not in desk.hosts:  # a name of somebody else's that leads here
                self._send(Answer(desk.page("没有找到", message="请用启动时显示的地址打开。"), HTTPStatus.MISDIRECTED_REQUEST))
                return
            try:
                answer = make()
            except ValueError:  # more fields than any form has
                answer = Answer(desk.page("没有保存", message="这不是录入程序的表单。"), HTTPStatus.BAD_REQUEST)
            self._send(answer)

        def _send(self, answer: Answer) -> None:
            data = answer.html.encode()
            self.send_response(answer.status)
            for name, value in _HEADERS.items():
                self.send_header(name, value)
            if answer.to:
                self.send_header("Location", answer.to)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 the base's own name
            """Say nothing: what is asked may hold names."""

    return ThreadingHTTPServer((host, port), Handler)
