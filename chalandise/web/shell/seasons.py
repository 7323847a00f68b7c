"""What merchants, mentors and mailed links share of a season: answer an invitation, say that something is wrong, give an opinion."""
from django import forms
from django.contrib import messages
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chalandise.seasons.operations.closing import give_satisfaction
from chalandise.seasons.operations.complaints import complain
from chalandise.seasons.operations.gatherings import answer
from chalandise.seasons.queries.complaints import complaints_of, subjects
from chalandise.web.shell.gestures import attempt

ANSWERS = ("yes", "no")


class ComplaintForm(forms.Form):
    """Something is wrong; naming a person keeps the message from them."""

    text = forms.CharField(label=_("Qu’est-ce qui ne va pas ?"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6}),
                           help_text=_("Avec vos mots. Rien de ce que vous écrivez n’est publié."))
    about = forms.TypedChoiceField(label=_("De qui s’agit-il ?"), required=False, coerce=int, empty_value=None,
                                   help_text=_("La personne choisie ne lira pas votre message : quelqu’un d’autre vous répond."))

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {p.pk: p for p in people}
        self.fields["about"].choices = [("", _("de personne en particulier")), *((p.pk, p.full_name) for p in people)]

    def clean_about(self):
        return self.people.get(self.cleaned_data["about"])


class OpinionForm(forms.Form):
    """Two figures and a few words."""

    useful = forms.TypedChoiceField(label=_("Cette saison vous a-t-elle été utile ?"), coerce=int, widget=forms.RadioSelect,
                                    choices=[(1, _("1 : pas du tout")), (2, "2"), (3, "3"), (4, "4"), (5, _("5 : beaucoup"))])
    advise = forms.TypedChoiceField(label=_("De 0 à 10, la conseilleriez-vous à quelqu’un comme vous ?"), coerce=int,
                                    choices=[("", _("choisir")), *((n, str(n)) for n in range(11))])
    words = forms.CharField(label=_("Ce que vous voulez ajouter"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
                            help_text=_("L’équipe lit vos mots sans votre nom."))


def answer_invitation(request, attendance, *, by, via=""):
    """Make the gesture of the buttons "Je viens" and "Je ne viens pas"; say what was kept."""
    says = request.POST.get("says")
    if says not in ANSWERS:
        messages.error(request, gettext("Choisissez si vous venez ou non."))
        return False
    done, _attendance = attempt(request, answer, by=by, attendance=attendance, says=says, via=via)
    if done:
        messages.success(request, gettext("C’est noté : vous venez.") if says == "yes" else gettext("C’est noté : vous ne venez pas."))
    return done


def say_what_is_wrong(request, season, *, by, shop=None, via=""):
    """Return (form, complaint or None): the complaint once it is sent."""
    form = ComplaintForm(request.POST or None, people=subjects(by, season, shop))
    if form.is_valid():
        done, complaint = attempt(request, complain, form=form, by=by, season=season, shop=shop, via=via, **form.cleaned_data)
        if done:
            return form, complaint
    return form, None


def earlier(by, season):
    """Return what this person already said, with the answers."""
    return complaints_of(by, season)


def give_opinion(request, season, *, by, audience, given=None):
    """Return (form, True once the opinion is kept)."""
    initial = {"useful": given.useful, "advise": given.advise, "words": given.words} if given else None
    form = OpinionForm(request.POST or None, initial=initial)
    done = False
    if form.is_valid():
        done, _given = attempt(request, give_satisfaction, form=form, person=by, season=season, audience=audience, **form.cleaned_data)
    return form, done
