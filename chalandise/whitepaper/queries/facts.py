"""The numbers of a season as they are now, each with the query it comes from and how many records it rests on.

Everything is counted here, once; `chapters` turns it into sentences in both languages and asks the database nothing.
"""
from collections import Counter
from dataclasses import dataclass, field

from chalandise.actions.models import Action
from chalandise.actions.queries.lessons import shared_lessons
from chalandise.diagnostics.queries import overview
from chalandise.foundation import clock
from chalandise.funding.queries.balance import balances
from chalandise.funding.queries.pots import commitments_of, pot_of
from chalandise.impact.models import Reading
from chalandise.mentoring.models import Mentor, Minutes, Pairing, Visit
from chalandise.mentoring.queries.contact import first_contacts
from chalandise.mentoring.queries.hits import hit_rate
from chalandise.mentoring.queries.known import day_of
from chalandise.people.models import Consent, Person, Role
from chalandise.seasons.models import Application, PanelPlace
from chalandise.seasons.queries import closing, partners_of
from chalandise.shops.models import Shop
from chalandise.shops.rules import family_of
from chalandise.whitepaper.rules import name_words


@dataclass
class Facts:
    """What was counted. `figures` traces each number: code → {value, n, unit, query, records}."""

    season: object
    at: object
    figures: dict = field(default_factory=dict)
    groups: dict = field(default_factory=dict)  # code → Counter
    rows: dict = field(default_factory=dict)    # code → list of plain rows
    names: set = field(default_factory=set)     # words that no free text may keep

    def note(self, code, value, *, query, n=None, unit="", records=None):
        self.figures[code] = {"value": value, "n": n if n is not None else records, "unit": unit, "query": query,
                              "records": records if records is not None else n}

    def value(self, code):
        return self.figures[code]["value"]


def facts(season, at=None):
    """Count everything that the white paper and the packs tell about a season. A constant number of queries."""
    found = Facts(season, at or clock.now())
    for count in (_names, _street, _panel, _mentors, _keeping, _maturity, _actions, _lessons, _pot, _readings, _satisfaction):
        count(found)
    return found


def _names(f):
    """Gather every name that must not slip out: merchants, mentors, team, committee, applicants and their shops."""
    season = f.season
    shops = Shop.objects.filter(places__season=season) | Shop.objects.filter(applications__season=season)
    shops = list(shops.distinct())
    roles = Role.objects.filter(kind__in=("merchant", "companion"), scope_id__in=[s.pk for s in shops]) | Role.objects.filter(
        scope_kind="season", scope_id=season.pk) | Role.objects.filter(scope_kind="territory", scope_id=season.territory_id)
    people = list(Person.objects.filter(pk__in=roles.values("person_id"))) + [
        m.person for m in Mentor.objects.filter(season=season).select_related("person")]
    applicants = list(Application.objects.filter(season=season))
    f.names = name_words([*people, *applicants], [*shops, *(a.shop_name for a in applicants)])


def _street(f):
    axis = f.season.axis
    f.rows["works"] = [(w.name, w.starts_on, w.ends_on, list(w.blocks)) for w in axis.works.all()]
    f.note("street.length", axis.length_m, unit="m", query="territory.Axis.length_m", records=1)
    f.note("street.works", len(f.rows["works"]), query="territory.Works", records=len(f.rows["works"]))


def _panel(f):
    places = list(PanelPlace.objects.filter(season=f.season).select_related("shop__stretch", "application"))
    here = [p for p in places if p.left_at is None]
    sent = Application.objects.filter(season=f.season, state=Application.State.SENT).count()
    f.note("panel.applications", sent, query="seasons.Application state=sent", records=sent)
    f.note("panel.shops", len(places), query="seasons.PanelPlace", records=len(places))
    f.note("panel.left", len(places) - len(here), query="seasons.PanelPlace left_at", records=len(places))
    f.groups["panel.trades"] = Counter(family_of(p.shop.trade) for p in places)
    f.groups["panel.stretches"] = Counter(p.shop.stretch.name if p.shop.stretch else "" for p in places)
    levels = [p.application.level for p in places if p.application]
    f.groups["panel.levels"] = Counter(levels)
    f.groups["panel.channels"] = Counter(c for p in places for c in set(
        p.application.channels if p.application else p.shop.channels))


def _mentors(f):
    season = f.season
    mentors = Mentor.objects.filter(season=season).exclude(decided_at=None).exclude(state=Mentor.State.DECLINED).count()
    pairings = Pairing.objects.filter(season=season).count()
    visits = Visit.objects.filter(pairing__season=season, state=Visit.State.DONE).count()
    spent = list(Minutes.objects.filter(visit__pairing__season=season).values_list("duration", "travel"))
    f.note("mentors.people", mentors, query="mentoring.Mentor accepted or left", records=mentors)
    f.note("mentors.pairings", pairings, query="mentoring.Pairing", records=pairings)
    f.note("mentors.visits", visits, query="mentoring.Visit state=done", records=visits)
    f.note("mentors.hours", round(sum(d + t for d, t in spent) / 60), unit="h", query="mentoring.Minutes duration + travel",
           records=len(spent))


def _keeping(f):
    """How the pairings were kept alive: the first contact, and what the alerts foresaw."""
    contacts = first_contacts(f.season)
    dropped = [(a.pairing_id, day_of(a.finished_at or a.changed_at)) for a in Action.objects.filter(season=f.season, state=Action.State.DROPPED)]
    hits = hit_rate(f.season, dropped=dropped)
    for code, share, query in (("contact.soon", contacts.soon, "mentoring.queries.contact.first_contacts, 3 days"),
                               ("contact.latest", contacts.latest, "mentoring.queries.contact.first_contacts, 5 days"),
                               ("alerts.precision", hits.precision, "mentoring.queries.hits.hit_rate, alerts followed by a problem"),
                               ("alerts.recall", hits.recall, "mentoring.queries.hits.hit_rate, problems with an alert before")):
        f.note(code, None if share.value is None else round(100 * share.value), n=share.of, unit="%", query=query, records=share.of)
        f.rows[code] = share
    f.note("contact.median", contacts.median, n=contacts.latest.of, unit="d", query="mentoring.queries.contact.first_contacts", records=contacts.latest.of)


def _maturity(f):
    done = overview.finished(f.season)
    f.rows["maturity.medians"] = overview.medians(f.season, done)
    f.rows["maturity.gains"] = overview.gains(f.season, done)
    for moment, rows in done.items():
        median = f.rows["maturity.medians"][-1][1][moment]
        f.note(f"maturity.{moment}.done", len(rows), query=f"diagnostics.Assessment {moment} finished", records=len(rows))
        f.note(f"maturity.{moment}.median", median.value, n=median.n, unit="/100",
               query="diagnostics.queries.overview.medians", records=median.n)
    for gain in f.rows["maturity.gains"]:
        f.note(f"maturity.gain.{gain.before}-{gain.after}", gain.value, n=gain.n, unit="points",
               query="diagnostics.queries.overview.gains", records=gain.n)


def _actions(f):
    rows = list(Action.objects.filter(season=f.season).values_list("kind", "state"))
    states = Counter(state for _kind, state in rows)
    f.note("actions.all", len(rows), query="actions.Action", records=len(rows))
    f.groups["actions.states"] = states
    for state in Action.State.values:
        f.note(f"actions.{state}", states[state], query=f"actions.Action state={state}", records=len(rows))
    f.groups["actions.kinds"] = Counter(kind for kind, _state in rows)
    f.groups["actions.done_kinds"] = Counter(kind for kind, state in rows if state == Action.State.DONE)


def _lessons(f):
    lessons = list(shared_lessons(f.season))
    consents = {c.about_id: c.pk for c in living_consents(f.season).filter(about_id__in=[x.pk for x in lessons])}
    f.rows["lessons"] = [{"side": x.side, "worked": x.worked, "failed": x.failed, "advice": x.advice, "kind": x.action.kind,
                          "family": family_of(x.action.shop.trade), "consent": consents.get(x.pk)} for x in lessons]
    f.note("lessons.shared", len(lessons), query="actions.queries.lessons.shared_lessons", records=len(lessons))
    f.note("lessons.signed", len(consents), query="people.Consent purpose=quote", records=len(lessons))


def living_consents(season):
    """Return the consents to be quoted by name that hold now, given for lessons of this season."""
    lessons = shared_lessons(season)
    return Consent.objects.filter(purpose="quote", about_kind="actions.lesson", about_id__in=lessons.values("pk"),
                                  person_id__in=lessons.values("by_id"), withdrawn_at=None, ends_at__gt=clock.now())


def _pot(f):
    pot = pot_of(f.season)
    sums, rows = (balances(pot), commitments_of(pot).count()) if pot else (None, 0)
    for name in ("promised", "received", "committed", "paid", "available"):
        f.note(f"pot.{name}", str(getattr(sums, name)) if sums else "0.00", unit="EUR", query="funding.queries.balance.balances",
               records=rows)
    f.rows["partners"] = [str(p) for p in partners_of(f.season)]


def _readings(f):
    rows = Reading.objects.filter(action__season=f.season).values_list("action__indicator", "action_id", "month")
    values, actions, months = Counter(), {}, {}
    for indicator, action, month in rows:
        values[indicator] += 1
        actions.setdefault(indicator, set()).add(action)
        months.setdefault(indicator, set()).add(month)
    f.rows["readings"] = [(i, n, len(actions[i]), min(months[i]), max(months[i])) for i, n in values.most_common()]
    f.note("readings.values", sum(values.values()), query="impact.Reading", records=sum(values.values()))


def _satisfaction(f):
    for row in closing.results(f.season)["audiences"]:
        f.note(f"satisfaction.{row['audience']}.useful", round(row["mean"], 1), n=row["n"], unit="/5",
               query="seasons.queries.closing.results", records=row["n"])
        f.note(f"satisfaction.{row['audience']}.advise", round(row["mean_advise"], 1), n=row["n"], unit="/10",
               query="seasons.queries.closing.results", records=row["n"])
