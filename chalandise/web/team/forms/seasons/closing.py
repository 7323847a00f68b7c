from django import forms
from django.utils.translation import gettext_lazy as _


class AnswerForm(forms.Form):
    """The answer to somebody who says that something is wrong."""

    text = forms.CharField(label=_("Votre réponse"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6}),
                           help_text=_("Elle part par e-mail, signée de votre nom."))


class CloseForm(forms.Form):
    """Closing asks for the name of the season."""

    typed = forms.CharField(label=_("Écrivez le nom de la saison pour confirmer"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args, season, **kwargs):
        super().__init__(*args, **kwargs)
        self.season = season
        self.fields["typed"].help_text = season.name

    def clean_typed(self):
        typed = " ".join(self.cleaned_data["typed"].replace("-", "–").split()).casefold()
        if typed != " ".join(self.season.name.replace("-", "–").split()).casefold():
            raise forms.ValidationError(_("Ce n’est pas le nom de la saison. Recopiez-le : %(name)s"), params={"name": self.season.name})
        return typed


class CarryForm(forms.Form):
    season = forms.ModelChoiceField(None, label=_("Saison suivante"), empty_label=None)

    def __init__(self, *args, seasons, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["season"].queryset = seasons
