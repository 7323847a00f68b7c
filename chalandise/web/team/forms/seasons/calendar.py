from django import forms
from django.utils.translation import gettext_lazy as _

from chalandise.seasons.queries import playbook
from chalandise.territory.models import Perimeter


class DayField(forms.DateField):
    """A day, with the browser's own calendar."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date", "min": "2000-01-01", "max": "2100-12-31"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)

    def validate(self, value):
        super().validate(value)
        if value is not None and not 2000 <= value.year <= 2100:
            raise forms.ValidationError(_("Vérifiez l’année : elle doit être entre 2000 et 2100."))


class SeasonForm(forms.Form):
    """A new season on an axis of the territory."""

    name = forms.CharField(label=_("Nom de la saison"), max_length=120, help_text=_("Par exemple « Saison 2017–2018 »."))
    axis = forms.ModelChoiceField(None, label=_("Axe"), empty_label=None)
    perimeter = forms.ModelChoiceField(None, label=_("Périmètre"), required=False, empty_label=_("pas encore défini"),
                                       help_text=_("Les boutiques qui peuvent candidater. Vous pourrez le préciser plus tard."))
    starts_on = DayField(label=_("Premier jour"), help_text=_("Le jour où l’appel à candidatures part. Le reste en découle."))
    method = forms.ChoiceField(label=_("Cadre méthodologique"))
    as_referent = forms.BooleanField(label=_("Je serai référent de cette saison et la personne à joindre"), required=False)

    def __init__(self, *args, territory, **kwargs):
        super().__init__(*args, **kwargs)
        axes = territory.axes.order_by("name")
        self.fields["axis"].queryset = axes
        self.fields["perimeter"].queryset = Perimeter.objects.filter(axis__territory=territory).select_related("axis").order_by("axis__name", "name")
        self.fields["perimeter"].label_from_instance = lambda p: f"{p.name} ({p.axis.name})"
        self.fields["method"].choices = playbook.choices()

    def clean_method(self):
        key, _dash, version = self.cleaned_data["method"].rpartition("-")
        return key, version


class MoveForm(forms.Form):
    """The new date of a milestone; `seen_on` is the date that the person saw."""

    on = DayField(label=_("Nouvelle date"))
    seen_on = forms.DateField(widget=forms.HiddenInput, required=False)


class SettingsForm(forms.Form):
    """What the team may change of a season at any time."""

    name = forms.CharField(label=_("Nom de la saison"), max_length=120)
    contact = forms.ModelChoiceField(None, label=_("Personne à joindre"), required=False, empty_label=_("personne pour l’instant"),
                                     help_text=_("Son nom et son téléphone sont sur chaque page des commerçants et des parrains."))
    panel_size = forms.IntegerField(label=_("Taille du panel"), min_value=1, max_value=200, widget=forms.NumberInput(attrs={"inputmode": "numeric"}))
    invitation_text = forms.CharField(label=_("Texte de l’appel à candidatures"), required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 8}),
                                      help_text=_("Sur la page publique de la saison. Les paragraphes sont séparés par une ligne vide."))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = team
