"""A mentor's own forms: time given, help offered."""
from django import forms
from django.utils.translation import gettext_lazy as _

from chalandise.foundation import clock
from chalandise.mentoring.models import VolunteerTime
from chalandise.mentoring.queries.words import skill_choices


class Time(forms.Form):
    what = forms.ChoiceField(label=_("Pour quoi"), choices=VolunteerTime.What.choices)
    on = forms.DateField(label=_("Quel jour"), initial=clock.today, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    minutes = forms.IntegerField(label=_("Combien de minutes"), min_value=1, max_value=720, initial=60,
                                 widget=forms.NumberInput(attrs={"inputmode": "numeric", "step": 5}))


class Help(forms.Form):
    skill = forms.ChoiceField(label=_("Ce que je peux montrer en une heure"), choices=skill_choices)
    when = forms.CharField(label=_("Quand, en gros"), max_length=120, required=False, help_text=_("Par exemple : le jeudi après-midi."))
