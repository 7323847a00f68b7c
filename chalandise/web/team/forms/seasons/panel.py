"""Forms of the panel: the balance wanted, one decision, the announcement, a departure, a replacement."""
from django import forms
from django.utils.translation import gettext_lazy as _

from chalandise.seasons.models import PanelPlace, Selection

COUNT = {"inputmode": "numeric", "min": 0, "max": 99}


class QuotaForm(forms.Form):
    """A minimum and a maximum for each value of the three dimensions; empty means no limit."""

    def __init__(self, *args, lines, **words):
        super().__init__(*args, **words)
        self.lines = [line for found in lines.values() for line in found]
        for line in self.lines:
            for end, value, label in (("min", line.minimum or "", _("au moins")), ("max", "" if line.maximum is None else line.maximum, _("au plus"))):
                self.fields[f"{line.group}:{end}"] = forms.IntegerField(
                    label=f"{line.words}, {label}", required=False, min_value=0, max_value=99, initial=value,
                    widget=forms.NumberInput(attrs=COUNT))

    def rows(self, dimension):
        """Return [(line, bound minimum, bound maximum)] of a dimension."""
        return [(line, self[f"{line.group}:min"], self[f"{line.group}:max"]) for line in self.lines if line.dimension == dimension]

    def wrong(self):
        """Return [(field, its errors)], for the summary."""
        return [(field, field.errors) for field in self if field.errors]

    def values(self):
        return {(line.dimension, line.value): (self.cleaned_data[f"{line.group}:min"] or 0, self.cleaned_data[f"{line.group}:max"])
                for line in self.lines}


class SelectionForm(forms.Form):
    """One decision, in the words that its applicant will read."""

    outcome = forms.ChoiceField(label=_("Décision"), choices=Selection.Outcome.choices, widget=forms.RadioSelect)
    rank = forms.IntegerField(label=_("Rang sur la liste d’attente"), required=False, min_value=1, max_value=500,
                              help_text=_("Seulement pour la liste d’attente. Vide : à la fin."), widget=forms.NumberInput(attrs={"inputmode": "numeric"}))
    reason = forms.CharField(label=_("Raison, telle qu’elle sera lue"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class DepartureForm(forms.Form):
    departure = forms.ChoiceField(label=_("Pourquoi"), choices=PanelPlace.Departure.choices, widget=forms.RadioSelect)


class SwapForm(forms.Form):
    """One out, one in: what would it cost?"""

    out = forms.TypedChoiceField(label=_("Remplacer"), coerce=int)
    in_ = forms.TypedChoiceField(label=_("par"), coerce=int)

    def __init__(self, *args, view, **words):
        super().__init__(*args, **words)
        self.fields["out"].choices = [(r.application.pk, r.application.shop_name) for r in view.chosen]
        self.fields["in_"].choices = [(r.application.pk, r.application.shop_name) for r in view.others if not r.excluded]
