"""Archives made here: honest ones, and ones that no honest program writes."""

import io
import json
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable
from typing import Any

PAGE = b"<!doctype html><html><head><title>Files &amp; folders</title></head><body>Hello</body></html>"


def zipped(files: dict[str, bytes] | Iterable[tuple[str, bytes]], *, stored: bool = False) -> bytes:
    target = io.BytesIO()
    how = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(target, "w", how) as package:
        for name, content in files.items() if isinstance(files, dict) else files:
            package.writestr(zipfile.ZipInfo(name), content, how)
    return target.getvalue()


def special(name: str, mode: int, content: bytes = b"", *, extra: bytes = b"") -> bytes:
    """An archive with one entry that Unix would make with this mode."""
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr, info.extra = 3, mode << 16, extra
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr(info, content)
        package.writestr("index.html", PAGE)
    return target.getvalue()


LINK, DEVICE, PIPE = stat.S_IFLNK | 0o777, stat.S_IFCHR | 0o644, stat.S_IFIFO | 0o644
HARD_LINK = struct.pack("<HH", 0x000D, 12 + 9) + bytes(12) + b"other.txt"


def raw(entries: Iterable[tuple[bytes, bytes]], **how: Any) -> bytes:
    """An archive byte by byte. `flags`: of every entry; `said_size`: what headers say of the size; `count`, `comment`:
    of the end record; `method`: of packing; `same_place`: every entry of the list points to the first one's bytes."""
    flags, method = how.get("flags", 0), how.get("method", 8)
    body, listed, first = b"", b"", 0
    count = 0
    for name, content in entries:
        packed = content
        if method == 8:
            packer = zlib.compressobj(9, zlib.DEFLATED, -15)
            packed = packer.compress(content) + packer.flush()
        size = how.get("said_size", len(content))
        place = first if how.get("same_place") else len(body)
        facts = struct.pack("<HHHHHLLLHH", 20, flags, method, 0, 33, how.get("crc", zlib.crc32(content)), len(packed),
                            size, len(name), 0)  # fmt: skip
        if not (how.get("same_place") and count):
            body += b"PK\x03\x04" + facts + name + packed
        listed += (
            b"PK\x01\x02" + struct.pack("<H", 20) + facts + struct.pack("<HHHLL", 0, 0, 0, how.get("mode", 0) << 16, place)
            + name
        )  # fmt: skip
        count += 1
    count = how.get("count", count)
    end = struct.pack("<HHHHLLH", 0, 0, count, count, len(listed), len(body), len(how.get("comment", b"")))
    return body + listed + b"PK\x05\x06" + end + how.get("comment", b"")


def many_listed(count: int, *, said: int | None = None) -> bytes:
    """A list of contents with so many entries of one empty file, and what the end record says their number is."""
    one = struct.pack("<HHHHHLLLHH", 20, 0, 0, 0, 33, 0, 0, 0, 1, 0)
    body = b"PK\x03\x04" + one + b"a"
    entry = b"PK\x01\x02" + struct.pack("<H", 20) + one + struct.pack("<HHHLL", 0, 0, 0, 0, 0) + b"a"
    listed = entry * count
    said = count if said is None else said
    wide = b"PK\x06\x06" + struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, said, said, len(listed), len(body))
    locator = b"PK\x06\x07" + struct.pack("<LQL", 0, len(body) + len(listed), 1)
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, min(said, 65535), min(said, 65535), len(listed), len(body), 0)
    return body + listed + wide + locator + end


HTML = {"index.html": PAGE, "Images/Logo.PNG": b"\x89PNG", "app.js": b"let a = 1;", "चित्र/पहला.svg": b"<svg/>"}


# --- H5P: a library of our own, which counts how often its button was pressed --------------------------------------------

COUNTER = """
var H5P = H5P || {};
H5P.Text = (function () {
  function Counter(params, contentId, extras) {
    H5P.EventDispatcher.call(this);
    var self = this;
    var count = (extras && extras.previousState && extras.previousState.count) || 0;
    self.contentId = contentId;
    self.getCurrentState = function () { return { count: count }; };
    self.attach = function ($container) {
      var place = document.createElement("div");
      place.innerHTML = "<p>" + params.text + "</p><button type='button'></button>";
      var button = place.querySelector("button");
      var show = function () { button.textContent = "Pressed " + count + " times"; };
      button.addEventListener("click", function () {
        count += 1;
        show();
        self.triggerXAPI("interacted");
        if (count === 3) self.triggerXAPICompleted(3, 3);
      });
      show();
      $container.append(place);
      self.trigger("resize");
    };
  }
  Counter.prototype = Object.create(H5P.EventDispatcher.prototype);
  return Counter;
})();
"""


def library(name: str = "H5P.Text", **more: Any) -> dict[str, Any]:
    return {
        "machineName": name, "title": name, "majorVersion": 1, "minorVersion": 1, "patchVersion": 0, "runnable": 1,
        "preloadedJs": [{"path": "counter.js"}], **more,
    }  # fmt: skip


def needs(name: str = "H5P.Text") -> dict[str, Any]:
    return {"machineName": name, "majorVersion": 1, "minorVersion": 1}


def h5p(changed: dict[str, Any] | None = None, *, content: Any = None, **about: Any) -> dict[str, bytes]:
    """The files of a package. `changed`: other files, None for one that is not there."""
    described = {
        "title": "Press it", "language": "en", "mainLibrary": "H5P.Text", "embedTypes": ["iframe"], "license": "U",
        "preloadedDependencies": [needs()], **about,
    }  # fmt: skip
    files: dict[str, Any] = {
        "h5p.json": json.dumps(described).encode(),
        "content/content.json": json.dumps(content or {"text": "Press the button three times."}).encode(),
        "H5P.Text-1.1/library.json": json.dumps(library()).encode(),
        "H5P.Text-1.1/counter.js": COUNTER.encode(),
        **(changed or {}),
    }
    return {path: content for path, content in files.items() if content is not None}
