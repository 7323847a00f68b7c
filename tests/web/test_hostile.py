"""Every form of every door, sent by somebody allowed there with what no keyboard types: it never breaks, and writes all or nothing.

The forms are read in the pages themselves, so a new one joins by itself; a gesture that no page shows here is sent bare.
"""
import re
from html.parser import HTMLParser

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from chalandise.foundation.jobs import beat
from chalandise.people.models import Role
from chalandise.people.operations import grant_role
from tests.web.test_matrix import PEOPLE, ROUTES, audience_of, fill
from tests.web.things import Things

HOSTILE = {"a NUL": "avant\0après", "five thousand digits": "9" * 5000, "a year that is none": "99999-12-31T25:61",
           "the last year": "9999-12-31T23:59", "a number of nothing": "999999999", "a figure that is no digit": "²", "a page of text": "é" * 20_000}
HARDEST = ("a NUL", "five thousand digits", "a figure that is no digit")
WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
# A fresh link is its own record; a draft is kept as it is typed; where a room stands (its shop, its minutes) is told once, at its end.
BESIDE = {"django_session", "link", "bank_text", "live_session"}
BARE = dict.fromkeys(("gesture", "text", "number", "reason", "version"))  # what a form that no page shows may hold
NO_GESTURE = ("account_logout", "set_language", "demo_enter")


class Forms(HTMLParser):
    """Collect the POST forms of a page: (where it goes, {field: its value}, {files}, [(button, its value)])."""

    def __init__(self, address):
        super().__init__()
        self.address, self.found, self.now = address, [], None

    def handle_starttag(self, tag, attributes):
        said = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.now = None
            if said.get("method", "").lower() == "post":
                self.now = (said.get("action") or self.address, {}, set(), [])
                self.found.append(self.now)
        name = said.get("name")
        if self.now is None or not name or name == "csrfmiddlewaretoken":
            return
        _address, fields, files, buttons = self.now
        if tag == "button" or said.get("type") == "submit":
            buttons.append((name, said.get("value", "")))
        elif said.get("type") == "file":
            files.add(name)
        elif tag in ("input", "select", "textarea"):
            fields[name] = said.get("value", "") if said.get("type") == "hidden" else None

    def handle_endtag(self, tag):
        if tag == "form":
            self.now = None


def forms_of(html, address):
    reader = Forms(address)
    reader.feed(html)
    return reader.found


def ways(fields, files, buttons):
    """Yield (words, what is posted) for one form: each hostile value in all that is typed, then in the hidden fields too."""
    kept = {name: value for name, value in fields.items() if value is not None}
    if fields == BARE:
        yield "nothing", {}
        yield from ((f"{words} everywhere", dict.fromkeys(fields, HOSTILE[words])) for words in HARDEST)
        return
    for place, button in enumerate(buttons or [None]):
        pressed = dict([button]) if button else {}
        yield f"nothing, {button}", pressed
        yield f"hidden fields only, {button}", {**kept, **pressed}
        for words in HARDEST if place else HOSTILE:
            value = HOSTILE[words]
            junk = {name: SimpleUploadedFile("a.xlsx", value.encode()[:2000]) for name in files}
            yield f"{words}, {button}", {**dict.fromkeys(fields, value), **kept, **junk, **pressed}
        for words in () if place else HARDEST:
            yield f"{words} everywhere", dict.fromkeys([*fields, *pressed], HOSTILE[words])


def send(client, address, posted):
    """Post and undo; return (status, what broke or '', the tables changed without a word in the journal)."""
    with transaction.atomic():
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(address, posted)
        transaction.set_rollback(True)
    broken, halves = getattr(answer, "exc_info", None), written_aside(q["sql"] for q in asked)
    if halves:  # rarely: look whether the rows did change, for many gestures write again what is there
        with transaction.atomic():
            before = {table: rows_of(table) for table in halves}
            client.post(address, posted)
            halves = {table for table in halves if rows_of(table) != before[table]}
            transaction.set_rollback(True)
    return answer.status_code, f"{broken[0].__name__}: {broken[1]}"[:160] if broken else "", sorted(halves)


def rows_of(table):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        return sorted(map(repr, cursor.fetchall()))


def written_aside(lines):
    """Return the tables written without a journal entry; what a savepoint took back is not there."""
    kept, marks = [], []
    for line in lines:
        if line.startswith("SAVEPOINT"):
            marks.append((line.split()[1], len(kept)))
        elif line.startswith("ROLLBACK TO SAVEPOINT"):
            name = line.split()[-1]
            while marks and marks[-1][0] != name:
                marks.pop()
            del kept[marks[-1][1] if marks else 0:]
        elif found := WRITES.match(line):
            kept.append(found[1])
    return set() if "journal_entry" in kept else set(kept) - BESIDE


@pytest.fixture
def house(cast):
    things = Things(cast)
    beat()  # without a worker the health page says 503
    people = {name: getattr(cast, name) for name in ("lila", "karim", "rose", "odile")}
    people["partner"] = cast.person("Partner", "Ailleurs")
    grant_role(person=people["partner"], kind=Role.Kind.PARTNER, scope_id=cast.season.pk)
    people["provider"] = cast.nadia
    clients = {"stranger": Client(raise_request_exception=False)}
    for name, person in people.items():
        clients[name] = Client(raise_request_exception=False)
        clients[name].force_login(person)
    missing = []
    pages = {(route, name): fill(things, route, name, missing) for route, name in ROUTES}
    return clients, pages


def every_form(clients, pages):
    """Yield (who, where, fields, files, buttons), one of each shape, then the addresses that no form of theirs shows."""
    seen, named = set(), set()
    for (route, name), address in pages.items():
        if name == "account_logout":
            continue
        for who in [who for who in PEOPLE if who in clients and who in audience_of(route, name)][:2]:
            answer = clients[who].get(address)
            html = answer.content.decode() if answer.headers.get("Content-Type", "").startswith("text/html") and answer.status_code == 200 else ""
            for where, fields, files, buttons in forms_of(html, address):
                try:
                    goes = resolve(where.split("?")[0]).view_name
                except Resolver404:
                    continue
                shape = (goes, frozenset(fields), frozenset(buttons))
                if shape not in seen and goes not in NO_GESTURE:
                    seen.add(shape)
                    named.add(goes)
                    yield who, where, fields, files, buttons
    for (route, name), address in pages.items():
        if name not in named and name not in NO_GESTURE:
            for who in [who for who in PEOPLE if who in clients and who in audience_of(route, name)][:1]:
                yield who, address, BARE, set(), []


@pytest.mark.slow
def test_no_form_breaks_or_writes_by_halves(house):
    clients, pages = house
    wrong, count = [], 0
    for who, where, fields, files, buttons in every_form(clients, pages):
        for words, posted in ways(fields, files, buttons):
            cache.clear()
            count += 1
            status, broken, halves = send(clients[who], where, posted)
            if status >= 500:
                wrong.append(f"{who} {where}: {words}: {status} {broken}")
            elif halves:
                wrong.append(f"{who} {where}: {words}: {status} writes {halves} without a word in the journal")
    assert count > 1000
    assert wrong == [], f"{len(wrong)} of {count}\n" + "\n".join(wrong)


@pytest.mark.slow
def test_no_page_breaks_on_what_follows_its_question_mark(house):
    clients, pages = house
    names = ("q", "page", "tri", "format", "suite", "next", "etat", "merci", "tout", "papier", "trade", "metier", "jour", "number")
    wrong = []
    for (route, name), address in pages.items():
        for who in [who for who in PEOPLE if who in clients and who in audience_of(route, name)][:1]:
            for words, value in HOSTILE.items():
                answer = clients[who].get(address, dict.fromkeys(names, value))
                if answer.status_code >= 500 and name != "health":  # which says 503 while letters wait
                    wrong.append(f"{who} {address}: {words}: {answer.status_code} {getattr(answer, 'exc_info', None)}"[:200])
    assert wrong == [], "\n" + "\n".join(wrong)
