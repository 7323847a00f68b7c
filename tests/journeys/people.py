"""The people of the journey: each has one tab, does things by clicking and typing, and every gesture is counted."""
import re
from collections import Counter
from contextlib import contextmanager
from urllib.parse import urljoin, urlsplit

from django.core import mail
from playwright.sync_api import expect

from chalandise.foundation.models import Letter
from tests.browser import DESK, PHONE

LINK = re.compile(r"https?://\S*/l/[\w-]{20,}/")
WIDTHS = {"merchant": PHONE, "mentor": PHONE, "passer-by": PHONE}


class Player:
    """One person at their screen.

    A click on a button or a link counts one, and so does opening a mailed link; what is typed, ticked or picked in a list
    counts nothing. `served` says for whom: "season" is done once however many shops there are, "shop" is done again for
    each shop, "sheet" for each ten applications, "case" for a situation that a few shops meet.
    """

    def __init__(self, visitor, role, name, email=""):
        self.tab = visitor(width=WIDTHS.get(role, DESK))
        self.role, self.name, self.email = role, name, email
        self.served = "season"
        self.gestures = Counter()

    # --- gestures ----------------------------------------------------------------------------------------------------

    @contextmanager
    def each(self, served):
        """Count the gestures of the block for "shop", "sheet" or "case"."""
        before, self.served = self.served, served
        yield self
        self.served = before

    def click(self, name, *, role="button", within=None, exact=True, first=False):
        """Click on a button (or a link) by its words, once the page holds exactly one, and wait for the page it gives."""
        found = (within or self.tab.sheet.get_by_role("main")).get_by_role(role, name=name, exact=exact)
        (found.first if first else found).click()
        self.gestures[self.served] += 1
        self.tab.sheet.locator("form[data-sending]").wait_for(state="detached")  # what a phone keeps leaves by a script
        self.tab.sheet.wait_for_load_state()
        return self

    def follow(self, name, **words):
        """Click on a link of the page."""
        return self.click(name, role="link", **words)

    def go(self, name):
        """Click on an entry of the navigation."""
        return self.follow(name, within=self.tab.sheet.get_by_role("navigation"), first=True)

    def unfold(self, words):
        """Open a <details> by its summary."""
        self.tab.sheet.locator("summary", has_text=words).first.click()
        self.gestures[self.served] += 1
        return self

    def fetch(self, name):
        """Open the file behind a link, with the session of this person; return its bytes."""
        address = self.main().get_by_role("link", name=name, exact=True).get_attribute("href")
        answer = self.tab.context.request.get(urljoin(self.tab.sheet.url, address))
        self.gestures[self.served] += 1
        assert answer.ok, (address, answer.status)
        return answer.body()

    def letter(self, *, about="", saying=""):
        """Return the last letter to this person whose subject and text hold some words."""
        return Letter.objects.filter(to_address=self.email, subject__contains=about, text__contains=saying).latest("pk")

    def open_letter(self, about="", *, saying=""):
        """Open the first link that follows some words in the last letter whose subject, and text, hold these words."""
        letter = self.letter(about=about, saying=saying)
        # The house forgets the links of a letter that has left: only its reader still holds them.
        text = letter.text if letter.state == Letter.State.WAITING else next(
            m.body for m in reversed(mail.outbox) if m.to == [self.email] and m.subject == letter.subject and saying in m.body)
        address = LINK.search(text, text.index(saying)).group()
        assert self.tab.open(address) == 200, address
        self.gestures[self.served] += 1
        return self

    def enter(self):
        """Come in with one's address and the code that is mailed."""
        self.visit("/connexion/").write({"Votre adresse e-mail": self.email}).click("Recevoir mon code")
        assert mail.outbox[-1].to == [self.email]
        code = re.search(r"\b\d{6}\b", mail.outbox[-1].body).group()
        return self.write({"Code à six chiffres": code}).click("Entrer")

    def visit(self, path):
        """Come to an address that the person knows by heart (a poster, a bookmark, a letter on paper)."""
        assert self.tab.open(path) == 200, path
        self.gestures[self.served] += 1
        return self

    # --- what counts nothing -----------------------------------------------------------------------------------------

    def write(self, fields, *, within=None):
        """Type, tick or pick: {label: text, True/False for a box, ["one of a list"]}."""
        place = within or self.tab.sheet.get_by_role("main")
        for label, value in fields.items():
            field = place.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*(\(facultatif\))?\s*$"))
            if value is True or value is False:
                field.set_checked(value)
            elif isinstance(value, list):
                field.select_option(label=value[0])
            elif hasattr(value, "read_bytes"):
                field.set_input_files(value)
            else:
                field.fill(str(value))
        return self

    def sees(self, *sentences):
        """Every sentence is on the page."""
        for sentence in sentences:
            expect(self.tab.sheet.locator("body")).to_contain_text(sentence)
        return self

    def main(self):
        return self.tab.sheet.get_by_role("main")

    def card(self, words, kind="section"):
        """Return the part of the page that has these words."""
        return self.tab.sheet.locator(kind).filter(has_text=words)

    @property
    def where(self):
        return urlsplit(self.tab.sheet.url).path

    @property
    def words(self):
        return self.tab.sheet.locator("main").inner_text()
