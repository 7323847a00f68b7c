"""Forms of the team that meets and welcomes mentors."""
from django import forms
from django.utils.translation import gettext_lazy as _

from chalandise.foundation import clock


class MetForm(forms.Form):
    on = forms.DateField(label=_("Rencontré le"), initial=clock.today, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class DeclineForm(forms.Form):
    words = forms.CharField(label=_("Votre mot, tel qu’il sera lu"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class WelcomeForm(forms.Form):
    """What was decided of each person who offers to accompany a shop: later, met, or one of us."""

    LATER, MET, TAKEN = "", "met", "accepted"
    on = forms.DateField(label=_("Rencontrés le"), initial=clock.today, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                         help_text=_("Pour celles et ceux que vous notez aujourd’hui et que vous n’aviez pas encore rencontrés."))

    def __init__(self, *args, mentors, **words):
        super().__init__(*args, **words)
        self.mentors = mentors
        for mentor in mentors:
            met = [] if mentor.met_at else [(self.MET, _("rencontré"))]
            self.fields[f"m{mentor.pk}"] = forms.ChoiceField(label=mentor.person.full_name, required=False, initial=self.LATER,
                                                             choices=[(self.LATER, _("plus tard")), *met, (self.TAKEN, _("accepté"))],
                                                             widget=forms.RadioSelect)

    @property
    def rows(self):
        """Return [(mentor, its field)]."""
        return [(mentor, self[f"m{mentor.pk}"]) for mentor in self.mentors]

    def wrong(self):
        """Return [(field, its errors)], for the summary."""
        return [(field, field.errors) for field in self if field.errors]

    def chosen(self, what):
        return [mentor for mentor in self.mentors if self.cleaned_data[f"m{mentor.pk}"] == what]
