"""The YAML language server that editors use, as an editor talks to it (https://microsoft.github.io/language-server-protocol/)."""

import json
import shutil
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any

SERVER = Path(__file__).parent.parent / "web" / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"


class LanguageServer:
    """One server for one directory, with the settings that stand in its ``.vscode``."""

    def __init__(self, root: Path) -> None:
        node = shutil.which("node")
        assert node and SERVER.is_file(), "没有找到 yaml-language-server：请运行 make web"
        self.root = root
        self.process = subprocess.Popen(
            [node, str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.number = 0
        settings = json.loads((root / ".vscode" / "settings.json").read_text(encoding="utf-8"))
        schemas = {(root / path).as_uri(): globs for path, globs in settings["yaml.schemas"].items()}
        self.settings = {
            "yaml": {"schemas": schemas, "validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}
        }

    def __enter__(self) -> "LanguageServer":
        folder = {"uri": self.root.as_uri(), "name": "site"}
        told = {"configuration": True, "workspaceFolders": True}
        self.ask(
            "initialize",
            {"processId": None, "rootUri": self.root.as_uri(), "workspaceFolders": [folder], "capabilities": {"workspace": told}},
        )
        self._send({"method": "initialized", "params": {}})
        self._send({"method": "workspace/didChangeConfiguration", "params": {"settings": self.settings}})
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()

    def diagnostics(self, path: str, text: str) -> list[tuple[int, str]]:
        """What is said of a file with this text, at a path beside this one: line from 1, and message."""
        self.number += 1
        uri = (
            (self.root / path).with_suffix(f".{self.number}.yml").as_uri()
        )  # what is said of a file that was closed before is not of this one
        self._send(
            {"method": "textDocument/didOpen", "params": {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}}}
        )
        while True:
            message = self._next()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                self._send({"method": "textDocument/didClose", "params": {"textDocument": {"uri": uri}}})
                return [(each["range"]["start"]["line"] + 1, each["message"]) for each in message["params"]["diagnostics"]]

    def hover(self, path: str, text: str, line: int, character: int) -> str:
        """What is shown where the mouse rests."""
        uri = (self.root / path).as_uri()
        self._send(
            {"method": "textDocument/didOpen", "params": {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}}}
        )
        found = self.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": {"line": line - 1, "character": character}})
        return json.dumps(found, ensure_ascii=False)

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """A request, and what it is answered."""
        self.number += 1
        number = self.number
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == number and "method" not in message:
                return message.get("result")

    def _next(self) -> dict[str, Any]:
        """The next message; what the server asks of an editor is answered on the way."""
        message = self._read()
        if "id" in message and "method" in message:
            answer: Any = None
            if message["method"] == "workspace/configuration":
                answer = [self.settings.get(item.get("section", ""), {}) for item in message["params"]["items"]]
            self._send({"id": message["id"], "result": answer})
        return message

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self.process.stdout
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        assert length, "the language server has ended"
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        return message
