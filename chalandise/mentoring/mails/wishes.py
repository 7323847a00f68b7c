"""Letters before the pairings: with whom would you work, would you share your mentor with a competitor."""
from django.utils.translation import gettext_lazy as _

from chalandise.foundation import clock
from chalandise.mentoring.mails.letters import post
from chalandise.people.operations import issue_link


def ask_merchant(place, person):
    """Ask a merchant with whom they would work; written once a day at most."""
    return post(person, "wishes_asked", season=place.season, about=place, why=_("vous participez avec %(shop)s") % {"shop": place.shop},
                is_mentor=False, once=f"wishes:{place.pk}:{person.pk}:{clock.today()}",
                link=issue_link(purpose="wishes.merchant", person=person, target=place, days=30))


def ask_mentor(mentor, season):
    """Ask a mentor which shops they would accompany; written once a day at most."""
    return post(mentor.person, "wishes_asked", season=season, about=mentor, why=_("vous êtes parrain ou marraine bénévole"),
                is_mentor=True, once=f"wishes:mentor:{mentor.pk}:{clock.today()}",
                link=issue_link(purpose="wishes.mentor", person=mentor.person, target=mentor, days=30))


def ask_sharing(sharing, person):
    """Ask a merchant whether their mentor may accompany a shop of the same trade nearby."""
    return post(person, "sharing_asked", season=sharing.season, about=sharing, shop=sharing.shop, other=sharing.other,
                why=_("vous participez avec %(shop)s") % {"shop": sharing.shop},
                once=f"sharing:{sharing.pk}:{person.pk}:{clock.today()}",
                link=issue_link(purpose="sharing.merchant", person=person, target=sharing, days=30))
