"""What we write about figures: one question, one number."""
from django.utils.translation import gettext as _

from chalandise.foundation import mail
from chalandise.people.models import Role
from chalandise.people.operations import issue_link
from chalandise.people.queries import holders


def reading_asked(action, month, indicator):
    """Ask the merchant for one number; once an action, a month and a person. Returns the letters."""
    letters = []
    for person in holders(Role.Kind.MERCHANT, action.shop_id):
        key = f"reading.give:{action.pk}:{month:%Y-%m}:{person.pk}"
        letters.append(mail.write(
            "impact/mails/reading_asked", to=person, purpose="reading.give", about=action, scope=("season", action.season_id), once=key,
            context={"action": action, "month": month, "question": indicator.question,
                     "link": issue_link(purpose="reading.give", person=person, target=action, days=45)},
            reason=_("Vous recevez ce message une fois par mois parce que vous menez cette action.")))
    return letters
