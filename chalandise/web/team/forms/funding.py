"""What the team types about the pot."""
from django import forms
from django.utils.translation import gettext_lazy as _

from chalandise.web.shell.amounts import EurosField, OnceForm


class _FromPartner(OnceForm):
    partner = forms.ModelChoiceField(queryset=None, label=_("Partenaire"), empty_label=_("Choisissez…"))
    amount = EurosField()

    def __init__(self, *args, partners, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = partners


class PromiseForm(_FromPartner):
    label = forms.CharField(label=_("Précision"), required=False, max_length=200, help_text=_("Par exemple : convention du 12 septembre."))


class ContributionForm(_FromPartner):
    document = forms.FileField(label=_("Justificatif"), required=False, help_text=_("Avis de virement, en PDF ou en photo."))


class RequestForm(OnceForm):
    label = forms.CharField(label=_("Pour quoi"), max_length=200)
    amount = EurosField()
    supplier = forms.CharField(label=_("Fournisseur"), required=False, max_length=200)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Pourquoi"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class PaymentForm(OnceForm):
    amount = EurosField()
    document = forms.FileField(label=_("Facture"), help_text=_("En PDF ou en photo."))
    closes = forms.BooleanField(label=_("C’est le dernier paiement : rendre le reste à la cagnotte"), required=False)


class RefundForm(OnceForm):
    amount = EurosField()
    document = forms.FileField(label=_("Avoir ou avis de virement"), required=False, help_text=_("En PDF ou en photo."))
