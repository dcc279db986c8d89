"""Whoever signs in to the demo and follows the links meets no refusal, and no page that is empty for everybody."""

import re
from collections import Counter, deque
from datetime import UTC, datetime

from django.test import Client
from django.urls import resolve

from karmayogi.demo.cast import CAST
from karmayogi.demo.loading import load

NOW = datetime(2026, 11, 22, tzinfo=UTC)
LINK = re.compile(r'<a\s[^>]*?href="(/[^"#?]*)"')
EMPTY = re.compile(r'<div class="empty">')
# Empty in the demo as in life: support staff look at an account only when its owner asked for help.
EMPTY_BY_NATURE = {"institutions:my_support_sessions"}
EACH = 2  # pages of a kind that one person opens


def walked(client: Client) -> tuple[list[str], dict[str, bool]]:
    """What refused, and of each kind of page whether it had something to show. Each link as it stands on a page."""
    refused, full = [], {}
    seen, opened = set(), Counter()
    queue = deque([("/home/", "")])
    while queue:
        path, parent = queue.popleft()
        if path in seen or path.startswith(("/static/", "/media/", "/api/")):
            continue
        seen.add(path)
        name = resolve(path).view_name
        if opened[name] == EACH:
            continue
        opened[name] += 1
        response = client.get(path)
        if response.status_code >= 400:
            refused.append(f"{path} ({response.status_code}), linked from {parent}")
        if response.status_code in (301, 302) and response["Location"].startswith("/"):
            queue.append((response["Location"].partition("?")[0], path))
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            text = response.content.decode()
            full[name] = full.get(name, False) or not EMPTY.search(text)
            queue.extend((link, path) for link in LINK.findall(text))
    return refused, full


def test_no_link_is_refused_and_every_page_has_something_to_show(cast):
    load(NOW, share=0.005)
    refused, full, pages = {}, {}, 0

    for member in CAST:
        client = Client()
        client.force_login(cast.user(member.key))
        mine, shown = walked(client)
        if mine:
            refused[member.key] = mine
        pages += len(shown)
        for name, is_full in shown.items():
            full[name] = full.get(name, False) or is_full

    assert refused == {}
    assert {name for name, is_full in full.items() if not is_full} - EMPTY_BY_NATURE == set()
    assert pages > 250
