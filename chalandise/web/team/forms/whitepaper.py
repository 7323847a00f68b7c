"""Forms of the white paper and the packs."""
from django import forms
from django.utils.translation import gettext_lazy as _


class RequestsForm(forms.Form):
    """What the team asks of the committee, one decision a line."""

    requests = forms.CharField(label=_("Décisions demandées au comité"), required=False, max_length=4000,
                               widget=forms.Textarea(attrs={"rows": 4}),
                               help_text=_("Une par ligne. Elles ouvrent le dossier. Ne citez aucun commerçant."))

    @property
    def lines(self):
        return [line.strip() for line in self.cleaned_data["requests"].splitlines() if line.strip()]
