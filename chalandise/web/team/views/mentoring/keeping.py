"""How the pairings are kept alive: reminders under way and sent, the first contact, what the alerts foresaw."""
from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from chalandise.computing.hits import FEW, WITHIN
from chalandise.foundation import clock, wording
from chalandise.mentoring.operations.reminders import hold_reminder, resume_reminder
from chalandise.mentoring.queries import contact, reminding
from chalandise.mentoring.queries.health import season_health
from chalandise.mentoring.queries.hits import hit_rate
from chalandise.mentoring.queries.visits import merchants_of
from chalandise.mentoring.queries.words import ALERTS, PROBLEMS
from chalandise.web.shell.figures import Bar, Bars
from chalandise.web.shell.gestures import attempt, number, typed
from chalandise.web.shell.listing import Column, Filter, Listing
from chalandise.web.team.forms.mentoring import Hold
from chalandise.web.team.gate import season_page
from chalandise.web.team.views.mentoring.moves import dropped_of, moves_of
from chalandise.web.team.views.mentoring.pairings import found_pairing

SOON = 7  # days ahead that the page shows at once


@require_GET
@season_page
def reminders(request, season):
    """Show what is the referent's, what comes, what was stopped, what left; and the first contact of each pairing."""
    rows = reminding.rows_of(season_health(season, moves=moves_of(request.user, season)))
    horizon = clock.today() + timedelta(days=SOON)
    coming = [r for r in rows if r.plan.status in ("now", "later")]
    listing = Listing(
        request, reminding.sent_of(season), name=f"rappels-{season.slug}", default_sort="-at", per_page=20, search=["pairing__shop__sort_key", "person__sort_key"],
        columns=[
            Column("at", _("Quand"), value=lambda r: wording.moment(r.at), sort="at"),
            Column("shop", _("Boutique"), value="pairing.shop.name", sort="pairing__shop__sort_key",
                   link=lambda r: reverse("team:pairing", args=[season.slug, r.pairing_id])),
            Column("person", _("À qui"), value="person.full_name", sort="person__sort_key"),
            Column("what", _("Pourquoi"), value=reminding.what_was),
            Column("letter", _("Lettre"), value=lambda r: LETTERS.get(r.letter.state, "") if r.letter else ""),
        ],
        filters=[Filter("quoi", _("Pourquoi"), list(reminding.WHAT.items()), "code")],
        counted=lambda n: ngettext("%(n)s rappel parti", "%(n)s rappels partis", n) % {"n": n})
    return listing.answer("team/mentoring/reminders.html", {
        "season": season, "contacts": contact.first_contacts(season), "targets": contact.TARGETS, "hold": Hold(),
        "yours": [r for r in rows if r.yours], "coming": [r for r in coming if r.plan.on <= horizon],
        "later": [r for r in coming if r.plan.on > horizon], "held": [r for r in rows if r.plan.status in ("held", "stopped", "complaint")]})


LETTERS = {"waiting": _("attend le prochain courrier"), "held": _("à imprimer"), "sent": _("partie"), "failed": _("pas partie"),
           "bounced": _("revenue"), "cancelled": _("annulée")}


@require_POST
@season_page
def reminder(request, season, pairing_id):
    """Stop one reminder, put it aside until a day, or let it go on."""
    pairing = found_pairing(season, pairing_id)
    people = {p.pk: p for p in (*merchants_of(pairing.shop), pairing.mentor.person)}
    person, reason = people.get(number(request.POST.get("person", ""))), typed(request, "reason")[:120]
    if person is None or not reason:
        messages.error(request, _("Ce rappel n’existe plus : il a été répondu entre-temps."))
        return redirect("team:reminders", season.slug)
    words = {"pairing": pairing, "person": person, "reason": reason, "by": request.user}
    if request.POST.get("gesture") == "resume":
        attempt(request, resume_reminder, **words)
    elif (form := Hold(request.POST)).is_valid():
        attempt(request, hold_reminder, **words, **form.cleaned_data)
    else:
        attempt(request, hold_reminder, **words, why="")
    asked = request.POST.get("retour", "")
    safe = asked.startswith("/equipe/") and url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()})
    return redirect(asked if safe else reverse("team:reminders", args=[season.slug]))


@require_GET
@season_page
def alerts(request, season):
    """Show what the alerts foresaw: precision and recall, by rule and by kind of problem, with their intervals."""
    found = hit_rate(season, dropped=dropped_of(request.user, season))
    return render(request, "team/mentoring/alerts.html", {
        "season": season, "hits": found, "few": FEW, "within": WITHIN, "precision": said(found.precision), "recall": said(found.recall),
        "rules": table(found.rules, ALERTS), "kinds": table(found.kinds, PROBLEMS),
        "figure": Bars(_("Alertes suivies d’un vrai problème, par règle"), [
            Bar(str(ALERTS[code]), 100 * share.value, 100 * share.interval[0], 100 * share.interval[1])
            for code, share in found.rules.items() if share.tells], unit="%", low=0, high=100,
            source=_("%(season)s, alertes notées chaque jour, intervalles de Wilson à 95 %%") % {"season": season.name})})


def said(share):
    """Return a share in words: "12 sur 40, 30 % (entre 18 et 45 %)", or the counts and "trop peu pour dire"."""
    if not share.tells:
        return {"count": share, "words": _("trop peu pour dire"), "tells": False}
    low, high = share.interval
    return {"count": share, "tells": True, "percent": wording.number(round(100 * share.value)),
            "words": _("entre %(low)s et %(high)s %%") % {"low": wording.number(round(100 * low)), "high": wording.number(round(100 * high))}}


def table(shares, words):
    """Return [(label, said)] of each code, the most frequent first."""
    return [(words[code], said(share)) for code, share in sorted(shares.items(), key=lambda s: (-s[1].of, s[0]))]
