"""Forms of the team about charters: another text, a signature on paper."""
from django import forms
from django.utils.translation import gettext_lazy as _


class TextForm(forms.Form):
    text = forms.CharField(label=_("Le texte"), widget=forms.Textarea(attrs={"rows": 24}), max_length=30000,
                           help_text=_("En Markdown : ## titre, - liste, **gras**. Publié, un texte ne se corrige plus : on en publie un autre."))
    tell = forms.BooleanField(label=_("Écrire à chacun pour qu’il signe ce nouveau texte"), required=False, initial=True)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class PaperForm(forms.Form):
    typed_name = forms.CharField(label=_("Nom écrit sur la feuille signée"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}),
                                 help_text=_("Gardez la feuille : c’est elle la preuve."))
