"""What is typed about takings: months or weeks, closed days, a file and its columns."""
from datetime import date

from django import forms
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from chalandise.computing.takings import Grain
from chalandise.foundation.wording import french, short_date
from chalandise.impact import operations
from chalandise.impact.models import Channel
from chalandise.impact.operations.agreeing import agreement_words
from chalandise.impact.operations.slips import give_slip
from chalandise.impact.queries.takings import agreement_of, months_to_give, takings_seen_by, weeks_to_give
from chalandise.impact.rules.columns import FIELDS
from chalandise.web.shell.amounts import EurosField

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AgreedForm(forms.Form):
    """A form that also asks for the agreement while there is none, in its exact words."""

    agreed = forms.BooleanField(error_messages={"required": _("Cochez si vous êtes d’accord : sans cela, aucune recette n’est gardée.")})

    def __init__(self, *args, place, **kwargs):
        self.place = place
        super().__init__(*args, **kwargs)
        if agreement_of(place.shop):
            del self.fields["agreed"]
        else:
            words = agreement_words(place.shop)
            self.fields["agreed"].label = words if place.mine else _("Le commerçant, au téléphone, est d’accord avec ceci : « %s »") % words


class TypedForm(AgreedForm):
    """A few months or weeks, the latest first; each field may stay empty."""

    picture = forms.FileField(label=_("Photo du relevé de caisse"), required=False, help_text=_("Si vous l’avez : elle reste avec le chiffre, comme preuve."),
                              widget=forms.ClearableFileInput(attrs={"accept": "image/*,application/pdf"}))
    confirmed = forms.BooleanField(label=_("Oui, ces chiffres sont les bons"), required=False)
    field_order = None

    def __init__(self, *args, grain, only=None, **kwargs):
        super().__init__(*args, **kwargs)
        place, self.grain = self.place, grain
        give = weeks_to_give if grain == Grain.WEEK else months_to_give
        self.periods = [only] if only else give(place.person, place.shop, season=place.season)
        held = {t.start: t.amount for t in takings_seen_by(place.person, place.shop).filter(
            grain=grain, channel=Channel.ALL, start__in=self.periods)} if place.via != "link" else {}
        typed = {f"p{p:%Y%m%d}": EurosField(label=_period(grain, p), required=False, initial=held.get(p)) for p in self.periods}
        rest = {name: self.fields.pop(name) for name in ("picture", "confirmed")}
        self.fields |= typed | rest
        if not self.is_bound or "confirmed" not in self.data:
            self.asked = self.fields.pop("confirmed")

    def run(self):
        values, place = self.cleaned_data, self.place
        try:
            return operations.type_takings(
                by=place.person, shop=place.shop, grain=self.grain, picture=values.get("picture"), confirmed=values.get("confirmed", False),
                agreed=values.get("agreed", False), via=place.via, figures={p: values.get(f"p{p:%Y%m%d}") for p in self.periods})
        except operations.Wrong as wrong:
            if isinstance(wrong, operations.Unusual) and "confirmed" not in self.fields:
                self.fields["confirmed"] = self.asked
            for start, sentence in wrong.wrong.items():
                self.add_error(f"p{start:%Y%m%d}", sentence)
            raise


def _period(grain, start):
    if grain == Grain.WEEK:
        return _("Semaine du %s") % short_date(start)
    said = date_format(start, "F Y")
    return said.capitalize() if french() else said


def read_start(text, grain):
    """Return the period that an address names ("2017-03-01"), or None."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day == (day.replace(day=1) if grain == Grain.MONTH else day) and (grain == Grain.MONTH or day.weekday() == 0) else None


class SlipForm(AgreedForm):
    """The till's report of one month, photographed; its figure too, or the referent reads it."""

    picture = forms.FileField(label=_("Photo du relevé"), widget=forms.ClearableFileInput(attrs={"accept": "image/*,application/pdf"}),
                              help_text=_("Bien à plat, le total lisible. Le lieu enregistré par l’appareil est retiré."))
    month = forms.TypedChoiceField(label=_("De quel mois"), coerce=lambda text: read_start(text, Grain.MONTH))
    amount = EurosField(label=_("Le total écrit dessus"), required=False, help_text=_("Vide : la personne référente le lit sur la photo."))
    confirmed = forms.BooleanField(label=_("Oui, ce chiffre est le bon"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        months = months_to_give(self.place.person, self.place.shop, season=self.place.season, limit=30)
        self.fields["month"].choices = [(m.isoformat(), _period(Grain.MONTH, m)) for m in months]
        if not self.is_bound or "confirmed" not in self.data:
            self.asked = self.fields.pop("confirmed")

    def run(self):
        values = self.cleaned_data
        try:
            return give_slip(by=self.place.person, shop=self.place.shop, via=self.place.via, picture=values["picture"], month=values["month"],
                             amount=values["amount"], agreed=values.get("agreed", False), confirmed=values.get("confirmed", False))
        except operations.Wrong as wrong:
            if isinstance(wrong, operations.Unusual) and "confirmed" not in self.fields:
                self.fields["confirmed"] = self.asked
            self.add_error("amount", next(iter(wrong.wrong.values())))
            self.add_error("picture", _("Choisissez la photo de nouveau : rien n’est encore gardé."))
            raise


class ClosedForm(AgreedForm):
    first = forms.DateField(label=_("Premier jour fermé"), widget=DAY)
    last = forms.DateField(label=_("Dernier jour fermé"), required=False, widget=DAY, help_text=_("Vide : un seul jour."))

    def run(self):
        if self.cleaned_data.get("agreed"):
            operations.agree(by=self.place.person, shop=self.place.shop, via=self.place.via)
        return operations.note_closed(by=self.place.person, shop=self.place.shop, first=self.cleaned_data["first"], last=self.cleaned_data["last"],
                                      via=self.place.via)


class FileForm(AgreedForm):
    file = forms.FileField(label=_("Fichier de la caisse"), help_text=_("CSV, XLSX ou ODS, tel que la caisse, le terminal, la banque ou le site l’exporte ; compressé (.gz) au besoin."),
                           widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls,.ods,.json,.gz"}))

    def run(self):
        return operations.open_file(by=self.place.person, shop=self.place.shop, uploaded=self.cleaned_data["file"],
                                    agreed=self.cleaned_data.get("agreed", False), via=self.place.via)


class ColumnsForm(forms.Form):
    """Which column says what, which part of the takings it is, in which unit; examples beside."""

    def __init__(self, data=None, *, file):
        super().__init__(data, initial={**file.mapping, "channel": file.channel, "unit": file.options.get("unit", "euros")})
        samples = file.reading.get("sample", {})
        choices = [("", _("(aucune)")), *((c, c) for c in file.reading.get("columns", []))]
        self.fields["channel"] = forms.ChoiceField(label=_("Ce que ce fichier compte"), choices=Channel.choices)
        for code, field in sorted(FIELDS.items(), key=lambda item: item[0] not in file.mapping):  # what was guessed comes first
            seen = " · ".join(samples.get(file.mapping.get(code), ()))
            hint = " — ".join(str(h) for h in (field.help, _("lu : %s") % seen if seen else "") if h)
            self.fields[code] = forms.ChoiceField(label=field.label, choices=choices, required=False, help_text=escape(hint))
        self.fields["unit"] = forms.ChoiceField(label=_("Les montants sont en"), choices=[("euros", _("euros")), ("cents", _("centimes"))])

    def words(self):
        values = dict(self.cleaned_data)
        return {"channel": values.pop("channel"), "unit": values.pop("unit"), "mapping": values}


class WriteForm(forms.Form):
    sure = forms.BooleanField(label=_("J’ai vérifié : ce fichier est juste"), required=False)
