"""Second looks: which visits may be drawn, who may go, and how far two mentors agree."""
from dataclasses import dataclass
from math import ceil

from chalandise.computing import agreement
from chalandise.diagnostics.models import Answer, Assessment, SecondLook
from chalandise.diagnostics.queries import bank as banks
from chalandise.people.models import Role
from chalandise.people.queries import holders, ties_about
from chalandise.seasons.models import PanelPlace

SHARE = 5  # one visit out of five


def _by_mentors(season, moment):
    return Assessment.objects.filter(season=season, moment=moment, filler=Assessment.Filler.MENTOR).exclude(finished_at=None)


def wanted(season, moment):
    """Return how many visits are still to be drawn so that one out of five is rated twice."""
    done = _by_mentors(season, moment)
    return ceil(done.count() / SHARE) - SecondLook.objects.filter(assessment__in=done).count()


def to_draw(season, done, looks):
    """Return [(moment, how many are still to be drawn)] of the moments that miss some, from what a page has read already.

    Parameters
    ----------
    done : {moment: [finished Assessment]}, as `overview.finished` gives it
    looks : as `looks_of` gives them
    """
    drawn = {look.assessment_id for look in looks}
    found = []
    for moment, sheets in done.items():
        rated = [a for a in sheets if a.filler == Assessment.Filler.MENTOR]
        missing = ceil(len(rated) / SHARE) - sum(a.pk in drawn for a in rated)
        if missing > 0:
            found.append((moment, missing))
    return found


def drawable(season, moment):
    """Return the finished sheets of a moment that a mentor filled, in the panel, without a second look; in a fixed order."""
    shops = PanelPlace.objects.filter(season=season, left_at=None).values("shop_id")
    return list(_by_mentors(season, moment).filter(second_look=None, shop__in=shops).select_related("shop", "season__territory").order_by("pk"))


def raters(season, assessment):
    """Return the season's mentors who may rate a shop again: with an address, not its own mentor, not its first rater, without a tie to it."""
    own = set(holders(Role.Kind.COMPANION, assessment.shop_id).values_list("pk", flat=True)) | {assessment.by_id}
    tied = set(ties_about("shops.shop", [assessment.shop_id]).values_list("person_id", flat=True))
    return [p for p in holders(Role.Kind.MENTOR, season.pk).order_by("sort_key", "pk") if p.email and p.pk not in own | tied]


def look_of(person, key):
    """Return the SecondLook that was asked of this person; raise DoesNotExist."""
    return SecondLook.objects.select_related("assessment__shop", "assessment__season__territory", "rater").get(pk=key, rater=person)


def looks_of(season):
    """Return the second looks of a season, oldest first."""
    return list(SecondLook.objects.filter(assessment__season=season).select_related("assessment__shop", "rater"))


@dataclass(frozen=True)
class Lines:
    """The questions of a second look, by theme: [(theme, [(question, example, choice)])], and how many are left."""

    themes: list
    left: int


def lines_of(look):
    """Return the Lines of a look, with what its rater answered so far and nothing of what the first one did."""
    assessment = look.assessment
    bank = banks.load(assessment.bank_key, assessment.bank_version)
    asked = bank.asked(assessment.trade, assessment.channels, look.answers)
    rows = [(q, q.example(assessment.trade), look.answers.get(q.key, "")) for q in asked]
    themes = [(t, [r for r in rows if r[0].theme == t.key]) for t in bank.themes]
    return Lines([(t, found) for t, found in themes if found], sum(not choice for _q, _e, choice in rows))


def agreement_of(season, looks=None):
    """Return the agreement.Result of a season's finished second looks; questions that one of the two did not know are left out."""
    done = [look for look in (looks_of(season) if looks is None else looks) if look.done_at]
    first, second, groups = [], [], []
    said = {}
    for sheet, question, choice in Answer.objects.filter(assessment__in=[d.assessment_id for d in done]).values_list(
            "assessment_id", "question", "choice"):
        said.setdefault(sheet, {})[question] = choice
    for look in done:
        bank = banks.load(look.assessment.bank_key, look.assessment.bank_version)
        for question in bank.questions:
            pair = [question.option(said.get(look.assessment_id, {}).get(question.key)), question.option(look.answers.get(question.key))]
            if all(pair):
                first.append(pair[0].worth)
                second.append(pair[1].worth)
                groups.append(look.pk)
    return agreement.solve(agreement.Problem(first, second, groups), seed=done[0].seed if done else 0)
