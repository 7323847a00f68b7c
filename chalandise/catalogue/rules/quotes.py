"""Requests for a quote: how many, for how long, what a merchant's words must not give away, who may act."""
import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chalandise.people.models import Role
from chalandise.people.queries import has_role

MOST_PROVIDERS = 3
MOST_A_DAY = 3          # requests of one shop
MOST_OPEN = 6           # running at the same time in one shop
ANSWER_DAYS = 10        # providers answer until then
REMIND_DAYS = 3         # before the last day to answer, once
CHOOSE_DAYS = 30        # after it, the merchant may still choose; then the request closes
AFTER_DAYS = 30         # after the choice, both sides are asked whether it happened
CONTACT_DAYS = 180      # the consent to give one's contact
KEPT_DAYS = 730         # the merchant's words are emptied after
LONGEST_TEXT, SHORTEST_TEXT = 1200, 10


def may_ask(person, shop):
    """Say whether this person may ask for quotes, and choose, for a shop: its merchants."""
    return has_role(person, Role.Kind.MERCHANT, shop.pk)


def may_answer(person, solution):
    """Say whether this person answers for the company of a solution."""
    return has_role(person, Role.Kind.PROVIDER, solution.provider.organisation_id)


# --- what a text must not give away before the merchant agrees ----------------------------------------------------------

@dataclass(frozen=True)
class Given:
    """A piece of a text by which somebody can be reached or known: `kind`, its words, where it stands."""

    kind: str
    words: str
    start: int
    end: int


KINDS = {"phone": gettext_lazy("un numéro de téléphone"), "mail": gettext_lazy("une adresse e-mail"), "web": gettext_lazy("une adresse de site"),
         "name": gettext_lazy("un nom"), "street": gettext_lazy("votre adresse")}
HIDDEN = "[…]"
_AT = r"(?:@|\(\s*(?:at|a|arobase)\s*\)|\[\s*(?:at|a|arobase)\s*\]|\s(?:at|arobase)\s)"
_DOT = r"(?:\.|\(\s*(?:dot|point)\s*\)|\s(?:dot|point)\s)"
_PATTERNS = (
    ("mail", re.compile(rf"[\w.+-]+\s*{_AT}\s*[\w-]+(?:\s*{_DOT}\s*[\w-]+)+", re.IGNORECASE)),
    ("web", re.compile(r"(?:https?://|www\.)\S+|(?<![\w.@])[\w-]{2,}(?:\.[\w-]{2,})*\.(?:fr|com|net|org|eu|shop|io|me|bzh|paris|alsace|corsica|biz|info)\b(?:/\S*)?"
                       r"|(?<!\w)@[\w.]{3,}", re.IGNORECASE)),
    ("phone", re.compile(r"(?<!\d)(?:\+\s*|00\s*)?\d(?:[\s.\-/()_·–]{0,3}\d){8,14}(?!\d)")),
)
_ARTICLES = ("l ", "le ", "la ", "les ", "au ", "aux ", "un ", "une ", "chez ")


def given_away(text, *, shop, people=()):
    """Return every Given of a text: phone numbers, mail and web addresses, the shop's name and street, the names of its people.

    Numbers are found whatever separates their digits, names whatever their capitals and accents. What is found too much is
    only asked about; a number written in letters is not found.
    """
    plain = _flat(text)
    found = [Given(kind, text[m.start():m.end()], m.start(), m.end()) for kind, pattern in _PATTERNS for m in pattern.finditer(plain)]
    for kind, words in [*(("name", n) for n in _names(shop, people)), ("street", f"{shop.number} {shop.street}" if shop.number and shop.street else "")]:
        for m in _spelled(words, plain):
            found.append(Given(kind, text[m.start():m.end()], m.start(), m.end()))
    return _apart(found)


def masked(text, found):
    """Return the text with each Given hidden."""
    for one in sorted(found, key=lambda g: -g.start):
        text = text[:one.start] + HIDDEN + text[one.end:]
    return text


def given_words(found):
    """Say what a text gives away: "un numéro de téléphone (06 00 00 00 01)"."""
    return ", ".join(_("%(kind)s (%(words)s)") % {"kind": KINDS[g.kind], "words": g.words.strip()} for g in found)


def _names(shop, people):
    """Return the names to look for, with and without the article of the shop's."""
    name = " ".join(_flat(shop.name).lower().replace("'", " ").split())
    bare = next((name.removeprefix(a) for a in _ARTICLES if name.startswith(a)), name)
    return [name, bare if " " in bare else "", *(p.family_name for p in people), *(p.full_name for p in people if p.family_name)]


def _spelled(words, plain):
    """Return the matches of some words in a flat text, whatever separates them; words of less than three letters match nothing."""
    parts = re.findall(r"\w+", _flat(words).lower())
    if len("".join(parts)) < 3:
        return ()
    return re.finditer(r"(?<!\w)" + r"[\s'\-.,_]*".join(re.escape(p) for p in parts) + r"(?!\w)", plain.lower())


def _flat(text):
    """Return a text of the same length without accents, fullwidth digits or curly apostrophes."""
    return "".join(_plain(c) for c in text)


def _plain(char):
    if char in "’‘ʼ`´":
        return "'"
    plain = unicodedata.normalize("NFKD", char)
    return plain[0] if plain else char


def _apart(found):
    """Keep the longest of what overlaps, in the order of the text."""
    kept = []
    for one in sorted(found, key=lambda g: (g.start, -g.end)):
        if kept and one.start < kept[-1].end:
            if one.end > kept[-1].end:
                last = kept.pop()
                kept.append(Given(last.kind, last.words, last.start, one.end))
        else:
            kept.append(one)
    return kept
