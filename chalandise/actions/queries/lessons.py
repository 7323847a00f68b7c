"""Lessons told to the other shops; a name stands beside them only with a living consent."""
from dataclasses import dataclass

from django.db.models import Q

from chalandise.actions.models import Lesson
from chalandise.people.models import Role
from chalandise.people.queries import consents_now, scopes_of
from chalandise.seasons.models import PanelPlace
from chalandise.seasons.queries import seasons_run_by


@dataclass(frozen=True)
class Told:
    """A lesson as its readers see it: signed by name with consent, by trade and side without."""

    lesson: Lesson
    named: bool

    @property
    def action(self):
        return self.lesson.action

    @property
    def who(self):
        return f"{self.lesson.by.given_name}, {self.action.shop}" if self.named else ""


def shared_lessons(season):
    """Return the lessons of a season that their authors share, newest first."""
    return (Lesson.objects.filter(action__season=season, shared_at__isnull=False)
            .select_related("by", "action__shop", "action__season").order_by("-shared_at", "-id"))


def lessons_for(person, season):
    """Return the shared lessons of a season for one of its merchants, its mentors or its team; nothing for others."""
    shops = scopes_of(person, Role.Kind.MERCHANT)
    inside = (PanelPlace.objects.filter(season=season, shop_id__in=shops).exists()
              or season.pk in scopes_of(person, Role.Kind.MENTOR, Role.Kind.REFERENT)
              or seasons_run_by(person).filter(pk=season.pk).exists())
    return shared_lessons(season) if inside else Lesson.objects.none()


def search_lessons(lessons, *, words="", kind=""):
    """Keep the lessons of one kind that contain the words."""
    if kind:
        lessons = lessons.filter(action__kind=kind)
    for word in words.split():
        lessons = lessons.filter(Q(worked__icontains=word) | Q(failed__icontains=word) | Q(advice__icontains=word)
                                 | Q(action__title__icontains=word))
    return lessons


def told(lessons):
    """Return [Told] for a list of lessons, in one more query; the house never names without consent."""
    lessons = list(lessons)
    named = set(consents_now().filter(purpose="quote", about_kind="actions.lesson", about_id__in=[x.pk for x in lessons])
                .values_list("about_id", "person_id"))
    return [Told(lesson, (lesson.pk, lesson.by_id) in named) for lesson in lessons]


def lesson_by(action, side):
    """Return what one side told of an action, or None."""
    return Lesson.objects.filter(action=action, side=side).first()


def is_quotable(lesson):
    """Say whether a living consent lets the author be named beside the lesson."""
    return told([lesson])[0].named if lesson else False
