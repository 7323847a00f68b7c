"""What the team types about the envelopes of the pot, and about a request that it grants otherwise than it was asked."""
from django import forms
from django.utils.translation import gettext_lazy as _

from chalandise.web.shell.amounts import EurosField, OnceForm


class EnvelopeForm(forms.Form):
    """An envelope and its rules: for each shop, and for each kind of action that it pays."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Nom"), max_length=80, help_text=_("Par exemple : Vitrines, ou le nom du partenaire qui la remplit."))
    kinds = forms.MultipleChoiceField(label=_("Ce qu’elle paie"), required=False, widget=forms.CheckboxSelectMultiple,
                                      help_text=_("Rien de coché : elle paie tout."))
    floor_shop = EurosField(label=_("Au moins, pour chaque boutique"), required=False,
                            help_text=_("Cette somme est gardée pour chaque boutique du panel tant qu’elle ne l’a pas reçue."))
    cap_shop = EurosField(label=_("Au plus, pour chaque boutique"), required=False)

    def __init__(self, *args, kinds, envelope=None, **kwargs):
        if envelope is not None:
            rules = {rule.kind: rule for rule in envelope.rules.all()}
            kwargs["initial"] = {"version": envelope.version, "name": envelope.name, "kinds": envelope.kinds, "floor_shop": envelope.floor_shop,
                                 "cap_shop": envelope.cap_shop, **{f"floor_{k}": r.floor for k, r in rules.items()},
                                 **{f"cap_{k}": r.cap for k, r in rules.items()}}
        super().__init__(*args, **kwargs)
        self.codes = list(kinds)
        self.fields["kinds"].choices = [(code, kind.label) for code, kind in kinds.items()]
        for code, kind in kinds.items():
            self.fields[f"floor_{code}"] = EurosField(label=_("%(kind)s : au moins") % {"kind": kind.label}, required=False)
            self.fields[f"cap_{code}"] = EurosField(label=_("%(kind)s : au plus") % {"kind": kind.label}, required=False)

    @property
    def sums(self):
        """[(the kind's label, field of the floor, field of the cap)] of each kind of action."""
        return [(label, self[f"floor_{code}"], self[f"cap_{code}"]) for code, label in self.fields["kinds"].choices]

    @property
    def has_sums(self):
        return any(low.value() or high.value() for _label, low, high in self.sums)

    def wrong(self):
        """Return [(field, its errors)], for the summary."""
        return [(field, field.errors) for field in self if field.errors]

    @property
    def heads(self):
        return [self[name] for name in ("name", "kinds", "floor_shop", "cap_shop")]

    def values(self):
        """Return what was typed, as the operation takes it."""
        typed = self.cleaned_data
        return {**{name: typed[name] for name in ("name", "kinds", "floor_shop", "cap_shop")},
                "rules": {code: (typed[f"floor_{code}"], typed[f"cap_{code}"]) for code in self.codes}}


class AllotForm(OnceForm):
    way = forms.ChoiceField(label=_("Dans quel sens"), widget=forms.RadioSelect, initial="in",
                            choices=[("in", _("de la cagnotte vers l’enveloppe")), ("back", _("de l’enveloppe vers la cagnotte"))])
    amount = EurosField()


def _choices(envelopes):
    return [("", _("la cagnotte commune")), *((str(e.pk), e.name) for e in envelopes)]


class GrantForm(forms.Form):
    """Grant a part, or take it from another envelope."""

    amount = EurosField(label=_("Montant accordé, en euros"))
    envelope = forms.ChoiceField(label=_("Pris sur"), required=False)

    def __init__(self, *args, commitment, envelopes, **kwargs):
        kwargs["initial"] = {"amount": commitment.amount, "envelope": str(commitment.envelope_id or "")}
        super().__init__(*args, **kwargs)
        self.envelopes = {str(e.pk): e for e in envelopes}
        self.fields["envelope"].choices = _choices(envelopes)

    def values(self):
        return {"amount": self.cleaned_data["amount"], "envelope": self.envelopes.get(self.cleaned_data["envelope"])}


class InvoiceForm(OnceForm):
    number = forms.CharField(label=_("Numéro de la facture"), max_length=60)
    amount = EurosField()
    dated_on = forms.DateField(label=_("Date de la facture"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    document = forms.FileField(label=_("La facture"), help_text=_("En PDF ou en photo."))
