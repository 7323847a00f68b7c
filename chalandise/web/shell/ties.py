"""The form of a tie between a person and a shop, an organisation or somebody, for oneself and for the team."""
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chalandise.foundation.refusals import Refused
from chalandise.people.operations import declare_tie, record_organisation
from chalandise.people.queries.reasons import tie_choices
from chalandise.people.rules import TIES


def tie_kinds():
    return tie_choices(TIES)


class TieForm(forms.Form):
    """With a shop that applied, an organisation by its name or, for the team, somebody of the season."""

    shop = forms.ChoiceField(label=gettext_lazy("Une boutique candidate"), required=False)
    organisation = forms.CharField(label=gettext_lazy("Ou une entreprise, par son nom"), required=False, max_length=200)
    person = forms.ChoiceField(label=gettext_lazy("Ou une personne de la saison"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Le lien"), choices=tie_kinds, help_text=gettext_lazy(
        "Ce que la personne est pour la boutique ou l’entreprise : son fournisseur, son client régulier, un proche…"))
    since = forms.DateField(label=gettext_lazy("Depuis le"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
                            help_text=gettext_lazy("Laissez vide si c’est depuis aujourd’hui."))
    note = forms.CharField(label=gettext_lazy("Pour « autre lien », en trois mots"), required=False, max_length=120,
                           help_text=gettext_lazy("Sans nom de personne."))

    def __init__(self, *args, shops, people=(), **words):
        super().__init__(*args, **words)
        self.shops, self.people = {str(s.pk): s for s in shops}, {str(p.pk): p for p in people}
        self.fields["shop"].choices = [("", _("aucune de celles-ci")), *((pk, s.name) for pk, s in self.shops.items())]
        self.fields["person"].choices = [("", _("personne")), *((pk, p.full_name) for pk, p in self.people.items())]
        for name, known in (("shop", self.shops), ("person", self.people)):
            if not known:
                del self.fields[name]


def declare(*, by, person, form, source):
    """Write down the tie of a valid form; refused when it binds to nothing."""
    given = form.cleaned_data
    thing = form.shops.get(given.get("shop", "")) or form.people.get(given.get("person", ""))
    if thing is None and given["organisation"].strip():
        thing = record_organisation(by=by, name=given["organisation"])
    if thing is None:
        raise Refused(_("Choisissez une boutique, ou écrivez le nom d’une entreprise."), field="organisation")
    return declare_tie(by=by, person=person, thing=thing, kind=given["kind"], source=source, note=given["note"], since=given["since"])


class GroupForm(forms.Form):
    """The head of the group to which an organisation belongs."""

    name = forms.CharField(label=gettext_lazy("Nom de la tête du groupe"), max_length=200)
    siren = forms.CharField(label=gettext_lazy("Son SIREN"), required=False, max_length=20,
                            help_text=gettext_lazy("Neuf chiffres. Sans lui, le nom exact fait foi."))
