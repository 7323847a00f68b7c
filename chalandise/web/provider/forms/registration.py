"""What somebody types to register a company."""
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chalandise.catalogue.rules.countries import country_choices


def line(label, limit, *, required=True, help_text="", **attrs):
    return forms.CharField(label=label, max_length=limit, required=required, help_text=help_text,
                           widget=forms.TextInput(attrs={k.replace("_", "-"): v for k, v in attrs.items()}))


class CompanyForm(forms.Form):
    """A company by its number: enough for somebody whose address is proven."""

    name = line(_("Nom de l’entreprise"), 200, autocomplete="organization")
    country = forms.ChoiceField(label=_("Pays"), choices=country_choices, initial="FR", widget=forms.Select(attrs={"autocomplete": "country"}))
    siren = line("SIREN", 20, required=False, inputmode="numeric", autocomplete="off",
                 help_text=_("Pour une entreprise française : neuf chiffres, sur vos factures."))
    foreign_number = line(_("Numéro au registre de son pays"), 40, required=False, autocomplete="off",
                          help_text=_("Pour une entreprise d’un autre pays."))


class RegisterForm(CompanyForm):
    """The same for a stranger: who they are, and the address where the link goes."""

    given_name = line(_("Votre prénom"), 80, required=False, autocomplete="given-name")
    family_name = line(pgettext_lazy("famille", "Votre nom"), 80, autocomplete="family-name")
    email = line(_("Votre adresse e-mail"), 254, autocomplete="email", inputmode="email", spellcheck="false", autocapitalize="none",
                 help_text=_("Nous y envoyons le lien qui ouvre l’espace de l’entreprise."))


class ContactForm(forms.Form):
    """How merchants reach the company, and how large it is."""

    SIZES = [("", _("non précisé")), ("1-9", _("1 à 9 personnes")), ("10-49", _("10 à 49 personnes")), ("50-249", _("50 à 249 personnes")),
             ("250+", _("250 personnes ou plus"))]
    contact_email = forms.EmailField(label=_("Adresse e-mail pour les commerçants"), required=False, max_length=254)
    contact_phone = line(_("Téléphone"), 20, required=False, autocomplete="tel", inputmode="tel")
    website = forms.URLField(label=_("Site"), required=False, max_length=200, assume_scheme="https", help_text=_("Il commence par https://"))
    headcount = forms.ChoiceField(label=_("Effectif"), required=False, choices=SIZES)


class InviteForm(forms.Form):
    email = line(_("Son adresse e-mail"), 254, inputmode="email", spellcheck="false", autocapitalize="none", autocomplete="off")
    given_name = line(_("Son prénom"), 80, required=False, autocomplete="off")
    family_name = line(_("Son nom"), 80, required=False, autocomplete="off")
