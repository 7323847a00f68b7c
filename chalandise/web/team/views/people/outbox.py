"""The outbox of a season: what was written to whom; read, corrected, released, cancelled, printed."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chalandise.foundation import mail
from chalandise.foundation.models import Letter
from chalandise.people import operations
from chalandise.people.documents import paper_letter, paper_letters
from chalandise.people.models import Role
from chalandise.people.queries import has_role, letters_in, letters_to_do, letters_to_print
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.listing import Column, Filter, Listing
from chalandise.web.team.forms.people import LetterForm
from chalandise.web.team.gate import season_page

S = Letter.State
STATES = [(S.HELD, gettext_lazy("à relire")), (S.WAITING, gettext_lazy("en attente")), (S.SENT, gettext_lazy("partie")),
          (S.BOUNCED, gettext_lazy("revenue")), (S.FAILED, gettext_lazy("en panne")), (S.CANCELLED, gettext_lazy("annulée"))]
CHANNELS = [(Letter.Channel.MAIL, gettext_lazy("courriel")), (Letter.Channel.PAPER, gettext_lazy("papier"))]


def _scopes(request, season):
    """Return whose letters this person reads here: the season's, and the territory's for who is responsible of it."""
    found = [("season", season.pk)]
    if has_role(request.user, Role.Kind.ADMIN, season.territory_id):
        found.append(("territory", season.territory_id))
    return found


def _letter(request, season, letter_id):
    try:
        return letters_in(*_scopes(request, season)).get(pk=letter_id)
    except ObjectDoesNotExist:
        raise Http404 from None


def said(letter):
    """Return a letter's state in words."""
    if letter.channel == Letter.Channel.PAPER:
        return {S.HELD: _("à imprimer"), S.SENT: _("remise")}.get(letter.state, dict(STATES)[letter.state])
    return dict(STATES)[letter.state]


@require_safe
@season_page
def outbox(request, season):
    """List the letters, newest first."""
    scopes = _scopes(request, season)
    listing = Listing(request, letters_in(*scopes), name="courrier", columns=[
        Column("to_name", _("À qui"), sort="to_name", link=lambda letter: reverse("team:letter", args=[season.slug, letter.pk])),
        Column("subject", _("Objet"), sort="subject"),
        Column("state", _("État"), value=said, sort="state"),
        Column("channel", _("Par"), value=lambda letter: str(dict(CHANNELS)[letter.channel]), sort="channel"),
        Column("written", _("Écrite"), value="written_at", sort="written_at"),
    ], search=["to_name", "subject"], filters=[
        Filter("etat", _("État"), STATES, "state"), Filter("par", _("Par"), CHANNELS, "channel"),
    ], default_sort="-written", counted=lambda n: ngettext("%(n)s lettre", "%(n)s lettres", n) % {"n": n})
    return listing.answer("team/people/outbox.html", {"season": season, "to_do": letters_to_do(*scopes),
                                                      "to_print": [row.pk for row in letters_to_print(*scopes)]})


@require_safe
@season_page
def letter(request, season, letter_id):
    """Read one letter as its reader will, its personal links hidden."""
    found = _letter(request, season, letter_id)
    return render(request, "team/people/letter.html", {
        "season": season, "letter": found, "said": said(found), "paper": found.channel == Letter.Channel.PAPER,
        "open": found.state in (S.HELD, S.WAITING, S.FAILED), "body": mark_safe(mail.as_html(mail.masked(found.body)))})


@require_POST
@season_page
def released_all(request, season):
    """Let every held mail leave."""
    done, count = attempt(request, operations.release_letters, by=request.user, letters=letters_in(*_scopes(request, season)))
    if done:
        messages.success(request, ngettext("%(n)s lettre part dans la minute.", "%(n)s lettres partent dans la minute.", count)
                         % {"n": count})
    return redirect("team:outbox", season.slug)


def _gesture(operation, sentence):
    """Make the view of a gesture on one letter."""
    @require_POST
    @season_page
    def view(request, season, letter_id):
        if attempt(request, operation, by=request.user, letter=_letter(request, season, letter_id))[0]:
            messages.success(request, sentence)
        return redirect("team:letter", season.slug, letter_id)
    return view


release = _gesture(operations.release_letter, gettext_lazy("La lettre part dans la minute."))
cancel = _gesture(operations.cancel_letter, gettext_lazy("La lettre est annulée : elle ne partira pas."))
printed = _gesture(operations.mark_printed, gettext_lazy("C’est noté : la lettre est remise."))


@require_http_methods(["GET", "HEAD", "POST"])
@season_page
def edit(request, season, letter_id):
    """Correct the words of a letter before it leaves."""
    found = _letter(request, season, letter_id)
    form = LetterForm(request.POST or None, initial={"subject": found.subject, "body": mail.masked(found.body)})
    if request.method == "POST" and form.is_valid() and attempt(
            request, operations.edit_letter, form=form, by=request.user, letter=found, **form.cleaned_data)[0]:
        messages.success(request, _("La lettre est corrigée."))
        return redirect("team:letter", season.slug, found.pk)
    return render(request, "team/people/letter_edit.html", {"season": season, "letter": found, "form": form},
                  status=422 if form.errors else 200)


@require_safe
@season_page
def papers(request, season):
    """Every letter that waits to be printed, in one file."""
    found = list(letters_to_print(*_scopes(request, season)))
    if not found:
        messages.info(request, _("Aucune lettre n’est à imprimer."))
        return redirect("team:outbox", season.slug)
    made = paper_letters(found, territory=season.territory.name, accent=season.territory.accent)
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="lettres.pdf"'})


@require_POST
@season_page
def all_printed(request, season):
    """The letters that the page listed were given; one that came meanwhile stays to be printed."""
    numbers = [n for n in request.POST.getlist("letter") if n.isdecimal() and len(n) < 19]
    letters = letters_to_print(*_scopes(request, season)).filter(pk__in=numbers)
    done, count = attempt(request, operations.mark_all_printed, by=request.user, letters=letters)
    if done:
        messages.success(request, ngettext("C’est noté : %(n)s lettre est remise.", "C’est noté : %(n)s lettres sont remises.", count) % {"n": count})
    return redirect("team:outbox", season.slug)


@require_safe
@season_page
def paper(request, season, letter_id):
    """The letter to print, for somebody without an address."""
    found = _letter(request, season, letter_id)
    if found.channel != Letter.Channel.PAPER:
        raise Http404
    made = paper_letter(found, territory=season.territory.name, accent=season.territory.accent)
    return HttpResponse(made, content_type="application/pdf",
                        headers={"Content-Disposition": f'inline; filename="lettre-{found.pk}.pdf"'})
