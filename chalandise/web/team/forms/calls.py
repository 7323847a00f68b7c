"""What the team types about a call for solutions."""
from datetime import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chalandise.catalogue.models import CompanyCheck
from chalandise.catalogue.rules import need_choices
from chalandise.catalogue.rules.criteria import SCORES
from chalandise.foundation import clock
from chalandise.web.team.forms.seasons.calendar import DayField
from chalandise.web.team.forms.seasons.gatherings import TimeField


def moment_of(day, time):
    """Return the moment of a day and a time in Paris, to the minute.

    Raises
    ------
    forms.ValidationError
        The time does not exist that night, or comes twice: the sentence says which one to choose.
    """
    try:
        moment = clock.local(day, time.hour, time.minute)
    except ValueError:
        raise forms.ValidationError(_("Cette heure n’existe pas cette nuit-là : on passe à l’heure d’été, de 2 h à 3 h. Choisissez une autre heure.")) from None
    if moment.utcoffset() != datetime.combine(day, time.replace(second=0, microsecond=0), tzinfo=clock.PARIS).replace(fold=1).utcoffset():
        raise forms.ValidationError(_("Cette heure vient deux fois cette nuit-là : on revient à l’heure d’hiver, de 3 h à 2 h. Choisissez une heure avant 2 h ou après 3 h."))
    return moment


class MomentForm(forms.Form):
    """A form with moments typed as a day and a time: `MOMENTS` names them."""

    MOMENTS: tuple = ()

    def clean(self):
        words = super().clean()
        for name in self.MOMENTS:
            day, time = words.get(f"{name}_day"), words.get(f"{name}_time")
            if day is None:
                words[name] = None
                continue
            if time is None:
                if f"{name}_time" not in self.errors:
                    self.add_error(f"{name}_time", _("Donnez l’heure, à la minute."))
                continue
            try:
                words[name] = moment_of(day, time)
            except forms.ValidationError as error:
                self.add_error(f"{name}_time", error)
        return words


def held(name, moment):
    """Return what a form shows of a moment."""
    here = moment.astimezone(clock.PARIS) if moment else None
    return {f"{name}_day": here.date() if here else None, f"{name}_time": here.time() if here else None}


class CallForm(MomentForm):
    MOMENTS = ("opens", "deadline", "questions")
    title = forms.CharField(label=gettext_lazy("Titre"), max_length=160, help_text=gettext_lazy("Par exemple « Appel à solutions 2018 »."))
    text = forms.CharField(label=gettext_lazy("Ce que vous cherchez"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 12}),
                           help_text=gettext_lazy("Pour qui, ce que vous offrez, ce qui se passe ensuite. On peut mettre en forme : **gras**, - liste, [lien](https://…)."))
    needs = forms.MultipleChoiceField(label=gettext_lazy("Besoins"), required=False, choices=need_choices, widget=forms.CheckboxSelectMultiple)
    opens_day = DayField(label=gettext_lazy("Ouvre le"))
    opens_time = TimeField(label=gettext_lazy("Heure d’ouverture"), help_text=gettext_lazy("Heure de Paris."))
    deadline_day = DayField(label=gettext_lazy("Date limite"))
    deadline_time = TimeField(label=gettext_lazy("Heure limite"), help_text=gettext_lazy("Heure de Paris, à la seconde près : 18:00:00 est déjà trop tard."))
    questions_day = DayField(label=gettext_lazy("Dernier jour des questions"), required=False, help_text=gettext_lazy("Vide : jusqu’à la date limite."))
    questions_time = TimeField(label=gettext_lazy("Heure où les questions ferment"), required=False)
    anonymous = forms.BooleanField(label=gettext_lazy("Relire sans le nom des entreprises"), required=False)
    reviews_wanted = forms.IntegerField(label=gettext_lazy("Relectures par réponse"), min_value=1, max_value=9, initial=3)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, call=None, **words):
        super().__init__(*args, initial=self.initial_of(call) if call else None, **words)
        if call and call.published_at:  # an extension moves the deadline; the opening is past or announced
            for name in ("opens_day", "opens_time", "deadline_day", "deadline_time"):
                del self.fields[name]

    @staticmethod
    def initial_of(call):
        plain = {name: getattr(call, name) for name in ("title", "text", "needs", "anonymous", "reviews_wanted", "version")}
        return plain | held("opens", call.opens_at) | held("deadline", call.deadline) | held("questions", call.questions_until)

    def values(self):
        """Return {field of the call: value}."""
        words = self.cleaned_data
        found = {name: words[name] for name in ("title", "text", "needs", "anonymous", "reviews_wanted")} | {"questions_until": words["questions"]}
        return found if "opens_day" not in self.fields else found | {"opens_at": words["opens"], "deadline": words["deadline"]}


class ExtensionForm(MomentForm):
    MOMENTS = ("deadline",)
    deadline_day = DayField(label=gettext_lazy("Nouvelle date limite"))
    deadline_time = TimeField(label=gettext_lazy("Heure limite"), help_text=gettext_lazy("Heure de Paris."))
    reason = forms.CharField(label=gettext_lazy("Pourquoi"), max_length=300, help_text=gettext_lazy("Publié avec l’appel, et envoyé à chaque entreprise qui a commencé une réponse."))


class CriteriaForm(forms.Form):
    """The criteria of a call, one group of fields each, and an empty group to add one."""

    def __init__(self, *args, criteria, **words):
        super().__init__(*args, **words)
        self.codes = [c.code for c in criteria] + [""]
        for n, criterion in enumerate([*criteria, None]):
            self._group(n, criterion)

    def _group(self, n, criterion):
        def held(name, default=""):
            return getattr(criterion, name) if criterion else default
        self.fields[f"{n}-label"] = forms.CharField(label=_("Critère"), max_length=80, required=False, initial=held("label"),
                                                    help_text="" if criterion else _("Vide : aucun critère de plus."))
        self.fields[f"{n}-question"] = forms.CharField(label=_("La question posée au relecteur"), max_length=200, required=False, initial=held("question"))
        self.fields[f"{n}-weight"] = forms.IntegerField(label=_("Poids"), min_value=1, max_value=10, required=False, initial=held("weight", 1))
        self.fields[f"{n}-anchors"] = forms.CharField(label=_("Ce que vaut chaque note, de 0 à 4"), required=False, max_length=1600,
                                                      initial="\n".join(held("anchors", [])), widget=forms.Textarea(attrs={"rows": 5}),
                                                      help_text=_("Cinq lignes : la première pour 0, la dernière pour 4."))
        if criterion:
            self.fields[f"{n}-gone"] = forms.BooleanField(label=_("Retirer ce critère"), required=False)

    @property
    def groups(self):
        """Return [(title, bound fields)]."""
        return [(self[f"{n}-label"].initial or _("Ajouter un critère"), [self[name] for name in self.fields if name.startswith(f"{n}-")])
                for n in range(len(self.codes))]

    @property
    def wrong(self):
        return [(self[name], errors) for name, errors in self.errors.items() if name in self.fields]

    def rows(self):
        """Return what the operation takes, in order; the empty last group and those that go are left out."""
        words, found = self.cleaned_data, []
        for n, code in enumerate(self.codes):
            if words.get(f"{n}-gone") or (not code and not words[f"{n}-label"].strip()):
                continue
            anchors = [line.strip() for line in words[f"{n}-anchors"].splitlines() if line.strip()]
            found.append({"code": code, "label": words[f"{n}-label"], "question": words[f"{n}-question"], "weight": words[f"{n}-weight"] or 0,
                          "anchors": [*anchors, *[""] * (len(SCORES) - len(anchors))]})
        return found

    def field_of(self, place):
        """Return the name of the field that a refusal about the n-th kept row names ("2-weight")."""
        n, _dash, name = (place or "").partition("-")
        kept = [m for m, code in enumerate(self.codes) if not self.cleaned_data.get(f"{m}-gone") and (code or self.cleaned_data[f"{m}-label"].strip())]
        return f"{kept[int(n)]}-{name}" if n.isdecimal() and int(n) < len(kept) else None


class AnswerForm(forms.Form):
    """The published answer to a question."""

    text = forms.CharField(label=gettext_lazy("La question, telle qu’elle sera lue"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3}),
                           help_text=gettext_lazy("Retirez-en ce qui nomme une entreprise."))
    answer = forms.CharField(label=gettext_lazy("Votre réponse, pour tous"), max_length=8000, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args, question, **words):
        super().__init__(*args, initial={"text": question.text, "answer": question.answer}, prefix=f"q{question.pk}", **words)
        self.question = question


class CheckForm(forms.Form):
    """What somebody of the team read in a register."""

    status = forms.ChoiceField(label=gettext_lazy("Le registre dit"), choices=CompanyCheck.Status.choices)
    note = forms.CharField(label=gettext_lazy("Où et quand vous l’avez lu"), max_length=200, required=False, help_text=gettext_lazy("Par exemple : Kbis du 3 octobre, registre belge le 12."))
