from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chalandise.people.models import Role
from chalandise.seasons.models import Partner


class PartnerForm(forms.Form):
    """An organisation, by its SIREN or by its name."""

    name = forms.CharField(label=_("Nom de l’organisme"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "organization"}))
    siren = forms.CharField(label=_("SIREN"), required=False, max_length=20, help_text=_("Neuf chiffres, s’il en a un."),
                            widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    kind = forms.ChoiceField(label=_("Rôle"), choices=Partner._meta.get_field("kind").choices, widget=forms.RadioSelect, initial="support")


class PersonForm(forms.Form):
    """Somebody of a partner or of the committee."""

    given_name = forms.CharField(label=_("Prénom"), max_length=80)
    family_name = forms.CharField(label=pgettext_lazy("famille", "Nom"), max_length=80)
    email = forms.EmailField(label=_("Adresse e-mail"))
    kind = forms.ChoiceField(label=_("Au titre de"), widget=forms.RadioSelect, initial=Role.Kind.COMMITTEE,
                             choices=[(Role.Kind.COMMITTEE, _("membre du comité de pilotage")), (Role.Kind.PARTNER, _("partenaire"))])
    organisation = forms.ModelChoiceField(None, label=_("Organisme"), required=False, empty_label=_("aucun"))

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
