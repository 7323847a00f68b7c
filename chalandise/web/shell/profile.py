"""The form of a mentor's profile, the same for the offer, its mailed link, the mentor and the team."""
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chalandise.mentoring.queries.mentors import DAYS, family_choices, half_day_choices
from chalandise.mentoring.queries.words import skill_choices


class ProfileForm(forms.Form):
    """What a mentor can, knows, when, for how many, and for whom they work."""

    skills = forms.MultipleChoiceField(label=_("Ce que vous savez transmettre"), choices=skill_choices, widget=forms.CheckboxSelectMultiple)
    trades = forms.MultipleChoiceField(label=_("Les métiers que vous connaissez"), required=False, choices=family_choices,
                                       widget=forms.CheckboxSelectMultiple)
    availability = forms.MultipleChoiceField(label=_("Quand pouvez-vous passer dans une boutique ?"), choices=half_day_choices,
                                             widget=forms.CheckboxSelectMultiple)
    capacity = forms.TypedChoiceField(label=_("Combien de boutiques ?"), coerce=int, initial=1, widget=forms.RadioSelect,
                                      choices=[(1, _("une")), (2, _("deux, si besoin"))])
    employer = forms.CharField(label=_("Votre entreprise ou organisme"), required=False, max_length=200,
                               widget=forms.TextInput(attrs={"autocomplete": "organization"}))
    siren = forms.CharField(label="SIREN", required=False, max_length=14, help_text=_("Neuf chiffres, si vous l’avez."),
                            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
    sells = forms.CharField(label=_("Ce que votre entreprise vend aux commerces"), required=False, max_length=300,
                            help_text=_("Pour vous éviter une boutique qui serait, ou deviendrait, sa cliente. Rien à vendre ? Laissez vide."))
    motivation = forms.CharField(label=_("Pourquoi vous ?"), required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, mentor=None, **words):
        initial = words.pop("initial", {})
        if mentor is not None:
            names = ("skills", "trades", "availability", "capacity", "sells", "motivation", "version")
            initial = {**{name: getattr(mentor, name) for name in names}, **initial,
                       "employer": mentor.employer.name if mentor.employer else "", "siren": (mentor.employer.siren or "") if mentor.employer else ""}
        super().__init__(*args, initial=initial, **words)

    def grid(self):
        """Return [(day, its two boxes)] of the half-days."""
        boxes = list(self["availability"])
        return [(words, boxes[2 * n:2 * n + 2]) for n, words in enumerate(DAYS.values())]

    def before(self):
        return [self[name] for name in self.fields if name in ("given_name", "family_name", "email", "phone", "skills", "trades")]

    def after(self):
        return [self[name] for name in ("capacity", "employer", "siren", "sells", "motivation")]

    def wrong(self):
        """Return [(field, its errors)], for the summary above the groups."""
        return [(field, field.errors) for field in self if field.errors]

    def values(self):
        """Return what the operations take, version aside."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class OfferForm(ProfileForm):
    """The profile, and who offers."""

    given_name = forms.CharField(label=_("Prénom"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"}))
    family_name = forms.CharField(label=pgettext_lazy("famille", "Nom"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "family-name"}))
    email = forms.EmailField(label=_("Adresse e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}))
    phone = forms.CharField(label=_("Téléphone"), required=False, max_length=30, widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}))
    field_order = ("given_name", "family_name", "email", "phone")
