"""Invoices of suppliers: noted with their document, set aside when they were a mistake."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chalandise.foundation import clock
from chalandise.funding import operations, queries
from chalandise.web.shell.gestures import attempt
from chalandise.web.team.forms.envelopes import InvoiceForm
from chalandise.web.team.forms.funding import ReasonForm
from chalandise.web.team.gate import season_page
from chalandise.web.team.views.funding import _commitment_page, _document, _form_page


@season_page
@require_http_methods(["GET", "POST"])
@_commitment_page
def new(request, season, commitment):
    """Write down an invoice with its document."""
    form = InvoiceForm(request.POST or None, request.FILES or None, initial={"dated_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        kept, document = _document(request, form)
        typed = {name: form.cleaned_data[name] for name in ("number", "amount", "dated_on")}
        if kept and attempt(request, operations.record_invoice, form=form, by=request.user, commitment=commitment, document=document,
                            once=form.key("invoice"), **typed)[0]:
            messages.success(request, _("La facture est notée : elle attend d’être payée."))
            return redirect("team:pot", season.slug)
    return _form_page(request, season, form, title=_("Noter une facture : %(label)s") % {"label": commitment.label},
                      button=_("Noter la facture"), intro=_("La boutique ne paie rien : la cagnotte règle le fournisseur."))


@season_page
@require_http_methods(["GET", "POST"])
def cancellation(request, season, invoice_id):
    """Set aside an invoice written by mistake."""
    try:
        invoice = queries.invoice_in(request.user, season, invoice_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    form = ReasonForm(request.POST or None)
    if form.is_valid() and attempt(request, operations.cancel_invoice, form=form, by=request.user, invoice=invoice, **form.cleaned_data)[0]:
        messages.success(request, _("La facture est écartée ; elle reste lisible."))
        return redirect("team:pot", season.slug)
    return _form_page(request, season, form, title=_("Écarter la facture %(number)s") % {"number": invoice.number}, button=_("Écarter la facture"),
                      intro=_("Elle ne sera plus à payer. On n’efface rien."))
