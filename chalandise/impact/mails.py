"""What we write about figures: one question, one number; the takings of the past, asked once."""
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from chalandise.foundation import mail
from chalandise.impact.queries.checkins import choices_of
from chalandise.impact.queries.measures import figure_words
from chalandise.impact.rules.takings import ASKED, LEAST
from chalandise.people.models import Role
from chalandise.people.operations import issue_link
from chalandise.people.queries import holders


def reading_asked(action, month, indicator, *, again=False):
    """Ask the merchant for one number, with a few answers to tap; once an action, a month and a person, twice after "later". Returns the letters."""
    letters, choices = [], choices_of(action, month)
    for person in holders(Role.Kind.MERCHANT, action.shop_id):
        key = f"reading.give:{action.pk}:{month:%Y-%m}:{person.pk}{':again' if again else ''}"
        link = issue_link(purpose="reading.give", person=person, target=action, days=45) + f"?mois={month:%Y-%m}"
        letters.append(mail.write(
            "impact/mails/reading_asked", to=person, purpose="reading.give", about=action, scope=("season", action.season_id), once=key, by_day=True,
            context={"action": action, "month": month, "question": indicator.question, "link": link,
                     "choices": [(words, f"{link}&r={code}") for code, words in choices]},
            reason=_("Vous recevez ce message une fois par mois parce que vous menez cette action. Deux mois sans réponse, et il s’arrête.")))
    return letters


def measure_planned(plan):
    """Tell the merchants what was agreed with them on the measure, with one link to say yes or to change it. Returns the letters."""
    action, letters = plan.action, []
    for person in holders(Role.Kind.MERCHANT, action.shop_id):
        letters.append(mail.write(
            "impact/mails/measure_planned", to=person, purpose="measure.plan", about=action, scope=("season", action.season_id),
            once=f"measure.plan:{plan.pk}:{person.pk}",
            context={"action": action, "plan": plan, "figure": figure_words(action.season, plan.figure), "by": plan.by,
                     "link": issue_link(purpose="measure.plan", person=person, target=action, days=45)},
            reason=_("Vous recevez ce message parce que vous menez cette action.")))
    return letters


def takings_asked(shop, season, request):
    """Ask the merchants of a shop for the takings before the season; `request` is None when it leaves by itself. Returns the letters."""
    letters = []
    for person in holders(Role.Kind.MERCHANT, shop.pk):
        letters.append(mail.write(
            "impact/mails/takings_asked", to=person, purpose="takings.give", about=shop, scope=("season", season.pk),
            once=f"takings.give:{season.pk}:{shop.pk}:{person.pk}:{request.pk if request else 'visit'}",
            context={"shop": shop, "season": season, "asked": ASKED, "least": LEAST,
                     "link": issue_link(purpose="takings.give", person=person, target=shop, days=90)},
            reason=_("Vous recevez ce message parce que votre boutique participe à « %s » ou a accepté de lui être comparée.") % season.name))
    return letters


def street_told(shop, season):
    """Tell the merchants of a shop that the street's curve stands beside theirs; once a season. Returns the letters."""
    return [mail.write(
        "impact/mails/street_told", to=person, purpose="street.told", about=shop, once=f"street.told:{season.pk}:{shop.pk}:{person.pk}", by_day=True,
        context={"shop": shop, "season": season, "link": settings.BASE_URL + reverse("merchant:takings", args=[shop.pk])},
        reason=_("Vous recevez ce message une seule fois, parce que vous donnez les recettes de votre boutique."))
        for person in holders(Role.Kind.MERCHANT, shop.pk)]


def month_asked(shop, month):
    """Ask for one month; once a shop, a month and a person. Returns the letters."""
    letters = []
    for person in holders(Role.Kind.MERCHANT, shop.pk):
        letters.append(mail.write(
            "impact/mails/takings_month", to=person, purpose="takings.give", about=shop, once=f"takings.month:{shop.pk}:{month:%Y-%m}:{person.pk}",
            context={"shop": shop, "month": month, "link": issue_link(purpose="takings.give", person=person, target=shop, days=45)},
            reason=_("Vous recevez ce message parce que vous donnez vos recettes chaque mois. Sans réponse deux fois, il s’arrête.")))
    return letters
