"""What the team types about the street: its files, its streets, the works."""
from django import forms
from django.utils.translation import gettext_lazy as _

from chalandise.territory.models import StretchStreet
from chalandise.territory.rules import BLOCKS


def _day(label, *, required=True):
    return forms.DateField(label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class StreetForm(forms.Form):
    name = forms.CharField(label=_("Rue"), max_length=160)
    aliases = forms.CharField(label=_("Autres noms"), required=False, help_text=_("Un par ligne. Les accents, « av. » ou « bd » se reconnaissent tout seuls."),
                              widget=forms.Textarea(attrs={"rows": 3}))
    commune = forms.ModelChoiceField(label=_("Commune"), queryset=None)
    from_number = forms.IntegerField(label=_("Du numéro"), required=False, min_value=1, max_value=9999, help_text=_("Vide : toute la rue."))
    to_number = forms.IntegerField(label=_("Au numéro"), required=False, min_value=1, max_value=9999)
    side = forms.ChoiceField(label=_("Côté"), choices=StretchStreet.Side.choices, initial="both")

    def __init__(self, *args, communes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["commune"].queryset = communes

    @property
    def written(self):
        given = {k: v for k, v in self.cleaned_data.items() if k != "commune"}
        return {**given, "aliases": given["aliases"].splitlines()}


class WorksForm(forms.Form):
    name = forms.CharField(label=_("Phase de travaux"), max_length=160, help_text=_("Par exemple : pose des rails, côté pair."))
    starts_on = _day(_("Du"))
    ends_on = _day(_("Au"), required=False)
    stretch = forms.ModelChoiceField(label=_("Tronçon"), queryset=None, required=False, empty_label=_("tout l’axe"))
    blocks = forms.MultipleChoiceField(label=_("Ce qu’elle bloque"), choices=BLOCKS.items(), required=False, widget=forms.CheckboxSelectMultiple)
    note = forms.CharField(label=_("Remarque"), max_length=300, required=False)
    source = forms.CharField(label=_("Source"), max_length=200, required=False, help_text=_("Adresse de la page qui l’annonce."),
                             widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}))

    def __init__(self, *args, stretches, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stretch"].queryset = stretches


class CommunesForm(forms.Form):
    file = forms.FileField(label=_("Communes"), help_text=_("CSV (insee, nom, codes postaux) ou GeoJSON avec leurs contours."))


class AxisForm(forms.Form):
    name = forms.CharField(label=_("Nom de l’axe"), max_length=120)
    line_name = forms.CharField(label=_("Ligne"), max_length=60, required=False, help_text=_("Par exemple : Tram D."))
    line = forms.FileField(label=_("Tracé"), help_text=_("GeoJSON avec une ligne (LineString)."))
    file = forms.FileField(label=_("Arrêts"), help_text=_("CSV : ordre, arrêt, commune, latitude, longitude, ouverture. Un arrêt sans point est placé entre ses voisins et marqué approximatif."))
    source = forms.CharField(label=_("Source"), max_length=300, required=False)


class PerimeterForm(forms.Form):
    name = forms.CharField(label=_("Nom du périmètre"), max_length=120)
    file = forms.FileField(label=_("Rues"), help_text=_("CSV : tronçon, de_m, à_m, rue, alias (séparés par |), commune, du numéro, au numéro, côté."))


class WorksFileForm(forms.Form):
    file = forms.FileField(label=_("Travaux"), help_text=_("CSV : phase, du, au, tronçon, bloque (voitures|livraisons|stationnement|trottoir), remarque, source."))
