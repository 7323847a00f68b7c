"""The second person of the team that a gesture under supervision asks for."""
from django import forms
from django.utils.translation import gettext as _

from chalandise.people.queries.conflicts import supervisors


def second_person(data, season, *others):
    """Return the person of the team named by what was posted, or None."""
    key = data.get("supervisor", "")
    return supervisors(season, *others).filter(pk=int(key)).first() if key.isdecimal() and len(key) < 18 else None


def ask_second(form, refusal):
    """Add to a form the question "who is the second person?", once a refusal asked for one."""
    people = supervisors(refusal.gesture.place, refusal.by, refusal.gesture.person)
    form.fields["supervisor"] = forms.ChoiceField(
        label=_("Deuxième personne de l’équipe"), choices=[("", _("à choisir")), *((p.pk, p.full_name) for p in people)])
