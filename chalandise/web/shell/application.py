"""The form of an application, the same for the shop, its mailed link and the referent who writes on its behalf."""
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chalandise.seasons.queries.applications import CHANNELS, stretch_of, way_of
from chalandise.shops.rules import trade_choices

NONE = "none"


def _line(label, limit, *, required=False, help_text="", **attrs):
    return forms.CharField(label=label, max_length=limit, required=required, help_text=help_text,
                           widget=forms.TextInput(attrs={k.replace("_", "-"): v for k, v in attrs.items()}))


class Way(forms.RadioSelect):
    """The street drawn from its first stop to its last; each stretch of it is a radio button that one taps on the line."""

    shape = "way"  # shell/field.html draws it with shell/_way.html
    marks = ()


class ApplicationForm(forms.Form):
    """Four short groups; only the operation decides what must be corrected, so a draft is never refused."""

    siret = _line(_("SIRET"), 20, inputmode="numeric", autocomplete="off", enterkeyhint="next",
                  help_text=_("Quatorze chiffres, sur vos factures. S’il est connu, il remplit la suite."))
    shop_name = _line(_("Nom de la boutique"), 200, required=True, autocomplete="organization")
    trade = forms.ChoiceField(label=_("Métier"), required=False, choices=trade_choices)
    number = _line(_("Numéro"), 12, inputmode="numeric", autocomplete="off")
    street = _line(_("Rue"), 160, required=True, autocomplete="address-line1")
    postcode = _line(_("Code postal"), 5, inputmode="numeric", autocomplete="postal-code")
    city = _line(_("Ville"), 100, autocomplete="address-level2")
    stretch = forms.ChoiceField(label=_("Où sur la ligne ?"), required=False, widget=Way,
                                help_text=_("Touchez votre morceau de rue, si vous le reconnaissez. Sinon, l’équipe vérifiera."))
    need = forms.CharField(label=_("Qu’aimeriez-vous pouvoir faire ?"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}),
                           help_text=_("Une ou deux phrases, avec vos mots. Par exemple : « prendre des rendez-vous quand je suis fermée »."))
    channels = forms.MultipleChoiceField(label=_("Qu’avez-vous déjà ?"), required=False, widget=forms.CheckboxSelectMultiple)
    given_name = _line(_("Prénom"), 80, autocomplete="given-name")
    family_name = _line(pgettext_lazy("famille", "Nom"), 80, required=True, autocomplete="family-name")
    email = _line(_("Adresse e-mail"), 254, autocomplete="email", inputmode="email", spellcheck="false", autocapitalize="none",
                  help_text=_("L’e-mail ou le téléphone, au choix : l’un des deux suffit."))
    phone = _line(_("Téléphone"), 30, autocomplete="tel", inputmode="tel")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    GROUPS = ((_("Votre boutique"), ("siret", "shop_name", "trade", "number", "street", "postcode", "city", "stretch")),
              (_("Votre besoin"), ("need", "channels")), (_("Vous"), ("given_name", "family_name", "email", "phone")))

    def __init__(self, *args, season, application=None, **words):
        self.season = season
        super().__init__(*args, initial=initial_of(application), **words)
        self.fields["channels"].choices = [*CHANNELS.items(), (NONE, _("rien de tout cela pour l’instant"))]
        marks = way_of(season)
        stretch = self.fields["stretch"]
        stretch.choices, stretch.widget.marks = [("", _("Je ne sais pas")), *((str(m.stretch), m.name) for m in marks if m.stretch)], marks
        if not marks:
            del self.fields["stretch"]

    def groups(self):
        """Return [(title, bound fields)] in the order of the page."""
        return [(title, [self[name] for name in names if name in self.fields]) for title, names in self.GROUPS]

    def wrong(self):
        """Return [(field, its errors)], for the summary above the groups."""
        return [(field, field.errors) for _title, fields in self.groups() for field in fields if field.errors]

    def typed(self):
        """Return what was typed, valid or not: a draft keeps everything."""
        found = {name: self.data.get(name, "") for name in self.fields if name not in ("version", "channels", "stretch")}
        return {**found, "channels": [c for c in self.data.getlist("channels") if c != NONE],
                "stretch": stretch_of(self.season, self.data.get("stretch"))}


def initial_of(application):
    """Return what the form shows of an application (none: the empty form)."""
    if application is None:
        return {}
    names = [name for _title, names in ApplicationForm.GROUPS for name in names]
    found = {name: getattr(application, name) for name in names if name != "stretch"}
    return {**found, "stretch": str(application.stretch_id or ""), "version": application.version}
