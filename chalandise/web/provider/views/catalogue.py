"""The company's solutions in the catalogues: their terms, their renewals, their prices under check; what merchants say of them."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chalandise.catalogue.operations.opinions import answer_opinion
from chalandise.catalogue.operations.qualifications import suspend
from chalandise.catalogue.operations.renewals import ask_renewal
from chalandise.catalogue.queries.published import price_doubts, standings
from chalandise.catalogue.queries.qualifications import may_ask_renewal, qualifications_of
from chalandise.catalogue.queries.uses import opinions_about, signatures
from chalandise.web.provider.forms.catalogue import AnswerForm, RenewalForm
from chalandise.web.provider.gate import provider_page
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.prices import spoken


@provider_page
@require_safe
def catalogue(request, provider):
    """Show where each solution stands, what the company may ask for, and the prices that a team is checking."""
    solutions = list(provider.solutions.all())
    where = standings(solutions)
    return render(request, "provider/catalogue/catalogue.html", {
        "provider": provider,
        "rows": [(s, standing, may_ask_renewal(standing.row)) for s in solutions for standing in where.get(s.pk, [])],
        "doubts": [(change, spoken(change)) for change in price_doubts(solutions)]})


@provider_page
@require_http_methods(["GET", "HEAD", "POST"])
def renewal(request, provider, qualification_id):
    """Say that the sheet still holds and ask for twelve months more, or ask to be taken off the lists for a while."""
    row = _one(qualifications_of(provider), qualification_id)
    form = RenewalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if request.POST.get("gesture") == "suspend":
            done, _row = attempt(request, suspend, form=form, by=request.user, qualification=row, reason="provider")
            said = _("La solution n’est plus proposée. L’équipe peut la remettre quand vous le demandez.")
        else:
            done, _row = attempt(request, ask_renewal, form=form, by=request.user, qualification=row, **form.cleaned_data)
            said = _("La demande est partie. L’équipe vous répond.")
        if done:
            messages.success(request, said)
            return redirect("provider:catalogue", provider.pk)
    return render(request, "provider/catalogue/renewal.html", {
        "provider": provider, "row": row, "form": form, "open": may_ask_renewal(row), "waiting": row.renewals.filter(answered_at=None).first()},
        status=422 if form.is_bound and form.errors else 200)


@provider_page
@require_safe
def opinions(request, provider):
    """Read what merchants say; what waits for an answer comes first."""
    rows = list(opinions_about(provider))
    signed = signatures([o.use for o in rows])
    return render(request, "provider/catalogue/opinions.html", {"provider": provider, "opinions": [(o, signed[o.use_id]) for o in rows]})


@provider_page
@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request, provider, opinion_id):
    """Answer one opinion, in public."""
    one = _one(opinions_about(provider), opinion_id)
    form = AnswerForm(request.POST or None, initial={"text": one.answer})
    if form.is_valid() and attempt(request, answer_opinion, form=form, by=request.user, opinion=one, **form.cleaned_data)[0]:
        messages.success(request, _("Votre réponse est publiée sous l’avis."))
        return redirect("provider:opinions", provider.pk)
    return render(request, "provider/catalogue/opinion.html", {"provider": provider, "opinion": one, "who": signatures([one.use])[one.use_id],
                                                               "form": form}, status=422 if form.is_bound and form.errors else 200)


def _one(rows, number):
    try:
        return rows.get(pk=number)
    except ObjectDoesNotExist:
        raise Http404 from None
