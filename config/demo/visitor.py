"""A person at a browser, in code: signs in, fills forms, follows runs. The demo works through it."""

from __future__ import annotations

import json
import re
import secrets
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from http.cookiejar import CookieJar
from typing import Any


class Refused(RuntimeError):
    """The page said no; the message holds its words."""


class Visitor:
    """One signed-in person on one address, with the cookies of their session."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def sign_in(self, username: str, password: str) -> None:
        page = self.post("/accounts/sign-in/", username=username, password=password)
        if 'name="password"' in page.body:
            raise Refused(f"{username} could not sign in: {page.words()}")

    def get(self, path: str) -> Page:
        return self._open(urllib.request.Request(self._url(path)))

    def json(self, path: str) -> Any:
        return json.loads(self.get(path).body)

    def post(self, path: str, *, form_at: str = "", **fields: str) -> Page:
        """Fetch the form (for its token), fill it and send it to ``path``."""
        token = self.get(form_at or path).token()
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        return self._send(path, data, "application/x-www-form-urlencoded")

    def upload(
        self, path: str, *, form_at: str, field: str, name: str, content: bytes, **fields: str
    ) -> Page:
        given = {"csrfmiddlewaretoken": self.get(form_at).token(), **fields}
        edge = secrets.token_hex(16)
        parts = "".join(
            f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in given.items()
        )
        parts += (
            f'--{edge}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        data = parts.encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self._send(path, data, f"multipart/form-data; boundary={edge}")

    def follow_run(
        self, run_id: int, tell: Callable[[dict[str, Any]], None], *, limit_seconds: float = 900
    ) -> dict[str, Any]:
        """Wait for a background run, telling each new state; raises with its reason when it fails."""
        deadline = time.monotonic() + limit_seconds
        while time.monotonic() < deadline:
            run: dict[str, Any] = self.json(f"/api/v1/runs/{run_id}/")
            tell(run)
            if run["state"] == "done":
                return run
            if run["state"] in {"failed", "stopped"}:
                raise Refused(f"run {run_id} {run['state']}: {run['error'] or run['sentence']}")
            time.sleep(0.5)
        raise Refused(f"run {run_id} did not end within {limit_seconds:.0f} s")

    def _send(self, path: str, data: bytes, content_type: str) -> Page:
        headers = {"Content-Type": content_type, "Referer": self._url(path)}
        return self._open(urllib.request.Request(self._url(path), data=data, headers=headers))

    def _open(self, request: urllib.request.Request) -> Page:
        try:
            with self.opener.open(request, timeout=120) as answer:
                return Page(answer.geturl(), answer.read())
        except urllib.error.HTTPError as error:
            page = Page(request.full_url, error.read())
            raise Refused(f"{request.full_url}: {error.code} {page.words()}") from error

    def _url(self, path: str) -> str:
        return path if path.startswith("http") else f"{self.address}{path}"


class Page:
    """An answer: where it came from, and its text."""

    def __init__(self, url: str, raw: bytes) -> None:
        self.url = url
        self.raw = raw

    @property
    def body(self) -> str:
        return self.raw.decode("utf-8", errors="replace")

    @property
    def path(self) -> str:
        return urllib.parse.urlsplit(self.url).path

    def token(self) -> str:
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.body)
        if found is None:
            raise Refused(f"{self.url} has no form")
        return found[1]

    def links(self, pattern: str) -> list[str]:
        """Addresses on the page that match ``pattern``, in order, each once."""
        return list(dict.fromkeys(re.findall(rf'href="({pattern})"', self.body)))

    def words(self) -> str:
        """The main part in plain words, for messages."""
        main = self.body.split("<main", 1)[-1]
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).strip()[:300]
