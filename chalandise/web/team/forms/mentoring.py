"""The referent's forms on pairings: put aside, record a call, end, change."""
from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from chalandise.foundation import clock
from chalandise.mentoring.models import Pairing


class Snooze(forms.Form):
    until = forms.DateField(label=_("Jusqu’au"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
                            initial=lambda: clock.today() + timedelta(days=7))
    reason = forms.CharField(label=_("Raison"), max_length=200, help_text=_("Par exemple : appelée, elle répond vendredi."))


class Hold(forms.Form):
    why = forms.CharField(label=_("Parce que"), max_length=200)
    until = forms.DateField(label=_("Jusqu’au"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


class Call(forms.Form):
    side = forms.ChoiceField(label=_("J’ai appelé"), choices=[("merchant", _("le commerçant")), ("mentor", _("le parrain ou la marraine"))],
                             widget=forms.RadioSelect, initial="merchant")
    answered = forms.BooleanField(label=_("Nous nous sommes parlé"), required=False, initial=True)


class Closing(forms.Form):
    ending = forms.ChoiceField(label=_("Pourquoi"), choices=[c for c in Pairing.Ending.choices if c[0] not in ("season", "moved")], widget=forms.RadioSelect)


class Note(forms.Form):
    text = forms.CharField(label=_("Ce que la personne qui vous remplace doit savoir"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
                           help_text=_("Lu par l’équipe de la saison. Rien sur la santé ou la vie privée de quelqu’un."))


class Moving(forms.Form):
    when = forms.DateTimeField(label=_("Jour et heure voulus"), required=False, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
                               widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local", "step": 1800}),
                               help_text=_("Laissez vide pour le meilleur autre jour."))
