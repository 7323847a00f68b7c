"""Forms of the team that reads applications."""
from django import forms
from django.utils.translation import gettext_lazy as _

from chalandise.seasons.models import Application
from chalandise.seasons.queries import playbook
from chalandise.seasons.queries.applications import parts_of, score_sheet, stretch_of


class NoteForm(forms.Form):
    text = forms.CharField(label=_("Votre remarque"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3}),
                           help_text=_("Lue par l’équipe seulement."))


class PlaceForm(forms.Form):
    """Where the shop stands, when the address did not say it."""

    where = forms.ChoiceField(label=_("La boutique est"))

    def __init__(self, *args, application, **words):
        super().__init__(*args, **words)
        self.season = application.season
        P = Application.Place
        self.fields["where"].choices = [*((str(p.pk), p.words) for p in parts_of(self.season)),
                                        (P.OUTSIDE.value, _("hors du périmètre")), (P.UNKNOWN.value, _("à vérifier"))]
        self.initial.setdefault("where", str(application.stretch_id) if application.place == P.INSIDE else application.place)

    def values(self):
        """Return (place, stretch) for the operation."""
        where = self.cleaned_data["where"]
        stretch = stretch_of(self.season, where)
        return {"place": Application.Place.INSIDE if stretch else where, "stretch": stretch}


class ScoreForm(forms.Form):
    """One's own scores, with what 1, 3 and 5 mean; nobody sees another's before giving theirs."""

    def __init__(self, *args, application, person, **words):
        super().__init__(*args, **words)
        self.sheet = score_sheet(application, person)
        for line in self.sheet:
            anchors = {a.split(" ")[0]: a for a in line.criterion.anchors}
            help_text = line.criterion.about
            if line.mine is not None and line.readers > 1:
                mean = f"{line.mean:.1f}".replace(".", ",")
                help_text = _("%(about)s Moyenne de %(n)d lecteurs : %(mean)s.") % {"about": help_text, "n": line.readers, "mean": mean}
            self.fields[line.criterion.key] = forms.TypedChoiceField(
                label=line.criterion.label, required=False, coerce=int, empty_value=None, help_text=help_text,
                initial="" if line.mine is None else line.mine,
                choices=[("", _("pas encore lu")), *((str(n), anchors.get(str(n), str(n)).replace(" : ", " · ")) for n in range(6))])


class SheetForm(forms.Form):
    """One's scores of several applications on one sheet; what is left at "–" is read another time."""

    MARKS = [("", "–"), *((str(n), str(n)) for n in range(6))]

    def __init__(self, *args, season, applications, **words):
        super().__init__(*args, **words)
        self.applications, self.criteria = applications, playbook.criteria(season)
        for application in applications:
            for criterion in self.criteria.values():
                self.fields[f"{application.pk}-{criterion.key}"] = forms.TypedChoiceField(
                    label=criterion.label, required=False, coerce=int, empty_value=None, choices=self.MARKS, initial="",
                    widget=forms.RadioSelect, error_messages={"invalid_choice": _("Une note va de 0 à 5.")})

    @property
    def rows(self):
        """Return [(application, its fields)], as printed."""
        return [(a, [self[f"{a.pk}-{key}"] for key in self.criteria]) for a in self.applications]

    @property
    def wrong(self):
        """Return [(field, its errors)] for the summary."""
        return [(self[name], errors) for name, errors in self.errors.items() if name in self.fields]

    @property
    def scored(self):
        """Return [(application, {criterion: value})] of those that got one mark at least."""
        given = ((a, {key: self.cleaned_data[f"{a.pk}-{key}"] for key in self.criteria}) for a in self.applications)
        return [(a, {k: v for k, v in values.items() if v is not None}) for a, values in given if any(v is not None for v in values.values())]
