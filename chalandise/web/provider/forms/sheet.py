"""The sheet of a solution, one short part at a time, and the answer to a call."""
from django import forms
from django.db.models import PositiveSmallIntegerField, URLField
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from chalandise.catalogue.models import Solution
from chalandise.catalogue.rules import need_choices
from chalandise.catalogue.rules.sheet import ASKED, LANGUAGES
from chalandise.shops.rules import trade_choices
from chalandise.web.shell.amounts import EurosField

HELP = {
    "summary": _("Deux cents caractères au plus. Parlez du commerçant, pas de la technique."),
    "text": _("Ce qu’il fait le premier jour, puis chaque semaine. On peut mettre en forme : **gras**, - liste, [lien](https://…)."),
    "trades": _("Aucun : la solution convient à tous les métiers."),
    "prerequisites": _("Par exemple : un téléphone, une fiche d’établissement, une caisse compatible."),
    "install_hours": _("Le temps du commerçant, avec votre aide. Par exemple 1,5."),
    "price_setup": _("Hors taxes, une seule fois. 0 si c’est offert."),
    "price_month": _("Hors taxes, pour une boutique. 0 si c’est gratuit."),
    "trial_months": _("0 : ce prix n’a pas de fin."),
    "price_after": _("Le prix une fois l’essai passé : c’est lui que les commerçants comparent."),
    "price_note": _("Matériel, messages, formation, ce qui n’est pas dans le prix."),
    "commitment_months": _("0 : on arrête quand on veut."),
    "exit_text": _("Ce que le commerçant emporte, comment, en combien de temps, et ce que vous effacez."),
    "exit_formats": _("Par exemple : CSV, PDF."),
    "references": _("Des boutiques qui s’en servent, avec leur accord. « Aucune encore » est une réponse."),
    "demo_account": _("Adresse, identifiant, mot de passe d’essai. Lu par les relecteurs seulement, jamais publié."),
    "data_note": _("Qui héberge, qui d’autre voit les données."),
}
LONG = {"text": 8, "prerequisites": 3, "exit_text": 5, "references": 4, "demo_account": 4}
AMOUNTS = {"price_setup", "price_month", "price_after", "commission", "install_hours"}
LIMIT = 20_000  # letters of a long text
MONTHS = 999


class NumberField(EurosField):
    """A number typed as people type it, with the limits of its column."""

    def __init__(self, *, model_field, **kwargs):
        self.limits = model_field.max_digits, model_field.decimal_places
        super().__init__(**kwargs)

    def to_python(self, value):
        found = super().to_python(value)
        if found is None:
            return None
        digits, places = self.limits
        if not found.is_finite() or found < 0 or found >= 10 ** (digits - places):
            raise forms.ValidationError(_("Ce nombre n’est pas possible ici. Vérifiez-le."))
        return round(found, places)


class Draft:
    """A form that is never refused for what is still missing, and says all the same which answers are asked."""

    use_required_attribute = False
    asked: frozenset = frozenset()

    def full_clean(self):
        wanted = [self.fields[name] for name in self.asked if name in self.fields]
        for field in wanted:
            field.required = False
        super().full_clean()
        for field in wanted:
            field.required = True

    def show_asked(self):
        """Call it once the fields are there: those that are asked do not read "optional"."""
        for name in self.asked:
            if name in self.fields:
                self.fields[name].required = True


class PartForm(Draft, forms.ModelForm):
    """One part of the sheet. A field that is wrong does not stop the others from being kept."""

    asked = ASKED
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    tab = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    class Meta:
        model = Solution
        fields: tuple = ()

    def __init__(self, *args, tab, **words):
        super().__init__(*args, **words)
        self.initial |= {"version": self.instance.version, "tab": tab}
        for name in ("needs", "trades", "languages"):
            if name in self.fields:
                self.fields[name] = self._boxes(name)
        self.show_asked()

    def _boxes(self, name):
        choices = {"needs": need_choices, "trades": lambda: trade_choices()[1:], "languages": LANGUAGES.items}[name]
        return forms.MultipleChoiceField(label=self.fields[name].label, required=False, choices=choices, widget=forms.CheckboxSelectMultiple,
                                         help_text=HELP.get(name, ""))

    def _post_clean(self):
        """Nothing is put on the row here: the operation does it, and looks at what others wrote."""

    def kept(self):
        """Return {field: value} of what may be saved: all that is right."""
        return {name: self.cleaned_data[name] for name in self._meta.fields if name in self.cleaned_data}


def part_form(part):
    """Return the form class of a part of the sheet (rules.sheet.PARTS)."""
    def field(db_field, **words):
        if db_field.name in AMOUNTS:
            return NumberField(model_field=db_field, label=capfirst(db_field.verbose_name), required=False, help_text=HELP.get(db_field.name, ""))
        words["required"] = False
        if db_field.name in LONG:
            words |= {"widget": forms.Textarea(attrs={"rows": LONG[db_field.name]}), "max_length": LIMIT}
        elif isinstance(db_field, URLField):
            words["assume_scheme"] = "https"
        elif isinstance(db_field, PositiveSmallIntegerField):
            words["max_value"] = MONTHS  # the model's own check is not run (_post_clean), and PostgreSQL refuses over 32,767
        found = db_field.formfield(**words)
        found.help_text = HELP.get(db_field.name, "")
        found.label = capfirst(db_field.verbose_name)
        return found
    return forms.modelform_factory(Solution, form=PartForm, fields=part.fields, formfield_callback=field)


class NameForm(forms.Form):
    name = forms.CharField(label=_("Nom de la solution"), max_length=120, help_text=_("Vous décrivez le reste ensuite, à votre rythme : tout est gardé au fur et à mesure."))


class DocumentForm(forms.Form):
    file = forms.FileField(label=_("Fichier"), help_text=_("PDF, photo ou tableau, 20 Mo au plus."))
    title = forms.CharField(label=_("Titre"), max_length=120, required=False, help_text=_("Par exemple « Tarifs 2018 »."))
    public = forms.BooleanField(label=_("Visible de tous, sur la page du catalogue"), required=False)


class AnswerForm(Draft, forms.Form):
    """What a company writes for one call."""

    asked = frozenset({"motivation"})
    motivation = forms.CharField(label=_("Pourquoi pour les boutiques de ce territoire ?"), required=False, max_length=LIMIT,
                                 widget=forms.Textarea(attrs={"rows": 8}),
                                 help_text=_("Ce que vous savez de cette rue, qui viendrait, ce que vous offrez pendant la saison."))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    tab = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args, submission, tab, **words):
        super().__init__(*args, initial={"motivation": submission.motivation, "version": submission.version, "tab": tab}, **words)
        self.show_asked()
