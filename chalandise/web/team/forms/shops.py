"""What the team types about shops and their files."""
from django import forms
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from chalandise.shops.rules import CHANNELS, trade_choices
from chalandise.shops.rules.columns import FIELDS

WRITTEN = ("name", "siret", "trade", "naf", "number", "street", "postcode", "city", "phone", "email", "website", "opening_hours",
           "channels", "description")


def _text(label, limit, *, required=False, help="", **attrs):
    return forms.CharField(label=label, max_length=limit, required=required, help_text=help, widget=forms.TextInput(attrs=attrs))


class ShopForm(forms.Form):
    name = _text(_("Enseigne"), 200, required=True, autocomplete="organization")
    siret = _text("SIRET", 20, help=_("Quatorze chiffres."), inputmode="numeric", autocomplete="off")
    trade = forms.ChoiceField(label=_("Métier"), choices=trade_choices, required=False)
    naf = _text("NAF", 8, help=_("Par exemple 47.24Z."), autocomplete="off")
    number = _text(_("Numéro"), 12, help=_("Par exemple 112 bis."), autocomplete="off")
    street = _text(_("Rue"), 160, autocomplete="off")
    postcode = _text(_("Code postal"), 6, inputmode="numeric", autocomplete="postal-code")
    city = _text(_("Ville"), 100, autocomplete="address-level2")
    phone = _text(_("Téléphone"), 30, inputmode="tel", autocomplete="off", type="tel")
    email = _text(_("Adresse e-mail"), 254, inputmode="email", autocomplete="off", type="email")
    website = _text(_("Site"), 300, inputmode="url", autocomplete="off")
    opening_hours = _text(_("Horaires"), 300, help=_("À la façon d’OpenStreetMap : Mo-Sa 09:00-19:00."), autocomplete="off")
    channels = forms.MultipleChoiceField(label=_("Ce que la boutique a déjà"), choices=CHANNELS.items(), required=False,
                                         widget=forms.CheckboxSelectMultiple)
    description = forms.CharField(label=_("Description"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, shop, data=None):
        known = {name: getattr(shop, name) for name in WRITTEN}
        return cls(data, initial={**known, "siret": shop.siret or "", "version": shop.version})

    @property
    def written(self):
        return {name: self.cleaned_data[name] for name in WRITTEN}


class ClosingForm(forms.Form):
    closed_on = forms.DateField(label=_("Fermée depuis le"), required=False, widget=forms.DateInput(attrs={"type": "date"}))


class FileForm(forms.Form):
    file = forms.FileField(label=_("Fichier"), help_text=_("CSV, XLSX, ODS, JSON ou GeoJSON, tel quel ou compressé (.gz)."),
                           widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls,.ods,.json,.geojson,.gz"}))


class ColumnsForm(forms.Form):
    """Which column of the file says what; one select a field, examples beside."""

    def __init__(self, data=None, *, batch):
        super().__init__(data, initial=batch.mapping)
        columns = batch.reading.get("columns", [])
        samples = batch.reading.get("sample", {})
        choices = [("", _("(aucune)")), *((c, c) for c in columns)]
        for code, field in sorted(FIELDS.items(), key=lambda item: item[0] not in batch.mapping):  # what was guessed comes first
            seen = " · ".join(samples.get(batch.mapping.get(code), ()))
            hint = " — ".join(str(h) for h in (field.help, _("lu : %s") % seen if seen else "") if h)
            self.fields[code] = forms.ChoiceField(label=field.label, choices=choices, required=False, help_text=escape(hint))


