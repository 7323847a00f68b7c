"""The territory's catalogue for its team: what ends soon, prices to check, renewals asked, opinions to look at."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chalandise.catalogue.operations.opinions import hide_opinion, show_opinion
from chalandise.catalogue.operations.prices import check_price
from chalandise.catalogue.operations.qualifications import end, restore, suspend
from chalandise.catalogue.operations.renewals import answer_renewal
from chalandise.catalogue.queries.published import standings
from chalandise.catalogue.queries.qualifications import ending, price_changes_in, qualifications_in, renewals_in
from chalandise.catalogue.queries.uses import opinions_in
from chalandise.catalogue.rules import REMIND_DAYS
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.prices import spoken
from chalandise.web.team.forms.catalogue import ReasonForm, SuspendForm
from chalandise.web.team.gate import neighbourhood_page

LATEST = 50


@neighbourhood_page
@require_safe
def catalogue(request, territory):
    """Show what waits for somebody first, then everything that is or was in the catalogue."""
    rows = list(qualifications_in(territory).order_by("solution__sort_key", "-since", "pk"))
    states = {s.row.pk: s.state for of in standings([r.solution for r in rows]).values() for s in of if s.territory == territory}
    return render(request, "team/catalogue/catalogue.html", {
        "territory": territory, "prices": list(price_changes_in(territory)), "renewals": list(renewals_in(territory)),
        "ending": list(ending(max(REMIND_DAYS)).filter(territory=territory)), "rows": [(r, states.get(r.pk, "ended")) for r in rows],
        "opinions": opinions_in(territory)[:LATEST]})


@neighbourhood_page
@require_http_methods(["GET", "HEAD", "POST"])
def qualification(request, territory, qualification_id):
    """One solution's place in this catalogue: suspend it, put it back, take it out."""
    row = _one(qualifications_in(territory), qualification_id)
    gesture = request.POST.get("gesture", "")
    suspension, ending_ = SuspendForm(request.POST if gesture == "suspend" else None), ReasonForm(request.POST if gesture == "end" else None, auto_id="id_end_%s")
    if gesture == "suspend" and suspension.is_valid() and attempt(request, suspend, form=suspension, by=request.user, qualification=row,
                                                                  **suspension.cleaned_data)[0]:
        return _back(request, territory, _("La solution est suspendue ; sa page dit pourquoi."))
    if gesture == "end" and ending_.is_valid() and attempt(request, end, form=ending_, by=request.user, qualification=row, **ending_.cleaned_data)[0]:
        return _back(request, territory, _("La solution n’est plus au catalogue."))
    if gesture == "restore" and attempt(request, restore, by=request.user, qualification=row)[0]:
        return _back(request, territory, _("La solution est de nouveau proposée."))
    row.refresh_from_db()
    return render(request, "team/catalogue/qualification.html", {
        "territory": territory, "row": row, "state": next(s.state for s in standings([row.solution])[row.solution_id] if s.territory == territory),
        "suspension": suspension, "ending": ending_}, status=422 if (suspension.is_bound and suspension.errors) or (ending_.is_bound and ending_.errors) else 200)


@neighbourhood_page
@require_http_methods(["GET", "HEAD", "POST"])
def price(request, territory, change_id):
    """Look at a new price, before and after: it stands, or the provider is told why not."""
    change = _one(price_changes_in(territory), change_id)
    form = ReasonForm(request.POST or None)
    accepted = request.POST.get("gesture") == "accept"
    if request.method == "POST" and form.is_valid() and attempt(request, check_price, form=form, by=request.user, change=change, accepted=accepted,
                                                                **form.cleaned_data)[0]:
        return _back(request, territory, _("Le nouveau prix est vérifié.") if accepted else _("L’offreur est prévenu : le nouveau prix n’est pas accepté."))
    return render(request, "team/catalogue/price.html", {"territory": territory, "change": change, "lines": spoken(change), "form": form},
                  status=422 if form.is_bound and form.errors else 200)


@neighbourhood_page
@require_http_methods(["GET", "HEAD", "POST"])
def renewal(request, territory, renewal_id):
    """Answer a provider who asks for twelve months more."""
    asked = _one(renewals_in(territory), renewal_id)
    form = ReasonForm(request.POST or None)
    renewed = request.POST.get("gesture") == "renew"
    if request.method == "POST" and form.is_valid() and attempt(request, answer_renewal, form=form, by=request.user, renewal=asked, renewed=renewed,
                                                                **form.cleaned_data)[0]:
        return _back(request, territory, _("La solution est renouvelée pour un an.") if renewed else _("L’offreur est prévenu."))
    return render(request, "team/catalogue/renewal.html", {"territory": territory, "asked": asked, "form": form},
                  status=422 if form.is_bound and form.errors else 200)


@neighbourhood_page
@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request, territory, opinion_id):
    """Read one opinion; hide it with a reason, or show it again."""
    one = _one(opinions_in(territory), opinion_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if request.POST.get("gesture") == "show":
            done, _opinion = attempt(request, show_opinion, by=request.user, opinion=one)
        else:
            done, _opinion = attempt(request, hide_opinion, form=form, by=request.user, opinion=one, **form.cleaned_data)
        if done:
            return _back(request, territory, _("C’est fait."))
    return render(request, "team/catalogue/opinion.html", {"territory": territory, "opinion": one, "form": form},
                  status=422 if form.is_bound and form.errors else 200)


def _one(rows, number):
    try:
        return rows.get(pk=number)
    except ObjectDoesNotExist:
        raise Http404 from None


def _back(request, territory, sentence):
    messages.success(request, sentence)
    return redirect("team:catalogue", territory.slug)
