"""The pot: what is there, who gave, what waits for a second person, what was paid."""
from functools import wraps

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chalandise.actions.operations.money import tell_decision
from chalandise.foundation import files
from chalandise.foundation.refusals import Refused
from chalandise.foundation.wording import euros
from chalandise.funding import operations, queries
from chalandise.funding.models import Commitment
from chalandise.funding.operations.interests import declare
from chalandise.seasons.queries.playbook import kinds
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.listing import Filter, Listing
from chalandise.web.shell.seconds import second_person
from chalandise.web.team.forms import funding as forms
from chalandise.web.team.forms.interests import asked, ticked
from chalandise.web.team.gate import season_page
from chalandise.web.team.views.funding_words import entries_columns, entry_kinds, pot_figures

S = Commitment.State


@season_page
@require_GET
def pot(request, season):
    """Show the pot of a season, or how to open it."""
    mine = queries.pot_of(season)
    if mine is None:
        return render(request, "team/funding/closed.html", {"season": season})
    return render(request, "team/funding/pot.html", {"season": season, "pot": mine, **pot_figures(request.user, mine)})


@season_page
@require_POST
def opening(request, season):
    attempt(request, operations.open_pot, by=request.user, season=season)
    return redirect("team:pot", season.slug)


def _form_page(request, season, form, *, title, button, intro=""):
    return render(request, "team/funding/form.html", {"season": season, "form": form, "title": title, "button": button,
                                                      "intro": intro}, status=422 if form.is_bound and form.errors else 200)


def _document(request, form):
    """Store the file given with the form, or say beside it why it cannot be kept; (went well, the file)."""
    given = form.cleaned_data.get("document")
    if not given:
        return True, None
    done, result = attempt(request, files.accept, uploaded=given, kinds={"image", "pdf"}, by=request.user, form=form)
    return (True, result) if done else (False, None)


def _contribution(request, season, form_class, operation, said, **words):
    mine = queries.pot_of(season)
    chosen = {"envelopes": list(queries.envelopes_of(mine)) if mine else []} | ({"kinds": kinds(season)} if form_class is forms.PromiseForm else {})
    form = form_class(request.POST or None, request.FILES or None, partners=queries.partners_of(season), **chosen)
    if request.method == "POST" and form.is_valid():
        kept, document = _document(request, form)
        given = {"label": form.cleaned_data["label"], **form.purpose_chosen()} if form_class is forms.PromiseForm else {
            "document": document, "envelope": form.envelope_chosen()}
        if kept and attempt(request, operation, form=form, by=request.user, partner=form.cleaned_data["partner"],
                            amount=form.cleaned_data["amount"], once=form.key(operation.__name__), **given)[0]:
            messages.success(request, said)
            return redirect("team:pot", season.slug)
    return _form_page(request, season, form, **words)


@season_page
@require_http_methods(["GET", "POST"])
def promises(request, season):
    """Write down what a partner promised."""
    return _contribution(request, season, forms.PromiseForm, operations.promise, _("La promesse est notée."),
                         title=_("Noter une promesse"), button=_("Noter la promesse"),
                         intro=_("Une promesse compte dans ce qu’on peut demander, pas dans ce qu’on peut engager."))


@season_page
@require_http_methods(["GET", "POST"])
def contributions(request, season):
    """Write down money that arrived."""
    return _contribution(request, season, forms.ContributionForm, operations.receive, _("Le versement est noté."),
                         title=_("Noter un versement"), button=_("Noter le versement"),
                         intro=_("L’argent arrivé règle d’abord la promesse du partenaire ; le reste s’y ajoute."))


@season_page
@require_http_methods(["GET", "POST"])
def requests(request, season):
    """Ask the pot for money that no action asks for (a workshop, a poster)."""
    mine = queries.pot_of(season)
    form = forms.RequestForm(request.POST or None)
    if mine is None:
        return redirect("team:pot", season.slug)
    if request.method == "POST" and form.is_valid() and attempt(
            request, operations.ask_commitment, form=form, by=request.user, pot=mine, label=form.cleaned_data["label"],
            amount=form.cleaned_data["amount"], supplier=form.cleaned_data["supplier"], once=form.key("ask"),
            supervisor=second_person(request.POST, season, request.user))[0]:
        messages.success(request, _("La demande attend l’accord d’une autre personne de l’équipe."))
        return redirect("team:pot", season.slug)
    return _form_page(request, season, form, title=_("Demander de l’argent à la cagnotte"), button=_("Envoyer la demande"),
                      intro=_("Une deuxième personne de l’équipe l’approuve : personne n’approuve sa propre demande."))


@season_page
@require_POST
def declarations(request, season):
    """Say at once, for the requests not asked about yet: none concerns me, but those that I tick."""
    mine = queries.pot_of(season)
    waiting = [w.request for w in queries.waiting_for(request.user, mine) if w.state == "ask"] if mine else []
    things = asked(request, waiting)
    kinds = ticked(request, things)
    attempt(request, declare, by=request.user, season=season, commitments=things,
            ties={c.pk: (bound(c, request.POST.get(f"end-{c.pk}")), kinds[c.pk]) for c in things if c.pk in kinds})
    return redirect("team:pot", season.slug)


def bound(commitment, end):
    """Return what a declared tie binds to: the supplier, the shop or who asks, the first that the request has."""
    ends = {"payee": commitment.payee, "shop": commitment.shop, "asker": commitment.asked_by}
    return ends.get(end) or next(thing for thing in ends.values() if thing is not None)


def _commitment_page(view):
    """Give a view the request of the season named in the address, or answer 404."""
    @wraps(view)
    def found(request, season, commitment_id):
        try:
            commitment = queries.commitment_in(request.user, season, commitment_id)
        except ObjectDoesNotExist:
            raise Http404 from None
        return view(request, season, commitment)
    return found


@season_page
@require_POST
@_commitment_page
def approval(request, season, commitment):
    if attempt(request, operations.approve_commitment, by=request.user, commitment=commitment,
               supervisor=second_person(request.POST, season, request.user))[0]:
        tell_decision(by=request.user, commitment=commitment)
        messages.success(request, _("L’argent est engagé."))
    return redirect("team:pot", season.slug)


@season_page
@require_POST
def approvals(request, season):
    """Approve at once the requests that the page showed; those the pot cannot pay stay, each with its reason."""
    mine, shown, count = queries.pot_of(season), set(request.POST.getlist("demande")), 0
    for line in queries.waiting_for(request.user, mine) if mine else ():
        if line.state == "open" and str(line.request.pk) in shown and _approved(request, line.request):
            count += 1
    if count:
        messages.success(request, ngettext("%(n)s demande est approuvée : l’argent est engagé.",
                                           "%(n)s demandes sont approuvées : l’argent est engagé.", count) % {"n": count})
    return redirect("team:pot", season.slug)


def _approved(request, commitment):
    try:
        operations.approve_commitment(by=request.user, commitment=commitment)
    except Refused as refusal:
        messages.error(request, f"{commitment.label} : {refusal.sentence}")
        return False
    tell_decision(by=request.user, commitment=commitment)
    return True


@season_page
@require_http_methods(["GET", "POST"])
@_commitment_page
def refusal(request, season, commitment):
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and attempt(
            request, operations.refuse, form=form, by=request.user, commitment=commitment,
            supervisor=second_person(request.POST, season, request.user), reason=form.cleaned_data["reason"])[0]:
        tell_decision(by=request.user, commitment=commitment)
        messages.success(request, _("La réponse est envoyée, avec sa raison."))
        return redirect("team:pot", season.slug)
    return _form_page(request, season, form, title=_("Ne pas accorder : %(label)s") % {"label": commitment.label},
                      button=_("Ne pas accorder"), intro=_("La personne qui a demandé lira cette raison."))


@season_page
@require_POST
@_commitment_page
def giving_back(request, season, commitment):
    """Give back what is committed and not paid, or withdraw a request."""
    if attempt(request, operations.release, by=request.user, commitment=commitment)[0]:
        messages.success(request, _("L’argent est de nouveau disponible."))
    return redirect("team:pot", season.slug)


@season_page
@require_http_methods(["GET", "POST"])
@_commitment_page
def payment(request, season, commitment):
    """Write down a payment with its document."""
    left, _paid = queries.remaining_of([commitment])[commitment.pk]
    bills = [b for b in queries.bills([commitment]) if b.left]
    named = next((b for b in bills if str(b.invoice.pk) == request.GET.get("facture")), bills[0] if bills else None)
    form = forms.PaymentForm(request.POST or None, request.FILES or None, bills=bills, initial={
        "amount": named.left if named else left, "invoice": str(named.invoice.pk) if named else ""})
    if request.method == "POST" and form.is_valid():
        kept, document = _document(request, form)
        if kept and attempt(request, operations.pay, form=form, by=request.user, commitment=commitment, document=document,
                            invoice=form.invoice_chosen(), amount=form.cleaned_data["amount"], closes=form.cleaned_data["closes"], once=form.key("pay"))[0]:
            messages.success(request, _("Le paiement est noté."))
            return redirect("team:pot", season.slug)
    return _form_page(request, season, form, title=_("Noter un paiement : %(label)s") % {"label": commitment.label},
                      button=_("Noter le paiement"), intro=_("La boutique ne paie rien : la cagnotte règle le fournisseur."))


@season_page
@require_http_methods(["GET", "POST"])
@_commitment_page
def repayment(request, season, commitment):
    """Write down money that the supplier gave back."""
    _left, paid = queries.remaining_of([commitment])[commitment.pk]
    form = forms.RefundForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        kept, document = _document(request, form)
        if kept and attempt(request, operations.refund, form=form, by=request.user, commitment=commitment, document=document,
                            amount=form.cleaned_data["amount"], once=form.key("refund"))[0]:
            messages.success(request, _("Le remboursement est noté."))
            return redirect("team:pot", season.slug)
    return _form_page(request, season, form, title=_("Noter un remboursement : %(label)s") % {"label": commitment.label},
                      button=_("Noter le remboursement"),
                      intro=_("%(paid)s ont été payés au fournisseur. Ce qu’il rend revient dans la cagnotte, d’où il venait.") % {"paid": euros(paid)})


@season_page
@require_GET
def entries(request, season):
    """Show the ledger line by line; export it for the accountant."""
    mine = queries.pot_of(season)
    if mine is None:
        return redirect("team:pot", season.slug)
    listing = Listing(request, queries.postings_of(mine), columns=entries_columns(season), search=["movement__label"],
                      filters=[Filter("nature", _("Nature"), entry_kinds, "movement__kind"),
                               Filter("compte", _("Compte"), queries.account_kinds, "account__kind")],
                      name="cagnotte")
    return listing.answer("team/funding/entries.html", {"season": season, "pot": mine})


@season_page
@require_http_methods(["GET", "POST"])
def correction(request, season, movement_id):
    """Write the opposite of a mistaken movement."""
    try:
        movement = queries.movement_in(request.user, season, movement_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and attempt(
            request, operations.reverse, form=form, by=request.user, movement=movement, **form.cleaned_data)[0]:
        messages.success(request, _("La correction est écrite ; la première écriture reste à côté."))
        return redirect("team:pot_entries", season.slug)
    return _form_page(request, season, form, title=_("Corriger : %(label)s") % {"label": movement.label}, button=_("Écrire la correction"),
                      intro=_("On n’efface rien : une écriture contraire est ajoutée."))


@season_page
@require_POST
def summary(request, season, partner_id):
    """Send a partner the link to where each euro went."""
    try:
        partner = queries.partner_in(request.user, season, partner_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    done, letters = attempt(request, operations.send_summary, by=request.user, partner=partner)
    if done:
        messages.success(request, _("Le point est parti : %(names)s.") % {"names": ", ".join(x.to_name for x in letters)})
    return redirect("team:pot", season.slug)
