"""What the team types about the pot."""
from django import forms
from django.utils.translation import gettext_lazy as _

from chalandise.foundation.wording import euros
from chalandise.web.shell.amounts import EurosField, OnceForm


class _FromPartner(OnceForm):
    partner = forms.ModelChoiceField(queryset=None, label=_("Partenaire"), empty_label=_("Choisissez…"))
    amount = EurosField()

    def __init__(self, *args, partners, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = partners


class PromiseForm(_FromPartner):
    purpose = forms.ChoiceField(label=_("Promis pour quoi"), required=False,
                                help_text=_("Un genre d’action a son enveloppe : elle s’ouvre toute seule. L’argent y arrivera, et n’en sortira pas."))
    label = forms.CharField(label=_("Précision"), required=False, max_length=200, help_text=_("Par exemple : convention du 12 septembre."))


    def __init__(self, *args, envelopes=(), kinds=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.envelopes, kinds = {f"e{e.pk}": e for e in envelopes}, kinds or {}
        self.fields["purpose"].choices = [
            ("", _("rien de particulier : la cagnotte commune")), *([(_("Une enveloppe"), [(key, e.name) for key, e in self.envelopes.items()])] if envelopes else ()),
            *([(_("Un genre d’action"), [(f"k{code}", kind.label) for code, kind in kinds.items()])] if kinds else ())]

    def purpose_chosen(self):
        """Return the words of the operation: an envelope, a kind of action, or neither."""
        chosen = self.cleaned_data.get("purpose", "")
        return {"kind": chosen[1:]} if chosen.startswith("k") else {"envelope": self.envelopes.get(chosen)}


class ContributionForm(_FromPartner):
    envelope = forms.ChoiceField(label=_("Pour quelle enveloppe"), required=False,
                                 help_text=_("Ce que le partenaire donne pour une enveloppe n’en sort jamais."))
    document = forms.FileField(label=_("Justificatif"), required=False, help_text=_("Avis de virement, en PDF ou en photo."))

    def __init__(self, *args, envelopes=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.envelopes = {str(e.pk): e for e in envelopes}
        self.fields["envelope"].choices = [("", _("aucune : la cagnotte commune")), *((key, e.name) for key, e in self.envelopes.items())]
        if not self.envelopes:
            del self.fields["envelope"]

    def envelope_chosen(self):
        return self.envelopes.get(self.cleaned_data.get("envelope", ""))


class RequestForm(OnceForm):
    label = forms.CharField(label=_("Pour quoi"), max_length=200)
    amount = EurosField()
    supplier = forms.CharField(label=_("Fournisseur"), required=False, max_length=200)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Pourquoi"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class PaymentForm(OnceForm):
    amount = EurosField()
    invoice = forms.ChoiceField(label=_("Quelle facture"))
    document = forms.FileField(label=_("Facture"), required=False, help_text=_("En PDF ou en photo ; rien à joindre quand la facture est déjà notée."))
    closes = forms.BooleanField(label=_("C’est le dernier paiement : rendre le reste à la cagnotte"), required=False)

    def __init__(self, *args, bills=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.invoices = {str(b.invoice.pk): b.invoice for b in bills}
        self.fields["invoice"].choices = [
            *((key, _("%(number)s, reste %(left)s") % {"number": b.invoice.number, "left": euros(b.left)}) for key, b in zip(self.invoices, bills, strict=True)),
            ("none", _("une autre, jointe ci-dessous"))]
        if not self.invoices:
            del self.fields["invoice"]

    def clean(self):
        typed = super().clean()
        if not self.invoice_chosen() and not typed.get("document"):
            self.add_error("document", _("Joignez la facture, en PDF ou en photo."))
        return typed

    def invoice_chosen(self):
        return self.invoices.get(self.cleaned_data.get("invoice", ""))


class RefundForm(OnceForm):
    amount = EurosField()
    document = forms.FileField(label=_("Avoir ou avis de virement"), required=False, help_text=_("En PDF ou en photo."))
