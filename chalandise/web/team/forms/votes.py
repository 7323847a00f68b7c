"""What the team types to put a request to the vote of the committee."""
from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from chalandise.foundation import clock

DAYS = 7


class BallotForm(forms.Form):
    text = forms.CharField(label=_("Ce que le comité lit"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text=_(
        "Une phrase qui suffit pour décider. Ni nom de boutique, ni mot privé : le comité ne voit pas la demande elle-même."))
    closes_on = forms.DateField(label=_("On vote jusqu’au"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    with_mentors = forms.BooleanField(label=_("Les parrains votent aussi"), required=False)

    def __init__(self, *args, proposed="", **kwargs):
        super().__init__(*args, initial={"text": proposed, "closes_on": clock.today() + timedelta(days=DAYS)}, **kwargs)
