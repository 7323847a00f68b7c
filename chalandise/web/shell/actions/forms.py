"""One form, one gesture on an action: what is asked, and the operation it calls."""
from django import forms
from django.utils.translation import gettext_lazy as _

from chalandise.actions.operations import course, following, keeping, money, plan, telling
from chalandise.actions.queries.actions import owners_for
from chalandise.actions.queries.lessons import is_quotable, lesson_by
from chalandise.actions.rules import side_of
from chalandise.foundation.wording import as_day
from chalandise.impact import operations as impact
from chalandise.impact.queries import open_months, reading_of
from chalandise.seasons.queries.playbook import indicators, kinds
from chalandise.web.shell.amounts import EurosField, OnceForm
from chalandise.web.shell.seconds import second_person

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
FEW_WORDS = {"rows": 3}


class ActionForm(OnceForm):
    """A gesture that asks for something; `run` calls its operation."""

    title, button, said, intro = "", "", "", ""

    def __init__(self, *args, action, by, via="", **kwargs):
        self.action, self.by, self.via = action, by, via
        super().__init__(*args, **kwargs)

    def typed(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "once"}


class PlanForm(ActionForm):
    title, button, said = _("Le plan de l’action"), _("Enregistrer le plan"), _("Le plan est enregistré.")
    version = forms.IntegerField(widget=forms.HiddenInput)
    what = forms.CharField(label=_("L’action en une phrase"), max_length=160)
    objective = forms.CharField(label=_("Ce que cela doit changer pour la boutique"), required=False, max_length=300,
                                widget=forms.Textarea(attrs=FEW_WORDS),
                                help_text=_("Par exemple : que les clientes qui appellent le soir trouvent un rendez-vous."))
    indicator = forms.ChoiceField(label=_("Le chiffre qu’on compte"), required=False,
                                  help_text=_("Un seul, que le commerçant peut donner chaque mois sans effort."))
    target = forms.CharField(label=_("À partir de quand c’est réussi"), required=False, max_length=160,
                             help_text=_("Par exemple : dix rendez-vous du soir par mois."))
    starts_on = forms.DateField(label=_("Du"), required=False, widget=DAY)
    ends_on = forms.DateField(label=_("Au"), required=False, widget=DAY)
    owner = forms.ModelChoiceField(label=_("Qui la porte"), queryset=None, required=False, empty_label=_("à décider"))

    def __init__(self, *args, action, **kwargs):
        kwargs["initial"] = {"version": action.version, "what": action.title, "owner": action.owner_id,
                             **{n: getattr(action, n) for n in ("objective", "indicator", "target", "starts_on", "ends_on")}}
        super().__init__(*args, action=action, **kwargs)
        known = indicators(action.season)
        first = list(kinds(action.season)[action.kind].indicators) if action.kind in kinds(action.season) else []
        order = [*first, *(code for code in known if code not in first)]
        self.fields["indicator"].choices = [("", _("à choisir")), *((code, known[code].question) for code in order if code in known)]
        self.fields["owner"].queryset = owners_for(action)

    def run(self, by):
        values = self.typed()
        return plan.plan(by=by, action=self.action, title=values.pop("what"), **values)


class StepForm(ActionForm):
    title, button, said = _("Ajouter une étape"), _("Ajouter l’étape"), _("L’étape est ajoutée.")
    text = forms.CharField(label=_("Étape"), max_length=200)
    who = forms.CharField(label=_("Qui"), required=False, max_length=80)
    due_on = forms.DateField(label=_("Pour le"), required=False, widget=DAY)

    def run(self, by):
        return plan.add_step(by=by, action=self.action, **self.typed())


class BlockForm(ActionForm):
    title, button, said = _("Dire que ça bloque"), _("Le dire"), _("C’est dit : votre parrain et la référente sont prévenus.")
    reason = forms.CharField(label=_("Qu’est-ce qui bloque ?"), max_length=300, widget=forms.Textarea(attrs=FEW_WORDS))

    def run(self, by):
        return course.block(by=by, action=self.action, **self.typed())


class FinishForm(ActionForm):
    title, button, said = _("L’action est terminée"), _("Terminer l’action"), _("L’action est terminée. Merci !")
    outcome = forms.CharField(label=_("Ce que cela a donné"), required=False, widget=forms.Textarea(attrs=FEW_WORDS),
                              help_text=_("En une phrase ou deux ; « cela n’a pas marché » est une réponse utile."))

    def run(self, by):
        return course.finish(by=by, action=self.action, **self.typed())


class DropForm(ActionForm):
    title, button, said = _("Arrêter l’action"), _("Arrêter l’action"), _("L’action est arrêtée ; l’argent retourne à la cagnotte.")
    intro = _("Cela arrive, et ce n’est la faute de personne. L’argent engagé et non payé retourne à la cagnotte.")
    reason = forms.CharField(label=_("Pourquoi on s’arrête là"), max_length=300, widget=forms.Textarea(attrs=FEW_WORDS))

    def run(self, by):
        return course.drop(by=by, action=self.action, **self.typed())


class MoneyForm(ActionForm):
    title, button = _("Demander de l’argent à la cagnotte"), _("Envoyer la demande")
    said = _("La demande est partie : une personne de l’équipe répond.")
    intro = _("La boutique paie 0 € : la cagnotte règle le fournisseur, après l’accord de l’équipe.")
    label = forms.CharField(label=_("Pour quoi"), max_length=200)
    amount = EurosField()
    supplier = forms.CharField(label=_("Fournisseur"), required=False, max_length=200)

    def run(self, by):
        return money.ask_money(by=by, action=self.action, once=self.key("ask"), **self.typed(),
                               supervisor=second_person(self.data, self.action.season, by))


class PhotoForm(ActionForm):
    title, button, said = _("Ajouter une photo"), _("Envoyer la photo"), _("La photo est ajoutée, sans sa localisation.")
    file = forms.FileField(label=_("Photo"), widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
                           help_text=_("Le lieu enregistré par l’appareil est retiré."))
    alt = forms.CharField(label=_("Ce qu’on y voit"), max_length=200,
                          help_text=_("Pour les personnes qui ne voient pas l’image."))
    rights = forms.BooleanField(label=_("Les personnes visibles acceptent que la photo soit publiée"), required=False)

    def run(self, by):
        values = self.typed()
        return telling.add_photo(by=by, action=self.action, uploaded=values.pop("file"), **values)


class LessonForm(ActionForm):
    title, button, said = _("Ce que vous en retenez"), _("Enregistrer"), _("Merci : c’est enregistré.")
    intro = _("Une phrase suffit. Ce qui a raté aide autant les autres que ce qui a marché.")
    worked = forms.CharField(label=_("Ce qui a marché"), required=False, widget=forms.Textarea(attrs=FEW_WORDS))
    failed = forms.CharField(label=_("Ce qui n’a pas marché"), required=False, widget=forms.Textarea(attrs=FEW_WORDS))
    advice = forms.CharField(label=_("Un conseil à une autre boutique"), required=False, widget=forms.Textarea(attrs=FEW_WORDS))
    side = forms.ChoiceField(label=_("Qui parle"), choices=[("merchant", _("le commerçant")), ("mentor", _("le parrain"))])
    share = forms.BooleanField(label=_("Le partager avec les autres commerçants et parrains de la saison"), required=False)
    quote = forms.BooleanField(required=False)

    def __init__(self, *args, action, by, **kwargs):
        side = side_of(by, action)
        lesson = lesson_by(action, side)
        if lesson:
            kwargs["initial"] = {"worked": lesson.worked, "failed": lesson.failed, "advice": lesson.advice,
                                 "share": bool(lesson.shared_at), "quote": is_quotable(lesson)}
        super().__init__(*args, action=action, by=by, **kwargs)
        self.fields["quote"].label = telling.quote_words()
        for name in ("side",) if side else ("quote",):
            del self.fields[name]

    def run(self, by):
        values = self.typed()
        return telling.give_lesson(by=by, action=self.action, via="phone" if "side" in values else self.via, **values)


class ReadingForm(ActionForm):
    button, said = _("Enregistrer le chiffre"), _("Merci, le chiffre est noté.")
    month = forms.TypedChoiceField(label=_("Mois"))
    value = forms.CharField(max_length=20, widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
    confirmed = forms.BooleanField(label=_("Oui, c’est bien ce chiffre"), required=False)

    def __init__(self, *args, action, **kwargs):
        months = open_months(action)
        held = reading_of(action, months[0]) if months else None
        kwargs["initial"] = {"value": f"{held.value.normalize():f}".replace(".", ",") if held else ""}
        super().__init__(*args, action=action, **kwargs)
        known = indicators(action.season).get(action.indicator)
        self.fields["value"].label = known.question if known else _("Le chiffre du mois")
        self.fields["month"].choices = [(m.isoformat(), _month(m)) for m in months]
        self.fields["month"].coerce = lambda text: next(m for m in months if m.isoformat() == text)
        if not self.is_bound or "confirmed" not in self.data:
            self.asked = self.fields.pop("confirmed")

    @property
    def title(self):
        return _("Le chiffre du mois")

    def doubt(self):
        """Ask for a confirmation, now that the figure looks like a slip."""
        if "confirmed" not in self.fields:
            self.fields["confirmed"] = self.asked

    def run(self, by):
        try:
            return impact.write_number(by=by, action=self.action, via=self.via, **self.typed())
        except impact.Doubtful:
            self.doubt()
            raise


def _month(first):
    from django.utils.formats import date_format  # noqa: PLC0415  (cold path)
    return date_format(as_day(first), "F Y")


class KeptForm(ActionForm):
    title, button, said = _("Est-ce toujours en place ?"), _("Répondre"), _("C’est noté, merci.")
    still = forms.ChoiceField(label=_("Est-ce toujours en place ?"), choices=[("oui", _("Oui, toujours")), ("non", _("Non, plus maintenant"))],
                              widget=forms.RadioSelect)

    def run(self, by):
        return keeping.say_kept(by=by, action=self.action, still=self.cleaned_data["still"] == "oui", via=self.via)


class FollowForm(ActionForm):
    title, button = _("Aller plus loin"), _("Ouvrir le dossier")
    said = _("Le dossier est ouvert ; le commerçant reçoit un lien pour donner son accord.")
    intro = _("Un dossier en dehors de la saison, avec des partenaires. Personne d’autre ne le lit avant l’accord du commerçant.")
    what = forms.CharField(label=_("Le projet en une phrase"), max_length=160)
    why = forms.CharField(label=_("Pourquoi aller plus loin"), required=False, widget=forms.Textarea(attrs=FEW_WORDS))
    needs = forms.CharField(label=_("Ce qu’il faut"), required=False, widget=forms.Textarea(attrs=FEW_WORDS),
                            help_text=_("Argent, temps, compétence, autorisation : ce qui manque aujourd’hui."))
    carrier = forms.CharField(label=_("Qui le porte"), required=False, max_length=120)

    def run(self, by):
        values = self.typed()
        return following.open_follow_up(by=by, action=self.action, title=values.pop("what"), **values)


class EditStepForm(StepForm):
    title, button, said = _("Modifier l’étape"), _("Enregistrer l’étape"), _("L’étape est modifiée.")

    def __init__(self, *args, step, **kwargs):
        self.step = step
        kwargs["initial"] = {"text": step.text, "who": step.who, "due_on": step.due_on}
        super().__init__(*args, action=step.action, **kwargs)

    def run(self, by):
        return plan.edit_step(by=by, step=self.step, **self.typed())
