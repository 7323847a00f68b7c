"""The pot for who keeps the accounts and for who gave: a period that balances, each euro from a partner to what it did."""
from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chalandise.actions.queries.money import actions_paid_by
from chalandise.funding import queries
from chalandise.seasons.queries.playbook import kinds
from chalandise.web.shell.export import as_csv
from chalandise.web.shell.flows import Flow
from chalandise.web.team.gate import season_page

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PeriodForm(forms.Form):
    du = forms.DateField(label=gettext_lazy("Du"), required=False, widget=DAY)
    au = forms.DateField(label=gettext_lazy("Au"), required=False, widget=DAY)

    def clean(self):
        typed = super().clean()
        if typed.get("du") and typed.get("au") and typed["du"] > typed["au"]:
            self.add_error("au", _("La fin vient avant le début : échangez les deux dates."))
        return typed

    @property
    def period(self):
        """(first day, last day); an end left empty or wrong is open."""
        typed = self.cleaned_data if self.is_valid() else {}
        return typed.get("du"), typed.get("au")


def _period(request):
    form = PeriodForm(request.GET if {"du", "au"} & set(request.GET) else {"du": "", "au": ""})
    return form, form.period


@season_page
@require_safe
def accounts(request, season):
    """Show every account over a period; take the lines away as a file or on paper."""
    mine = queries.pot_of(season)
    if mine is None:
        return redirect("team:pot", season.slug)
    form, period = _period(request)
    rows, lines = queries.accounts_over(mine, *period)
    return render(request, "team/funding/accounts.html", {
        "season": season, "pot": mine, "form": form, "rows": rows, "lines": len(lines), "debit": sum(s.debit for s in rows),
        "credit": sum(s.credit for s in rows), "opening": sum(s.opening for s in rows), "closing": sum(s.closing for s in rows),
        "asked": request.GET.urlencode()}, status=422 if form.errors else 200)


@season_page
@require_safe
def accounts_csv(request, season):
    """Give the statement of a period as a file of rows."""
    from chalandise.funding.documents import statement_rows  # noqa: PLC0415  (heavy)
    mine, (form, period) = queries.pot_of(season), _period(request)
    if mine is None or form.errors:
        return redirect("team:pot_accounts" if mine else "team:pot", season.slug)
    return as_csv(f"comptes-{season.slug}", *statement_rows(mine, *period))


@season_page
@require_safe
def statement(request, season):
    """Give the statement of a period in PDF."""
    from chalandise.funding.documents import statement_pdf  # noqa: PLC0415  (heavy)
    mine, (form, period) = queries.pot_of(season), _period(request)
    if mine is None or form.errors:
        return redirect("team:pot_accounts" if mine else "team:pot", season.slug)
    return HttpResponse(statement_pdf(mine, *period, lang=(get_language() or "fr")[:2]), content_type="application/pdf",
                        headers={"Content-Disposition": f'inline; filename="cagnotte-{season.slug}.pdf"'})


@season_page
@require_safe
def euros(request, season):
    """Follow each euro from the partner who gave it to the action that it pays, and to what became of that action."""
    mine = queries.pot_of(season)
    if mine is None:
        return redirect("team:pot", season.slug)
    trails, rest = queries.followed(mine)
    actions, known = actions_paid_by([t.commitment for t in trails]), kinds(season)
    rows = [(t, actions.get(t.commitment.for_id) if t.commitment.for_kind else None) for t in trails]
    ribbons = [(str(partner), _sort(t.commitment, known), amount) for t, _action in rows for partner, amount in t.sources]
    return render(request, "team/funding/euros.html", {
        "season": season, "pot": mine, "rows": rows, "rest": rest,
        "flow": Flow(_("Des partenaires aux actions"), ribbons + [(str(partner), _("Pas encore employé"), amount) for partner, amount in rest],
                     description=_("Ce qui est engagé ou payé, et ce qui attend."), source=_("Le grand livre de la cagnotte."))})


def _sort(commitment, known):
    return str(known[commitment.kind].label) if commitment.kind in known else _("Dépense commune de la saison")
