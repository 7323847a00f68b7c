"""Forms of the team's own life: letters, members, covers, settings."""
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chalandise.foundation.refusals import Refused
from chalandise.people.models import Person, Role
from chalandise.people.operations.account import check_phone


class LetterForm(forms.Form):
    subject = forms.CharField(label=_("Objet"), max_length=200)
    body = forms.CharField(label=_("Texte"), widget=forms.Textarea(attrs={"rows": 16}),
                           help_text=_("Gardez les adresses de lien (« /l/lien-1/ ») : chaque lecteur a les siennes, que personne d’autre ne voit."))


class InviteForm(forms.Form):
    given_name = forms.CharField(label=_("Prénom"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    family_name = forms.CharField(label=pgettext_lazy("famille", "Nom"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(label=_("Adresse e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email"}))
    place = forms.ChoiceField(label=_("Pour"), help_text=_("Un référent suit une saison ; un responsable règle tout le territoire."))

    def __init__(self, *args, territory, seasons, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = {f"season:{s.pk}": (Role.Kind.REFERENT, s) for s in seasons}
        self.places["territory"] = (Role.Kind.ADMIN, territory)
        self.fields["place"].choices = [(f"season:{s.pk}", _("Référent de %(season)s") % {"season": s.name}) for s in seasons] + [
            ("territory", _("Responsable de %(territory)s") % {"territory": territory.name})]


class _Colleague(forms.Form):
    person = forms.ModelChoiceField(label=_("Qui"), queryset=Person.objects.none(), empty_label=_("Choisissez"))

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = colleagues


class CoverForm(_Colleague):
    since = forms.DateField(label=_("Du"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(label=_("Au (compris)"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class AwayForm(CoverForm):
    """A referent's own absence: somebody covers, or nobody yet."""

    def __init__(self, *args, **words):
        super().__init__(*args, **words)
        self.fields["person"].required = False
        self.fields["person"].empty_label = _("Personne pour l’instant")
        self.fields["person"].label = _("Qui vous remplace")
        self.order_fields(["since", "until", "person"])


class HandOverForm(_Colleague):
    sure = forms.BooleanField(label=_("Je ne suivrai plus cette saison"))


class SettingsForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Nom du territoire"), max_length=120)
    organiser = forms.CharField(label=_("Organisateur"), max_length=200, required=False)
    contact_name = forms.CharField(label=_("Personne à joindre"), max_length=120, required=False)
    contact_email = forms.EmailField(label=_("Son adresse e-mail"), required=False)
    contact_phone = forms.CharField(label=_("Son téléphone"), max_length=30, required=False,
                                    widget=forms.TextInput(attrs={"inputmode": "tel"}))
    accent = forms.CharField(label=_("Couleur"), max_length=7, widget=forms.TextInput(attrs={"type": "color"}),
                             help_text=_("Celle de la ligne et des boutons. Elle doit se lire sur du blanc."))
    legal_notice = forms.CharField(label=_("Mentions légales"), required=False, widget=forms.Textarea(attrs={"rows": 12}))
    privacy_notice = forms.CharField(label=_("Confidentialité"), required=False, widget=forms.Textarea(attrs={"rows": 12}))
    accessibility_notice = forms.CharField(label=_("Accessibilité"), required=False, widget=forms.Textarea(attrs={"rows": 12}))

    def clean_contact_phone(self):
        try:
            return check_phone(self.cleaned_data["contact_phone"])
        except Refused as refusal:
            raise forms.ValidationError(refusal.sentence) from None
