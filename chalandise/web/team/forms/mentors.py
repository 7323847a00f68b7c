"""Forms of the team that meets and welcomes mentors."""
from django import forms
from django.utils.translation import gettext_lazy as _

from chalandise.foundation import clock


class MetForm(forms.Form):
    on = forms.DateField(label=_("Rencontré le"), initial=clock.today, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class DeclineForm(forms.Form):
    words = forms.CharField(label=_("Votre mot, tel qu’il sera lu"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
