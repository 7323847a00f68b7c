"""Forms of a visit, shaped for a thumb: slots, a date agreed on the phone, a word, minutes in a minute."""
import uuid
from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from chalandise.foundation import clock
from chalandise.mentoring.models import Minutes
from chalandise.mentoring.queries.words import THEMES

LENGTHS = [(30, _("30 minutes")), (45, _("45 minutes")), (60, _("1 heure")), (90, _("1 heure et demie")), (120, _("2 heures"))]


class When(forms.DateTimeField):
    """A day and a time as a phone asks them."""

    def __init__(self, **words):
        super().__init__(input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], widget=forms.DateTimeInput(
            format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local", "step": 900}), **words)


def _day(**words):
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **words)


class Slots(forms.Form):
    """Three moments, already filled with free half days; one tap is enough."""

    first = When(label=_("Premier créneau"))
    second = When(label=_("Deuxième créneau"), required=False)
    third = When(label=_("Troisième créneau"), required=False)
    length = forms.TypedChoiceField(label=_("Durée"), choices=LENGTHS, coerce=int, initial=60)

    NAMES = ("first", "second", "third")

    @classmethod
    def suggested(cls, slots, data=None):
        """Return the form filled with free moments [(start, end)]."""
        return cls(data, initial={name: start for name, (start, _end) in zip(cls.NAMES, slots, strict=False)})

    @property
    def times(self):
        length = timedelta(minutes=self.cleaned_data["length"])
        return [(start, start + length) for name in self.NAMES if (start := self.cleaned_data.get(name))]


class Fix(forms.Form):
    """A date agreed otherwise."""

    when = When(label=_("Jour et heure convenus"))
    length = forms.TypedChoiceField(label=_("Durée"), choices=LENGTHS, coerce=int, initial=60)

    def __init__(self, *args, **words):
        super().__init__(*args, auto_id="fix_%s", **words)  # it stands on one page with the form of the slots

    @property
    def times(self):
        start = self.cleaned_data["when"]
        return {"starts_at": start, "ends_at": start + timedelta(minutes=self.cleaned_data["length"])}


class Wish(forms.Form):
    wish = forms.CharField(label=_("Ce qui irait mieux"), max_length=300, required=False,
                           widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Par exemple : plutôt le soir, après 19 h."))


class Missed(forms.Form):
    missed_by = forms.ChoiceField(label=_("Qui n’a pas pu être là ?"), widget=forms.RadioSelect,
                                  choices=[("merchant", _("Le commerçant")), ("mentor", _("Le parrain ou la marraine"))])


class MinutesForm(forms.ModelForm):
    """Big boxes, two sentences, a next step. `client_key` makes the same form sent twice be one."""

    themes = forms.MultipleChoiceField(label=_("De quoi avez-vous parlé ?"), choices=list(THEMES.items()), required=False,
                                       widget=forms.CheckboxSelectMultiple)
    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    on = _day(label=_("Quel jour avez-vous fait la visite ?"), required=False)

    class Meta:
        model = Minutes
        fields = ("duration", "travel", "themes", "seen", "decided", "next_step", "next_on")
        widgets = {
            "duration": forms.NumberInput(attrs={"inputmode": "numeric", "min": 5, "max": 480, "step": 5}),
            "travel": forms.NumberInput(attrs={"inputmode": "numeric", "min": 0, "max": 480, "step": 5}),
            "seen": forms.Textarea(attrs={"rows": 2}), "decided": forms.Textarea(attrs={"rows": 2}),
            "next_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }
        help_texts = {"travel": _("Aller et retour ; cela compte dans votre attestation.")}

    field_order = ("on", "duration", "themes", "seen", "decided", "next_step", "next_on", "travel", "client_key", "version")

    def __init__(self, data=None, *, visit, minutes=None):
        start = {"duration": 60, "travel": 0, "client_key": uuid.uuid4()} if minutes is None else {
            "version": minutes.version, "themes": minutes.themes}
        super().__init__(data, instance=minutes, initial=start)
        self.fields["travel"].required = False
        if visit.starts_at or minutes:
            del self.fields["on"]
        else:
            self.fields["on"].initial = clock.today()
            self.fields["on"].widget.attrs["max"] = clock.today().isoformat()

    def _post_clean(self):
        """Leave the row alone: the operation writes it."""

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in self.Meta.fields} | {"travel": self.cleaned_data["travel"] or 0}
