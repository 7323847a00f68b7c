"""A request for quotes on a phone: filled beforehand, sent in ten seconds."""
from django import forms
from django.utils.translation import gettext_lazy as _

from chalandise.catalogue.rules.prices import price_words
from chalandise.catalogue.rules.quotes import MOST_PROVIDERS
from chalandise.web.shell.amounts import EurosField


class QuoteForm(forms.Form):
    """What I want to do, what I have, for when, at most how much; whom to ask."""

    need = forms.CharField(widget=forms.HiddenInput, max_length=40)
    solutions = forms.TypedMultipleChoiceField(label=_("À qui demander"), coerce=int, widget=forms.CheckboxSelectMultiple,
                                               error_messages={"required": _("Choisissez au moins une solution.")},
                                               help_text=_("Trois au plus. Chacun ne voit que sa propre demande."))
    text = forms.CharField(label=_("Ce que je veux faire"), widget=forms.Textarea(attrs={"rows": 3, "maxlength": 1200}),
                           error_messages={"required": _("Dites en une phrase ce que vous voulez faire : l’offreur ne lit que cela.")},
                           help_text=_("L’offreur lit ces mots, votre métier et votre ville. N’écrivez ni nom, ni téléphone, ni e-mail : vous les "
                                       "donnerez à celui que vous choisirez."))
    tools = forms.CharField(label=_("Ce que j’ai déjà"), max_length=300, required=False)
    wanted_on = forms.DateField(label=_("Pour quand"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    budget_month = EurosField(label=_("Au plus, en euros par mois"), required=False)

    def __init__(self, *args, proposals, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {p.solution.pk: p.solution for p in proposals}
        self.fields["solutions"].choices = [(p.solution.pk, f"{p.solution.name} : {price_words(p.solution)}") for p in proposals]

    def words(self):
        """Return the words of operations.quotes.ask."""
        values = dict(self.cleaned_data)
        values["solutions"] = [self.known[pk] for pk in values["solutions"]]
        values["hide"] = values.pop("hide", False)
        return values

    def offer_to_hide(self, hidden=""):
        """Ask, once something was found in the words, whether to replace it; `hidden` shows what would leave."""
        self.fields["hide"] = forms.BooleanField(label=_("Le remplacer par […] et envoyer"), required=False,
                                                 help_text=_("Il partirait : « %(hidden)s »") % {"hidden": hidden} if hidden else "")


def first_choice(proposals, wanted):
    """Return the solutions ticked beforehand: those that were asked for, or the three that fit best."""
    known = {p.solution.slug: p.solution.pk for p in proposals}
    asked = [known[slug] for slug in wanted if slug in known]
    return asked[:MOST_PROVIDERS] or [p.solution.pk for p in proposals[:MOST_PROVIDERS]]
