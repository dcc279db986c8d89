"""A person at the site, by plain HTTP: pages and API, with the session's cookies. A lost connection is an answer too."""

import http.client
import http.cookiejar
import json
import ssl
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

PATIENCE = 30  # seconds; a hang is a failure


@dataclass(frozen=True)
class Answer:
    """Status 0: the connection was lost before an answer came."""

    status: int
    text: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def json(self) -> Any:
        return json.loads(self.text)


class Visitor:
    """`trust`: whose certificates are believed, if not the system's."""

    def __init__(self, url: str, person: str | None = None, *, trust: ssl.SSLContext | None = None) -> None:
        self.url, self.person = url, person
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies), urllib.request.HTTPSHandler(context=trust)
        )
        if person:
            self.get("/demo/")
            assert self.form("/demo/sign-in/", person=person).status == 200

    def get(self, path: str) -> Answer:
        return self._send("GET", path, None, {})

    def form(self, path: str, **fields: str) -> Answer:
        """As a browser sends it; a redirect is followed."""
        body = urlencode({**fields, "csrfmiddlewaretoken": self._token()}).encode()
        return self._send("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def api(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        data = None if body is None else json.dumps(body).encode()
        return self._send(method, f"/api/v1/{path}", data, {"Content-Type": "application/json", **headers})

    def csv(self, path: str, content: bytes) -> Answer:
        return self._send("POST", f"/api/v1/{path}", content, {"Content-Type": "text/csv"})

    def upload(self, path: str, name: str, content: bytes) -> Answer:
        edge = uuid.uuid4().hex
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self._send("PUT", f"/api/v1/{path}", body, {"Content-Type": f"multipart/form-data; boundary={edge}"})

    def made(self, method: str, path: str, body: Any = None) -> Any:
        """The body of an API call that must succeed."""
        answer = self.api(method, path, body)
        assert answer.status < 300, f"{method} {path}: {answer.status} {answer.text[:500]}"
        return answer.json() if answer.text else None

    def _token(self) -> str:
        return next((cookie.value or "" for cookie in self.cookies if cookie.name == "csrftoken"), "")

    def _send(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        if method != "GET":
            headers = {**headers, "X-CSRFToken": self._token(), "Referer": f"{self.url}/", "Origin": self.url}
        request = urllib.request.Request(self.url + path, body, headers, method=method)
        try:
            with self.opener.open(request, timeout=PATIENCE) as answer:
                return Answer(answer.status, answer.read().decode(), lower(answer.headers))
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read().decode(), lower(error.headers))
        except (urllib.error.URLError, http.client.HTTPException, ConnectionError):
            return Answer(0)


def lower(headers: Any) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
