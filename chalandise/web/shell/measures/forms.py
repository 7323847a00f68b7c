"""The plan of measure, typed: what should change, in which figure, how it comes in, from when."""
from django import forms
from django.utils.translation import gettext_lazy as _

from chalandise.actions.rules import keeps
from chalandise.impact.models import TAKINGS, Way
from chalandise.impact.operations import plan_measure
from chalandise.impact.queries.measures import measure_of, suggested
from chalandise.web.shell.actions.forms import DAY, FEW_WORDS, ActionForm


class MeasureForm(ActionForm):
    title, button, said = _("Ce que l’action doit changer, et comment on le verra"), _("Enregistrer"), _("C’est noté, avant de commencer.")
    intro = _("Décidé avant de commencer, à deux : après, on voit toujours ce qu’on espérait.")
    version = forms.IntegerField(widget=forms.HiddenInput)
    objective = forms.CharField(label=_("Ce que l’action doit changer"), max_length=300, widget=forms.Textarea(attrs=FEW_WORDS),
                                help_text=_("Par exemple : que les clientes qui appellent le soir trouvent un rendez-vous."))
    figure = forms.ChoiceField(label=_("Le chiffre où cela doit se voir"),
                               help_text=_("Un compte se donne en un geste par mois. Les recettes disent plus, mais demandent deux ans de passé."))
    way = forms.ChoiceField(label=_("Comment on l’obtient"), choices=Way.choices, widget=forms.RadioSelect)
    starts_on = forms.DateField(label=_("L’action commence le"), widget=DAY, help_text=_("Le premier jour où les clients la voient ; à peu près suffit."))

    def __init__(self, *args, action, by, **kwargs):
        plan = measure_of(action).plan
        choices = suggested(action.season, action.kind)
        own = [code for code, _words in choices]
        figure = plan.figure if plan else TAKINGS if action.indicator == "monthly_sales" else action.indicator
        kwargs["initial"] = {"version": action.version, "objective": action.objective, "figure": figure if figure in own else own[0], "starts_on": action.starts_on,
                             "way": plan.way if plan else Way.TYPED if figure == TAKINGS else Way.TAP}
        super().__init__(*args, action=action, by=by, **kwargs)
        private = _("vues du commerçant et de la personne référente seulement")
        self.fields["figure"].choices = [(code, f"{words} ({private})" if code == TAKINGS else words) for code, words in choices]
        if not keeps(by, action.shop):
            self.said = _("C’est noté. Le commerçant reçoit un message pour dire si cela lui va.")

    def run(self, by):
        return plan_measure(by=by, action=self.action, via=self.via, **self.typed())
