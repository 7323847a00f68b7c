"""Find every page that a person may open: follow the links of their pages, then ask the addresses that no link shows."""
import re
from collections import deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import islice, product

from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve

from chalandise.people.models import Link
from chalandise.people.operations import issue_link
from chalandise.web.shell.links import HANDLERS
from tests.web.test_matrix import ROUTES, audience_of

BACKEND = "django.contrib.auth.backends.ModelBackend"
STARTS = ("/", "/connexion/", "/equipe/", "/boutique/", "/moi/", "/moi/?rester", "/moi/donnees/")
SIGNED = "/fichiers/"  # its question mark holds the seal without which nothing opens
LEFT_OUT = {"demo_enter", "set_language", "style", "accent",  # they are not pages
            "public:catalogue_frame"}  # its language is the partner's page's, not the reader's: tests/web/public/catalogue looks at it
PART = re.compile(r"<(?:\w+:)?(\w+)>")
TRIES = 40
VARIANTS = ("gesture", "moment", "audience", "what")  # one address, as many pages


@dataclass
class Found:
    """One address that one person opens: what answers, and what a plain request says of it."""

    name: str
    address: str
    status: int
    kind: str
    shape: frozenset = frozenset()  # its elements with their classes: what another person's page of the same name may not hold

    @property
    def drawn(self):
        """Whether a browser draws it."""
        return self.status == 200 and self.kind.startswith("text/html")


class Ways(HTMLParser):
    """Collect where the links and the search forms of a page lead, and the shape of what it is made of."""

    def __init__(self):
        super().__init__()
        self.found, self.shape = [], set()

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        self.shape.add((tag, said.get("class") or "", said.get("type") or ""))
        if tag == "a":
            self.found.append(said.get("href") or "")
        if tag == "form" and (said.get("method") or "get").lower() == "get":
            self.found.append(said.get("action") or "")


def read(html):
    """Return (the addresses of the site that a page leads to, its shape)."""
    ways = Ways()
    ways.feed(html)
    return [w if w.startswith(SIGNED) else w.split("#")[0].split("?")[0] for w in ways.found if w.startswith("/")], frozenset(ways.shape)


@dataclass
class Walk:
    """Everything one person may reach by clicking."""

    person: object = None
    pages: dict = field(default_factory=dict)
    dead: list = field(default_factory=list)
    posted: set = field(default_factory=set)  # names that only take a gesture: no page to look at
    said: int = 0

    def __post_init__(self):
        self.client = Client(raise_request_exception=False)
        if self.person:
            self.client.force_login(self.person, backend=BACKEND)

    def go(self, *starts):
        """Follow the links breadth first, one address a page; a link that leads to an error is kept in `dead`."""
        queue, seen = deque((start, "") for start in starts), set()
        while queue:
            address, from_ = queue.popleft()
            if address in seen:
                continue
            seen.add(address)
            for way in self.ask(address, from_):
                queue.append((way, address))
        return self

    def ask(self, address, from_=""):
        """Open one address; return where it leads."""
        try:
            match = resolve(address.split("?")[0])
        except Resolver404:
            self.dead.append(f"{address} does not exist, linked on {from_}")
            return []
        key = (match.view_name, *(str(match.kwargs[v]) for v in VARIANTS if v in match.kwargs))
        if match.view_name in LEFT_OUT or key in self.pages:
            return []
        answer = self.client.get(address)
        self.said = answer.status_code
        if answer.status_code in (301, 302, 303):
            return [re.sub(r"^https?://[^/]+", "", answer["Location"]).split("?")[0]]
        if answer.status_code >= 400:
            if from_ or answer.status_code >= 500:
                self.dead.append(f"{address} says {answer.status_code}" + (f", linked on {from_}" if from_ else ""))
            return []
        html = answer.headers.get("Content-Type", "")
        self.pages[key] = page = Found(key[0], address, answer.status_code, html)
        if not page.drawn:
            answer.close()
            return []
        ways, page.shape = read(answer.content.decode())
        return ways

    def try_out(self, who, pools, met):
        """Ask the addresses that no link shows (a page only mailed, a state that has passed), with things of the demo."""
        for route, name in ROUTES:
            if name in met or name in LEFT_OUT or who not in audience_of(route, name):
                continue
            for address in islice(filled(route, pools), TRIES):
                self.ask(address)
                if self.said == 405:
                    self.posted.add(name)
                if self.said in (200, 405):
                    break
        return self

    @property
    def names(self):
        return {page.name for page in self.pages.values()}


def filled(route, pools):
    """Yield the addresses that a route makes with the things of each pool, newest first; none when a part has no pool."""
    parts = PART.findall(route)
    tops = [next((values for start, values in pools.items() if f"{before}<{part}>".endswith(start)), ()) for before, part in _before(route, parts)]
    for values in product(*tops):
        left = iter(values)
        yield "/" + PART.sub(lambda _found, left=left: str(next(left)), route)


def _before(route, parts):
    """Return [(the words before a part, the part)]: the same name means another thing after other words."""
    words = PART.split(route)[::2]
    return list(zip(words, parts, strict=False))


def mailed_links():
    """Return {purpose: a fresh address}: for each purpose that a door answers, the same person and object as its last letter."""
    found = {}
    for purpose in HANDLERS:
        last = Link.objects.filter(purpose=purpose, person__is_active=True).order_by("-pk").first()
        if last:
            target = apps.get_model(last.target_kind).objects.get(pk=last.target_id) if last.target_kind else None
            found[purpose] = issue_link(purpose=purpose, person=last.person, target=target).removeprefix(settings.BASE_URL)
    return found
