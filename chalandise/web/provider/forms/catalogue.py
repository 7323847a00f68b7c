"""What a company writes about its place in a catalogue."""
from django import forms
from django.utils.translation import gettext_lazy as _

from chalandise.catalogue.operations.opinions import LONGEST


class RenewalForm(forms.Form):
    text = forms.CharField(label=_("Ce qui a changé depuis un an"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}),
                           help_text=_("Une nouvelle fonction, un autre hébergeur, une équipe plus petite… Rien n’a changé ? Laissez vide."))


class AnswerForm(forms.Form):
    text = forms.CharField(label=_("Votre réponse, lue par tous"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}),
                           help_text=_("Videz ce champ pour retirer votre réponse."))
