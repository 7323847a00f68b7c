"""Forms of the public pages of a season."""
from django import forms
from django.utils.translation import gettext_lazy as _


class TellForm(forms.Form):
    """Be told of the next invitation, and of nothing else."""

    SENTENCE = _("Prévenez-moi de la prochaine ouverture des candidatures dans ce territoire. Cet accord prend fin dans deux ans.")
    email = forms.EmailField(label=_("Votre adresse e-mail"), help_text=SENTENCE,
                             widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}))
