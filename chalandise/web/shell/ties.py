"""The form of a tie between a mentor and a shop or an organisation, for the mentor and for the team."""
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chalandise.foundation.refusals import Refused
from chalandise.mentoring.queries.mentors import tie_kinds
from chalandise.people.operations import declare_tie, record_organisation
from chalandise.seasons.queries.panel import tieable_shops


class TieForm(forms.Form):
    """With a shop that applied, or with an organisation by its name."""

    shop = forms.ChoiceField(label=gettext_lazy("Une boutique candidate"), required=False)
    organisation = forms.CharField(label=gettext_lazy("Ou une entreprise, par son nom"), required=False, max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Le lien"), choices=tie_kinds)
    note = forms.CharField(label=gettext_lazy("Précision"), required=False, max_length=300)

    def __init__(self, *args, season, **words):
        super().__init__(*args, **words)
        self.shops = {str(s.pk): s for s in tieable_shops(season)}
        self.fields["shop"].choices = [("", _("aucune de celles-ci")), *((pk, s.name) for pk, s in self.shops.items())]


def declare(*, by, mentor, form, source):
    """Write down the tie of a valid form; refused when it binds to nothing."""
    given = form.cleaned_data
    thing = form.shops.get(given["shop"])
    if thing is None and given["organisation"].strip():
        thing = record_organisation(by=by, name=given["organisation"])
    if thing is None:
        raise Refused(_("Choisissez une boutique, ou écrivez le nom d’une entreprise."), field="organisation")
    return declare_tie(by=by, person=mentor.person, thing=thing, kind=given["kind"], source=source, note=given["note"])
