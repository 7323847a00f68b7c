"""What the team writes about the catalogue: reasons, mostly."""
from django import forms
from django.utils.translation import gettext_lazy as _

from chalandise.catalogue.models import Qualification


class ReasonForm(forms.Form):
    """One sentence that somebody outside will read."""

    reason = forms.CharField(label=_("Pourquoi"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))


class SuspendForm(forms.Form):
    reason = forms.ChoiceField(label=_("Pourquoi"), choices=[c for c in Qualification.Reason.choices if c[0] != "price"])
