from django import forms
from django.utils.translation import gettext_lazy as _

from chalandise.foundation import clock
from chalandise.seasons.models import Gathering
from chalandise.seasons.queries.gatherings import AUDIENCES
from chalandise.web.shell.gestures import number
from chalandise.web.team.forms.seasons.calendar import DayField


class TimeField(forms.TimeField):
    def __init__(self, **kwargs):
        super().__init__(widget=forms.TimeInput(attrs={"type": "time", "step": "300"}, format="%H:%M"), **kwargs)


class GatheringForm(forms.Form):
    """A moment together: what, when, where."""

    kind = forms.ChoiceField(label=_("Genre"), choices=Gathering.Kind.choices)
    title = forms.CharField(label=_("Titre"), max_length=160)
    day = DayField(label=_("Jour"))
    starts = TimeField(label=_("Début"))
    ends = TimeField(label=_("Fin"))
    place = forms.CharField(label=_("Lieu"), max_length=200, required=False, help_text=_("Nom et adresse, comme vous le diriez au téléphone."))
    agenda = forms.CharField(label=_("Ordre du jour"), required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 6}))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @classmethod
    def initial_of(cls, gathering):
        start, end = (m.astimezone(clock.PARIS) for m in (gathering.starts_at, gathering.ends_at))
        return {"kind": gathering.kind, "title": gathering.title, "day": start.date(), "starts": start.time(), "ends": end.time(),
                "place": gathering.place, "agenda": gathering.agenda, "version": gathering.version}

    def clean(self):
        words = super().clean()
        if all(words.get(k) is not None for k in ("day", "starts", "ends")):
            for name, field in (("starts_at", "starts"), ("ends_at", "ends")):
                try:
                    words[name] = clock.local(words["day"], words[field].hour, words[field].minute)
                except ValueError:
                    self.add_error(field, _("Cette heure n’existe pas cette nuit-là : on passe à l’heure d’été. Choisissez une autre heure."))
        return words

    @property
    def values(self):
        return {k: self.cleaned_data[k] for k in ("kind", "title", "starts_at", "ends_at", "place", "agenda")}


class NewGatheringForm(GatheringForm):
    """The same, and the invitations of those whom such a moment usually concerns."""

    invite = forms.BooleanField(label=_("Inviter tout de suite"), required=False, help_text=_(
        "Au comité : ses membres et l’équipe. À un atelier : les parrains. À un moment collectif : les commerçants et les parrains. "
        "À la clôture : tout le monde."))


class InviteForm(forms.Form):
    audiences = forms.MultipleChoiceField(label=_("Qui inviter"), choices=AUDIENCES.items, widget=forms.CheckboxSelectMultiple)


class MinutesForm(forms.Form):
    minutes = forms.CharField(label=_("Compte rendu"), required=False, max_length=20000, widget=forms.Textarea(attrs={"rows": 10}),
                              help_text=_("Lu par toutes les personnes invitées."))
    version = forms.IntegerField(widget=forms.HiddenInput)


class DecisionForm(forms.Form):
    text = forms.CharField(label=_("Décision"), max_length=400)
    about = forms.ChoiceField(label=_("Elle concerne"), required=False,
                              help_text=_("Qui a un lien avec cette boutique ou ce partenaire se retire : la page le note."))
    owner = forms.CharField(label=_("Qui s’en charge"), max_length=120, required=False)
    due_on = DayField(label=_("Pour le"), required=False)


    def __init__(self, *args, subjects=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.subjects = {f"{s._meta.label_lower}:{s.pk}": s for s in subjects}
        self.fields["about"].choices = [("", _("personne en particulier")), *((key, str(s)) for key, s in self.subjects.items())]
        if not self.subjects:
            del self.fields["about"]

    @property
    def values(self):
        """What the operation takes: the subject itself in place of its key."""
        return {**self.cleaned_data, "about": self.subjects.get(self.cleaned_data.get("about", ""))}


class AttendanceForm(forms.Form):
    """Who came; `ticked` are those who were ticked when the page was opened."""

    came = forms.TypedMultipleChoiceField(label=_("Présents"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple)
    ticked = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)
    walk_in = forms.TypedChoiceField(label=_("Quelqu’un d’autre est venu"), coerce=int, required=False, empty_value=None)

    def __init__(self, *args, attendances, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["came"].choices = [(a.person_id, f"{a.person.full_name} · {a.shop.name}" if a.shop else a.person.full_name) for a in attendances]
        if not self.fields["came"].choices:
            del self.fields["came"]
        self.fields["walk_in"].choices = [("", _("personne")), *((p.pk, p.full_name) for p in others)]

    def clean_ticked(self):
        return [n for word in self.cleaned_data["ticked"].split(",") if (n := number(word)) is not None]
