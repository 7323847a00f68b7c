"""What a merchant says of a solution that the shop uses."""
from django import forms
from django.utils.translation import gettext_lazy as _

from chalandise.catalogue.operations.opinions import LONGEST, naming_words
from chalandise.people.queries import has_consent


class OpinionForm(forms.Form):
    """Would you advise it, what helps, what gets in the way, may the shop be named."""

    advise = forms.TypedChoiceField(label=_("Le conseilleriez-vous à un voisin ?"), coerce=int, choices=[(n, str(n)) for n in range(10, -1, -1)],
                                    help_text=_("De 0, pas du tout, à 10, sans hésiter."), widget=forms.Select)
    good = forms.CharField(label=_("Ce qui aide"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))
    bad = forms.CharField(label=_("Ce qui coince"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
                          help_text=_("Tout le monde lira ces mots, l’offreur aussi. N’y mettez pas de nom de personne."))
    named = forms.BooleanField(label="", required=False)

    def __init__(self, *args, use, by, **kwargs):
        known = getattr(use, "opinion", None)
        initial = {"advise": known.advise, "good": known.good, "bad": known.bad, "named": has_consent(by, "quote", use)} if known else {"advise": 8}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["named"].label = naming_words()


class StopForm(forms.Form):
    """Why the shop stopped."""

    reason = forms.CharField(label=_("Pourquoi, en quelques mots"), max_length=300, required=False,
                             help_text=_("Cela aide la boutique suivante. Laissez vide si vous préférez."))
