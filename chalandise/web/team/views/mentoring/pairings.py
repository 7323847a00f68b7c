"""Pairings: the proposal for the whole panel, a mentor chosen by hand, the announcement."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chalandise.mentoring.operations import pairings as operations
from chalandise.mentoring.operations import proposals, wishes
from chalandise.mentoring.queries.board import board
from chalandise.mentoring.queries.pairings import latest_proposal, offers_of, pairing_of_season, pairings_of_season
from chalandise.mentoring.queries.why import Names, cause_words, next_words, turn_words
from chalandise.mentoring.queries.words import BARS, reasons, skill
from chalandise.people.queries.conflicts import supervisors
from chalandise.web.shell.gestures import attempt, number
from chalandise.web.shell.seconds import second_person
from chalandise.web.team.gate import season_page


def found_pairing(season, pairing_id):
    """Return one pairing of the season or answer 404."""
    try:
        return pairing_of_season(season, pairing_id)
    except ObjectDoesNotExist:
        raise Http404 from None


def signed_reasons(good, bad):
    """Return [(sign, words)] of a fit's reasons: + for, − against, ? unknown."""
    return ([("+", words) for words in reasons(good)]
            + [("?" if code.endswith("_unknown") else "−", words) for (code, _value), words in zip(bad, reasons(bad), strict=True)])


@require_GET
@season_page
def pairings(request, season):
    """Show who accompanies whom, and the proposal for the shops that nobody accompanies."""
    found, proposal = board(season), latest_proposal(season)
    rows = list(pairings_of_season(season))
    return render(request, "team/mentoring/pairings.html", {
        "season": season, "proposal": proposal, "lines": proposed(proposal, found), "unserved": unserved(proposal, found),
        "open": [p for p in rows if not p.ended_at], "ended": [p for p in rows if p.ended_at],
        "untold": [p for p in rows if not p.ended_at and not p.announced_at], "waiting": [found.shops[s] for s in found.waiting],
        "unsigned_shops": [found.shops[s] for s in found.waiting if s in found.unsigned_shops],
        "unsigned_mentors": [m for k, m in found.mentors.items() if k in found.unsigned_mentors],
        "level": proposal.level if proposal else proposals.LEVEL, "rivalries": found.rivalries if found.waiting else [],
        "mentors": len(found.mentors), "offers": [(o, skill(o.skill)) for o in offers_of(season)]})


def proposed(proposal, found):
    """Return the pairs of a proposal that still may be, ready to print."""
    if proposal is None:
        return []
    pins, names, rows = {tuple(p) for p in proposal.pins}, Names(found.shops, found.mentors), []
    for line in proposal.result["pairs"]:
        shop, mentor = found.shops.get(line["shop"]), found.mentors.get(line["mentor"])
        if shop and mentor and shop.pk not in found.paired:
            rows.append({"shop": shop, "mentor": mentor, "fit": line["fit"], "signs": signed_reasons(line["for"], line["against"]),
                         "pinned": (shop.pk, mentor.pk) in pins, "unsigned": shop.pk in found.unsigned_shops,
                         "next": next_words(line.get("next"), names), "turn": turn_words(line.get("turn"), names)})
    return sorted(rows, key=lambda r: r["shop"].sort_key)


def unserved(proposal, found):
    """Return (shop, the reason in words, what each single change would do) of those that the proposal leaves without a mentor."""
    rows, names = proposal.result["unserved"] if proposal else [], Names(found.shops, found.mentors)
    causes = dict(proposal.result.get("causes", ())) if proposal else {}
    return [(found.shops[s], *cause_words(code, causes.get(s, ()), names)) for s, code in rows if s in found.shops and s not in found.paired]


@require_POST
@season_page
def proposal(request, season):
    """Ask for a proposal; the pairs kept and refused so far are remembered."""
    last = latest_proposal(season)
    done, made = attempt(request, proposals.propose_pairings, season=season, by=request.user, level=number(request.POST.get("level", "")),
                         pins=last.pins if last else (), forbids=last.forbids if last else ())
    if done:
        n = len(made.result["pairs"])
        messages.success(request, ngettext("%(n)s paire est proposée.", "%(n)s paires sont proposées.", n) % {"n": n})
    return redirect("team:pairings", season.slug)


@require_POST
@season_page
def adjustment(request, season):
    """Keep or refuse one pair, and compute again in place."""
    try:
        shop, mentor = int(request.POST.get("shop", "")), int(request.POST.get("mentor", ""))
    except ValueError:
        raise Http404 from None
    attempt(request, proposals.adjust_proposal, season=season, by=request.user, gesture=request.POST.get("gesture", ""),
            shop_id=shop, mentor_id=mentor)
    return redirect(f"{request.path.removesuffix('ajustement/')}#proposition")


@require_POST
@season_page
def sharing(request, season):
    """Ask two competitors whether they accept one mentor, or note on the phone what one of them says."""
    found = board(season)
    shop, other = (found.shops.get(number(request.POST.get(name, ""))) for name in ("shop", "other"))
    rivalry = next((r for r in found.rivalries if shop and other and r.pair == tuple(sorted((shop.pk, other.pk)))), None)
    if rivalry is None:
        messages.error(request, _("Ces deux boutiques ne sont pas concurrentes dans ce panel, ou l’une l’a quitté."))
        return redirect("team:pairings", season.slug)
    done, (mine, _theirs) = attempt(request, wishes.ask_sharing, season=season, shop=shop, other=other, by=request.user)
    said = request.POST.get("accepts", "")
    if said in ("yes", "no"):
        attempt(request, wishes.answer_sharing, sharing=mine, accepts=said == "yes", by=request.user, via="phone")
        messages.success(request, _("C’est noté pour %(shop)s. Calculez à nouveau pour en tenir compte.") % {"shop": shop})
    elif done:
        messages.success(request, _("La question est posée aux deux. Sans leur accord, chacun aura son parrain."))
    return redirect(f"{request.path.removesuffix('partage/')}#concurrents")


@require_POST
@season_page
def adoption(request, season):
    """Decide every pair of the proposal."""
    done, result = attempt(request, proposals.adopt_proposal, season=season, by=request.user)
    if done:
        opened, left = result
        messages.success(request, ngettext("%(n)s parrainage est décidé. Il reste à l’annoncer.",
                                           "%(n)s parrainages sont décidés. Il reste à les annoncer.", len(opened)) % {"n": len(opened)})
        for _shop, why in left:
            messages.warning(request, why)
    return redirect("team:pairings", season.slug)


@require_POST
@season_page
def announcement(request, season):
    """Tell both sides of every pairing that is decided."""
    done, told = attempt(request, operations.announce_pairings, season=season, by=request.user)
    if done:
        n = len(told)
        messages.success(request, ngettext("%(n)s parrainage est annoncé aux deux.", "%(n)s parrainages sont annoncés, à chacun des deux.", n) % {"n": n})
    return redirect("team:pairings", season.slug)


@require_http_methods(["GET", "POST"])
@season_page
def candidates(request, season, shop_id):
    """Show every possible mentor of a shop, with the reasons for and against; choose one by hand."""
    found = board(season)
    shop = found.shops.get(shop_id)
    if shop is None:
        raise Http404
    pairing = found.paired.get(shop_id)
    if request.method == "POST":
        return _chosen(request, season, shop, pairing, found)
    rows = [{"mentor": m, "fit": fit.value, "bar": BARS.get(bar) or found.why(shop_id, m.pk), "barred": bool(bar),
             "conflict": (shop_id, m.pk) in found.barred, "watched": not bar and found.supervised(shop_id, m.pk),
             "signs": signed_reasons([[r.code, r.value] for r in fit.reasons_for], [[r.code, r.value] for r in fit.reasons_against]),
             "is_now": bool(pairing and pairing.mentor_id == m.pk)} for m, fit, bar in found.ranked(shop_id)]
    last = latest_proposal(season)
    return render(request, "team/mentoring/candidates.html", {
        "season": season, "seconds": supervisors(season, request.user) if any(r["watched"] for r in rows) else (), "shop": shop, "pairing": pairing, "rows": rows, "needs": [skill(c) for c in sorted(found.needs[shop_id])],
        "unsigned": shop_id in found.unsigned_shops, "forbids": {m for s, m in (last.forbids if last else []) if s == shop_id}})


def _chosen(request, season, shop, pairing, found):
    mentor = request.POST.get("mentor", "")
    mentor = found.mentors.get(int(mentor)) if mentor.isdecimal() and len(mentor) < 18 else None
    if mentor is None:
        raise Http404
    second = second_person(request.POST, season, request.user, mentor.person)
    if pairing and pairing.mentor_id != mentor.pk:
        done, made = attempt(request, operations.change_mentor, pairing=pairing, mentor=mentor, by=request.user,
                             seen=request.POST.get("seen") == "1", supervisor=second)
        said = _("%(mentor)s prend la suite à %(shop)s. Les deux sont prévenus.")
    else:
        done, made = attempt(request, operations.open_pairing, season=season, shop=shop, mentor=mentor, by=request.user, supervisor=second)
        said = _("%(mentor)s accompagnera %(shop)s. Il reste à l’annoncer.")
    if not done:
        return redirect("team:candidates", season.slug, shop.pk)
    messages.success(request, said % {"mentor": mentor, "shop": shop})
    return redirect("team:pairing", season.slug, made.pk)
