"""Envelopes of the pot: their rules, what is put there; a request granted in part or from another envelope."""
from functools import wraps

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chalandise.actions.operations.money import tell_decision
from chalandise.foundation.wording import euros
from chalandise.funding import operations, queries
from chalandise.seasons.queries.playbook import kinds
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.seconds import second_person
from chalandise.web.team.forms.envelopes import AllotForm, EnvelopeForm, GrantForm
from chalandise.web.team.gate import season_page
from chalandise.web.team.views.funding import _commitment_page, _form_page


def _envelope_page(view):
    """Give a view the envelope of the season named in the address, or answer 404."""
    @wraps(view)
    def found(request, season, envelope_id):
        try:
            envelope = queries.envelope_in(request.user, season, envelope_id)
        except ObjectDoesNotExist:
            raise Http404 from None
        return view(request, season, envelope)
    return found


def _rules_page(request, season, form, envelope=None):
    return render(request, "team/funding/envelope.html", {"season": season, "form": form, "envelope": envelope},
                  status=422 if form.is_bound and form.errors else 200)


@season_page
@require_http_methods(["GET", "POST"])
def new(request, season):
    """Open an envelope with its rules."""
    mine = queries.pot_of(season)
    if mine is None:
        return redirect("team:pot", season.slug)
    form = EnvelopeForm(request.POST or None, kinds=kinds(season))
    if form.is_valid() and attempt(request, operations.open_envelope, form=form, by=request.user, pot=mine, **form.values())[0]:
        messages.success(request, _("L’enveloppe est ouverte. Mettez-y de l’argent, ou notez-y le versement d’un partenaire."))
        return redirect("team:pot", season.slug)
    return _rules_page(request, season, form)


@season_page
@require_http_methods(["GET", "POST"])
@_envelope_page
def rules(request, season, envelope):
    """Change the rules of an envelope."""
    form = EnvelopeForm(request.POST or None, kinds=kinds(season), envelope=envelope)
    if form.is_valid() and attempt(request, operations.edit_envelope, form=form, by=request.user, envelope=envelope,
                                   version=form.cleaned_data["version"] or 0, **form.values())[0]:
        messages.success(request, _("Les règles sont enregistrées : elles valent pour ce qui sera engagé maintenant."))
        return redirect("team:pot", season.slug)
    return _rules_page(request, season, form, envelope)


@season_page
@require_http_methods(["GET", "POST"])
@_envelope_page
def allotment(request, season, envelope):
    """Put money of the common purse in an envelope, or take it back."""
    form = AllotForm(request.POST or None)
    if form.is_valid() and attempt(request, operations.allot, form=form, by=request.user, envelope=envelope, amount=form.cleaned_data["amount"],
                                   back=form.cleaned_data["way"] == "back", once=form.key("allot"))[0]:
        messages.success(request, _("L’argent est dans l’enveloppe.") if form.cleaned_data["way"] == "in" else
                         _("L’argent est revenu dans la cagnotte commune."))
        return redirect("team:pot", season.slug)
    purse = next((p for p in queries.purses_with_rules(envelope.pot) if p.envelope == envelope), None)
    there = _("L’enveloppe contient %(there)s, dont %(movable)s peuvent revenir à la cagnotte commune.") % {
        "there": euros(purse.money.available), "movable": euros(purse.movable)} if purse else ""
    return _form_page(request, season, form, title=_("Mettre de l’argent dans « %(name)s »") % {"name": envelope.name},
                      button=_("Déplacer l’argent"), intro=there)


@season_page
@require_POST
@_envelope_page
def closure(request, season, envelope):
    """Close an empty envelope."""
    if attempt(request, operations.close_envelope, by=request.user, envelope=envelope)[0]:
        messages.success(request, _("L’enveloppe est fermée."))
    return redirect("team:pot", season.slug)


@season_page
@require_http_methods(["GET", "POST"])
@_commitment_page
def grant(request, season, commitment):
    """Approve a request in part, or from another envelope than the one proposed."""
    seen = queries.waiting_on(request.user, commitment)
    if seen is None or seen.state not in ("open", "second"):
        messages.info(request, _("Cette demande ne se décide pas ici : elle n’attend plus, ou c’est à une autre personne d’en décider."))
        return redirect("team:pot", season.slug)
    form = GrantForm(request.POST or None, commitment=commitment, envelopes=list(queries.envelopes_of(commitment.pot)))
    if form.is_valid() and attempt(request, operations.approve_commitment, form=form, by=request.user, commitment=commitment,
                                   supervisor=second_person(request.POST, season, request.user), **form.values())[0]:
        tell_decision(by=request.user, commitment=commitment)
        messages.success(request, _("L’argent est engagé."))
        return redirect("team:pot", season.slug)
    return _form_page(request, season, form, title=_("Accorder autrement : %(label)s") % {"label": commitment.label}, button=_("Accorder"),
                      intro=_("%(asked)s sont demandés. La boutique ne paie jamais la différence : une partie suffit si le projet coûte moins.")
                      % {"asked": euros(commitment.amount)})
