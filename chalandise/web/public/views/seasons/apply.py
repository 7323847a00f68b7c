"""Apply to a season on a phone in three minutes: one page, saved as it is typed, no account."""
import uuid

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chalandise.foundation.refusals import Refused
from chalandise.seasons.operations import applications as operations
from chalandise.seasons.queries.applications import draft_of, invitation, invited_season
from chalandise.shops.queries import register_lookup
from chalandise.shops.rules.values import read_siret
from chalandise.web.public.forms.seasons import TellForm
from chalandise.web.public.views.seasons.application import application_page
from chalandise.web.shell.application import ApplicationForm
from chalandise.web.shell.gestures import attempt

MONTHS_2 = 60 * 60 * 24 * 60


def season_or_404(request, slug):
    """Return a season by its public address, and dress the page in its colours."""
    try:
        season = invited_season(slug)
    except ObjectDoesNotExist:
        raise Http404 from None
    request.territory, request.accent = season.territory, season.territory.accent
    return season


def cookie_of(season):
    return f"candidature-{season.pk}"


def key_in(request, season):
    """Return the key of the draft that this browser holds, or None."""
    try:
        return uuid.UUID(request.get_signed_cookie(cookie_of(season), default=""))
    except ValueError:
        return None
    except Exception:  # a cookie that was tampered with is no cookie
        return None


def keep_key(response, season, key):
    response.set_signed_cookie(cookie_of(season), str(key), max_age=MONTHS_2, httponly=True, samesite="Lax",
                               secure=settings.SESSION_COOKIE_SECURE)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def apply(request, slug):
    """The application; its draft is kept in the house, its key in the browser."""
    season = season_or_404(request, slug)
    key = key_in(request, season)
    draft, opening = draft_of(season, key), invitation(season)
    if draft and draft.state != "draft":
        return redirect("public:application", season.slug)
    if opening.state != "open":
        return closed(request, season, opening)
    if request.method != "POST":
        form = ApplicationForm(season=season, application=draft)
        page = render(request, "public/seasons/apply.html", {"season": season, "opening": opening, "form": form, "draft": draft})
        # Given with the page: what saves itself and what is sent may cross each other, and are one application.
        return keep_key(page, season, key or uuid.uuid4())
    gesture, key = request.POST.get("gesture", "send"), key or uuid.uuid4()
    form = ApplicationForm(request.POST, season=season)
    draft = operations.save_draft(season=season, key=key, **form.typed())
    answer = {"save": _saved, "fill": _fill, "later": _later}.get(gesture, _send)(request, season, form, draft)
    if answer is None:
        answer = render(request, "public/seasons/apply.html", {"season": season, "opening": opening, "form": form, "draft": draft})
    return keep_key(answer, season, key)


def _saved(request, season, form, draft):
    return HttpResponse(status=204)


def _fill(request, season, form, draft):
    digits, reasons = read_siret(request.POST.get("siret", ""))
    if not digits:
        form.full_clean()
        form.errors.clear()
        form.add_error("siret", reasons[0].text if reasons else _("Écrivez d’abord le SIRET."))
        return None
    known = register_lookup(season.territory, digits)
    if known is None:
        messages.info(request, _("Ce SIRET est juste, mais nous ne connaissons pas encore cette boutique : remplissez la suite."))
    else:
        operations.save_draft(season=season, key=draft.draft_key, siret=digits, shop_name=known["name"],
                              **{name: known[name] for name in ("trade", "number", "street", "postcode", "city")})
        messages.success(request, _("Trouvé : %s. Vérifiez, puis dites votre besoin.") % known["name"])
    return redirect("public:apply", season.slug)


def _later(request, season, form, draft):
    form.full_clean()
    form.errors.clear()
    done, _draft = attempt(request, operations.keep_for_later, form=form, application=draft, email=request.POST.get("email", ""))
    if not done:
        return None
    messages.success(request, _("Votre brouillon est gardé. Le lien pour continuer arrive par e-mail."))
    return redirect("public:apply", season.slug)


def _send(request, season, form, draft):
    if not form.is_valid():
        return None
    try:
        operations.send(application=draft, **form.typed())
    except operations.AlreadyApplied as refusal:
        operations.send_link_again(application=refusal.application)
        form.add_error("siret", _("Cette boutique a déjà une candidature. Le lien pour la voir ou la changer vient de repartir "
                                  "vers l’adresse qui l’a envoyée. Ce n’est pas vous ? Appelez l’équipe."))
        return None
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        return None
    return redirect("public:application", season.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def application(request, slug):
    """What this browser sent: read it again, change it, take it back."""
    season = season_or_404(request, slug)
    draft = draft_of(season, key_in(request, season))
    if draft is None or draft.state == "draft" or draft.person is None:
        return redirect("public:apply", season.slug)
    return application_page(request, draft)


def closed(request, season, opening):
    """The invitation is not open: say so, and offer to be told next time."""
    form = TellForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        done, _consent = attempt(request, operations.tell_next_time, form=form, season=season, text=str(form.SENTENCE), **form.cleaned_data)
        if done:
            messages.success(request, _("C’est noté : vous recevrez un message à la prochaine ouverture, et rien d’autre."))
            return redirect("public:apply", season.slug)
    return render(request, "public/seasons/closed.html", {"season": season, "opening": opening, "form": form})
