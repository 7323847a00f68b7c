"""What touched the street, written by the referent."""
from django import forms
from django.utils.translation import gettext_lazy as _

from chalandise.impact.models import Circumstance
from chalandise.impact.queries.takings import asked_shops
from chalandise.shops.models import Shop
from chalandise.territory.models import Stretch

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class WeatherForm(forms.Form):
    file = forms.FileField(label=_("Fichier météo"), help_text=_("Une ligne par jour : le jour et la pluie en millimètres (Météo-France, Infoclimat, Open-Meteo…). CSV ou XLSX."),
                           widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.ods,.gz"}))


class CircumstanceForm(forms.Form):
    kind = forms.ChoiceField(label=_("Ce que c’était"), choices=Circumstance.Kind.choices)
    name = forms.CharField(label=_("En quelques mots"), max_length=120)
    starts_on = forms.DateField(label=_("Du"), widget=DAY)
    ends_on = forms.DateField(label=_("Au"), widget=DAY, required=False, help_text=_("Vide : un seul jour."))
    stretch = forms.ModelChoiceField(label=_("Sur quel tronçon"), queryset=Stretch.objects.none(), required=False, empty_label=_("toute la rue"))
    shop = forms.ModelChoiceField(label=_("Dans quelle boutique"), queryset=Shop.objects.none(), required=False, empty_label=_("toutes"))
    aside = forms.BooleanField(label=_("Mettre ces périodes de côté"), required=False, help_text=_(
        "À cocher si cela n’a touché que quelques boutiques, ou a tout arrêté. Sinon la comparaison avec les autres boutiques suffit : elles ont vécu les mêmes jours."))

    def __init__(self, *args, season, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stretch"].queryset = Stretch.objects.filter(perimeter__axis=season.axis_id).order_by("perimeter", "order")
        self.fields["stretch"].label_from_instance = lambda stretch: stretch.name
        self.fields["shop"].queryset = Shop.objects.filter(pk__in=asked_shops(season)).order_by("sort_key", "pk")
        self.fields["shop"].label_from_instance = lambda shop: shop.name
