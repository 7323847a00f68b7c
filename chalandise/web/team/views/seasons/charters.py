"""The team's charters: who signed, who has not, reminders, paper, another text."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chalandise.mentoring.models import Pairing
from chalandise.mentoring.operations.pairings import close_pairing
from chalandise.mentoring.queries.pairings import running_pairings
from chalandise.seasons import documents
from chalandise.seasons.models import CharterText
from chalandise.seasons.operations import charters as operations
from chalandise.seasons.queries import charters as queries
from chalandise.web.shell.charter import pdf_answer, prose
from chalandise.web.shell.gestures import attempt, number
from chalandise.web.team.forms.seasons.charters import PaperForm, TextForm
from chalandise.web.team.gate import season_page

AUDIENCES = CharterText.Audience


def _audience(name):
    if name not in AUDIENCES.values:
        raise Http404
    return name


@season_page
@require_safe
def charters(request, season):
    """Both charters: who signed, who has not."""
    parts = [(code, words, queries.current(season, code), queries.roll(season, code)) for code, words in AUDIENCES.choices]
    return render(request, "team/seasons/charters.html", {
        "season": season, "left": _left(season, [(code, s) for code, _words, _text, roll in parts for s in roll if s.withdrawn_at]),
        "parts": [(code, words, text, roll, sum(s.signature is None for s in roll)) for code, words, text, roll in parts]})


def _left(season, withdrawn):
    """Return [(audience, signer, their running pairings)] for those who took their signature back and are still paired."""
    running = list(running_pairings(season)) if withdrawn else []
    found = [(code, signer, [p for p in running if signer.number == (p.shop_id if signer.shop else p.mentor.person_id)])
             for code, signer in withdrawn]
    return [line for line in found if line[2]]


@season_page
@require_POST
def pairings_end(request, season, audience, number):
    """End the pairings of somebody who took their signature back: no signature, no pairing."""
    signer = _signer(season, audience, number)
    ending = Pairing.Ending.MERCHANT_LEFT if audience == AUDIENCES.MERCHANT else Pairing.Ending.MENTOR_LEFT
    rows = [p for _code, _signer, pairings in _left(season, [(audience, signer)] if signer.withdrawn_at else []) for p in pairings]
    done = [p for p in rows if attempt(request, close_pairing, pairing=p, by=request.user, ending=ending)[0]]
    if done:
        messages.success(request, _("Terminé : %s. Les visites à venir sont annulées, chacun est prévenu, l’histoire est gardée.") %
                         ", ".join(f"{p.shop} – {p.mentor}" for p in done))
    elif not rows:
        messages.info(request, _("Aucun parrainage n’est à terminer ici."))
    return redirect("team:charters", season.slug)


@season_page
@require_POST
def reminder(request, season, audience):
    """Write to those who have not signed, or to one of them."""
    asked = request.POST.get("number")  # one of them; nobody is not everybody
    done, count = attempt(request, operations.remind, by=request.user, season=season, audience=_audience(audience),
                          number=(number(asked) or 0) if asked else None)
    if done and count:
        messages.success(request, ngettext("%d rappel est dans le courrier.", "%d rappels sont dans le courrier.", count) % count)
    elif done:
        messages.info(request, _("Tout le monde a signé : rien à rappeler."))
    return redirect("team:charters", season.slug)


@season_page
@require_http_methods(["GET", "HEAD", "POST"])
def text(request, season, audience):
    """Read the text that holds, what changed since the last one, and publish another."""
    found = queries.versions(season, _audience(audience))
    present = found[0] if found else None
    form = TextForm(request.POST if request.method == "POST" else None,
                    initial={"text": present.text if present else "", "seen": present.version if present else None})
    if form.is_valid():
        done, made = attempt(request, operations.publish_new_version, form=form, by=request.user, season=season, audience=audience,
                             **form.cleaned_data)
        if done:
            messages.success(request, _("La version %d est publiée.") % made.version)
            return redirect("team:charters", season.slug)
    return render(request, "team/seasons/charter_text.html", {
        "season": season, "audience": audience, "words": AUDIENCES(audience).label, "present": present, "form": form,
        "versions": found, "prose": prose(present.text) if present else "",
        "changes": queries.changes(found[1], found[0]) if len(found) > 1 else []})


def _signer(season, audience, number):
    try:
        return queries.signer_of(season, _audience(audience), number)
    except LookupError:
        raise Http404 from None


@season_page
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request, season, audience, number):
    """Record a signature given on paper."""
    signer = _signer(season, audience, number)
    if signer.person is None:
        raise Http404
    form = PaperForm(request.POST if request.method == "POST" else None, initial={"typed_name": signer.person.full_name})
    if form.is_valid():
        done, _made = attempt(request, operations.record_paper, form=form, by=request.user, season=season, audience=audience,
                              person=signer.person, shop=signer.shop, **form.cleaned_data)
        if done:
            messages.success(request, _("La signature de %s est notée.") % signer.name)
            return redirect("team:charters", season.slug)
    return render(request, "team/seasons/charter_paper.html", {"season": season, "audience": audience, "signer": signer, "number": number,
                                                               "form": form})


@season_page
@require_POST
def sheet(request, season, audience, number):
    """The charter to print, with a code to sign on a phone instead; each print makes a new code."""
    signer, charter = _signer(season, audience, number), queries.current(season, audience)
    if charter is None:
        raise Http404
    charter.season = season
    address = operations.link_for(signer, charter) if signer.person and signer.signature is None else ""
    return pdf_answer(documents.charter_sheet(charter, signer, address, lang=(get_language() or "fr")[:2]), f"charte-{audience}-{number}.pdf")


@season_page
@require_safe
def certificate(request, season, number):
    """The proof of one signature."""
    try:
        signature = queries.signature_in(season, number)
    except ObjectDoesNotExist:
        raise Http404 from None
    return pdf_answer(documents.certificate(signature, lang=(get_language() or "fr")[:2]), f"charte-{number}.pdf")
