"""One sheet of answers: what is asked, what was answered, what comes next."""
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ObjectDoesNotExist

from chalandise.computing.maturity import UNKNOWN
from chalandise.diagnostics.models import Assessment
from chalandise.diagnostics.queries import bank as banks
from chalandise.foundation import clock
from chalandise.people.models import Role
from chalandise.people.queries import scopes_of
from chalandise.seasons.models import PanelPlace

MOMENTS = tuple(Assessment.Moment.values)
EARLY = timedelta(days=7)  # a sheet may be filled a week before its day


def _places():
    return PanelPlace.objects.filter(left_at=None).select_related("shop__territory", "season__territory", "season__contact")


def place_of_shop(shop):
    """Return the shop's place in its latest season with its milestones, or None (the shop comes from a gate)."""
    return _places().prefetch_related("season__milestones").filter(shop=shop).order_by("-since").first()


def places_assessed_by_mentor(person, season):
    """Return the places of a season whose shop this person accompanies now."""
    return _places().filter(season=season, shop__in=scopes_of(person, Role.Kind.COMPANION)).order_by("shop__sort_key")


def place_in_season(season, shop_id):
    """Return one place of a season that a gate has opened, even of a shop that has left; raise DoesNotExist otherwise."""
    return PanelPlace.objects.select_related("shop__territory", "season__territory", "season__contact").get(
        season=season, shop_id=shop_id)


def assessments_of_shop(season, shop):
    """Return {moment: Assessment} of one shop in one season."""
    return {a.moment: a for a in Assessment.objects.filter(season=season, shop=shop).select_related("shop", "season__territory", "by")}


def assessment_of(person, key):
    """Return an assessment that this person may fill or read as merchant or mentor of the shop; raise DoesNotExist."""
    shops = scopes_of(person, Role.Kind.MERCHANT, Role.Kind.COMPANION)
    return Assessment.objects.select_related("shop__territory", "season__territory", "season__contact").get(pk=key, shop__in=shops)


def slot(place, moment):
    """Return the assessment of a place at a moment, unsaved when nobody has begun; raise DoesNotExist for another moment."""
    if moment not in MOMENTS:
        raise ObjectDoesNotExist
    found = Assessment.objects.filter(season=place.season, shop=place.shop, moment=moment).first()
    key, version = bank_for(place.season, place.shop)
    made = found or Assessment(season=place.season, shop=place.shop, moment=moment, bank_key=key, bank_version=version,
                               trade=place.shop.trade, channels=place.shop.channels)
    made.season, made.shop = place.season, place.shop
    return made


def bank_for(season, shop):
    """Return (key, version) of the bank that a new sheet asks: that of the shop's earlier sheet, so that moments compare,
    or what the territory asks now."""
    earlier = Assessment.objects.filter(season=season, shop=shop).exclude(started_at=None).order_by("moment").first()
    return (earlier.bank_key, earlier.bank_version) if earlier else banks.key_of(season.territory)


def due_moment(place, found):
    """Return the moment that this place should fill now, or "": the latest one whose day has come, or that was asked for.

    Parameters
    ----------
    found : {moment: Assessment} of the shop, as `assessments_of_shop` gives it
    """
    stops = {m.key.upper(): m.on for m in place.season.milestones.all() if m.key.upper() in MOMENTS}
    for moment in reversed(MOMENTS):
        sheet_of = found.get(moment)
        if (sheet_of and (sheet_of.asked_at or sheet_of.started_at)) or (
                moment in stops and stops[moment] - EARLY <= clock.today()):
            return "" if sheet_of and sheet_of.finished_at else moment
    return ""


@dataclass(frozen=True)
class Line:
    """A question of a sheet with the answer given, if any."""

    question: banks.Question
    theme: banks.Theme
    example: str
    choice: str
    note: str

    @property
    def answered(self):
        return bool(self.choice)

    @property
    def unknown(self):
        return self.choice == UNKNOWN

    @property
    def option(self):
        return self.question.option(self.choice)


@dataclass(frozen=True)
class Sheet:
    """Everything the pages of one assessment read, in two queries at most."""

    assessment: Assessment
    bank: banks.Bank
    lines: tuple

    @property
    def answered(self):
        return sum(line.answered for line in self.lines)

    @property
    def total(self):
        return len(self.lines)

    @property
    def full(self):
        return self.answered == self.total

    def at(self, key):
        """Return (position from 1, line) of a question of this sheet, or of the first one without answer, or (0, None)."""
        rows = list(enumerate(self.lines, 1))
        return next(((n, r) for n, r in rows if key and r.question.key == key),
                    next(((n, r) for n, r in rows if not r.answered), (0, None)))

    def after(self, key):
        """Return the key of the next question without answer after this one, else the first without answer, else ""."""
        keys = [r.question.key for r in self.lines]
        start = keys.index(key) + 1 if key in keys else 0
        open_ones = [r.question.key for r in (*self.lines[start:], *self.lines[:start]) if not r.answered]
        return open_ones[0] if open_ones else ""

    def before(self, key):
        """Return the key of the question before this one, or ""."""
        keys = [r.question.key for r in self.lines]
        return keys[keys.index(key) - 1] if key in keys and keys.index(key) else ""

    def by_theme(self):
        """Return [(theme, [lines])] in the bank's order, themes without a question left out."""
        found = [(t, [r for r in self.lines if r.theme.key == t.key]) for t in self.bank.themes]
        return [(t, rows) for t, rows in found if rows]

    @property
    def result(self):
        """Return the maturity.Result of the answers as they are now."""
        return self.bank.score(self.assessment.trade, {r.question.key: r.choice for r in self.lines if r.choice}, self.assessment.channels)


def sheet(assessment, *, whole=False):
    """Return the Sheet of an assessment, read with the version of the bank it is bound to.

    A whole one also has the questions that other answers would lead to: on a phone without a network nobody can ask for them.
    """
    bank = banks.load(assessment.bank_key, assessment.bank_version)
    given = {a.question: a for a in assessment.answers.all()} if assessment.pk else {}
    themes = {t.key: t for t in bank.themes}
    asked = bank.asked(assessment.trade, assessment.channels, None if whole else {key: a.choice for key, a in given.items()})
    return Sheet(assessment, bank, tuple(
        Line(q, themes[q.theme], q.example(assessment.trade), *_given(given.get(q.key), q)) for q in asked))


def _given(answer, question):
    """Return (choice, note) of a line; a choice that this version does not offer is no answer."""
    if answer is None:
        return "", ""
    return (answer.choice if answer.choice == UNKNOWN or question.option(answer.choice) else ""), answer.note
