"""What we write to the merchants who use a solution."""
from django.utils.translation import gettext as _

from chalandise.foundation import mail
from chalandise.people.models import Role
from chalandise.people.operations import issue_link
from chalandise.people.queries import holders


def still_used(check):
    """Ask the shop's people whether a solution still serves, by one tap; once a check and a person. Returns the letters."""
    use, letters = check.use, []
    for person in holders(Role.Kind.MERCHANT, use.shop_id):
        letters.append(mail.write(
            "catalogue/mails/still_used", to=person, purpose="use.check", about=use.solution, scope=("territory", use.shop.territory_id),
            once=f"use.check:{check.pk}:{person.pk}", by_day=True,
            context={"use": use, "months": check.months, "link": issue_link(purpose="use.check", person=person, target=check, days=60)},
            reason=_("Vous recevez ce message parce que votre boutique utilise cette solution : quatre fois la première année, pas plus.")))
    return letters
