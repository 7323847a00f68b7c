"""A provider's answer to a request for a quote: the price, what it becomes, when it is ready."""
from django import forms
from django.utils.translation import gettext_lazy as _

from chalandise.web.shell.amounts import EurosField

NUMBER = {"inputmode": "numeric"}


def count(label, help_text="", required=False):
    return forms.IntegerField(label=label, required=required, min_value=0, max_value=9999, help_text=help_text, widget=forms.NumberInput(attrs=NUMBER))


class AnswerForm(forms.Form):
    """Prices are without tax; the sheet of the solution fills them beforehand."""

    price_month = EurosField(label=_("Par mois au début, en euros hors taxes"))
    trial_months = count(_("Pendant combien de mois"), _("Laissez vide si ce prix ne change pas ensuite."))
    price_after = EurosField(label=_("Par mois ensuite, en euros hors taxes"), required=False)
    price_setup = EurosField(label=_("Mise en service, en euros hors taxes"), required=False, help_text=_("Une fois. Rien ? Laissez vide."))
    commitment_months = count(_("Engagement, en mois"), _("0 si l’on part quand on veut."))
    delay_days = count(_("Prêt en combien de jours"))
    text = forms.CharField(label=_("Votre réponse au commerçant"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
                           help_text=_("Comment cela se passe, ce que le prix comprend. Des mots simples."))
    file = forms.FileField(label=_("Le devis en PDF"), required=False, widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"}))

    def words(self):
        """Return the words of operations.quotes.answer."""
        values = dict(self.cleaned_data)
        values["uploaded"] = values.pop("file") or None
        values["trial_months"] = values["trial_months"] or 0
        return values


def beforehand(quote):
    """Return what the form says before the company writes: its earlier answer, or the solution's sheet."""
    source = quote if quote.answered_at else quote.solution
    return {**{n: getattr(source, n) for n in ("price_month", "price_after", "price_setup", "commitment_months")}, "trial_months": source.trial_months or None,
            "delay_days": quote.delay_days, "text": quote.text}
