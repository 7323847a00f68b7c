"""Letters about a skill that a pairing lacks: asked of a helper, found for the two mentors."""
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from chalandise.mentoring.mails.letters import post
from chalandise.mentoring.queries.words import skill
from chalandise.people.operations import issue_link

WHY = _("vous êtes parrain ou marraine bénévole")
in_words = lazy(skill, str)  # said in the language of each reader


def write_request(helper, requests):
    """Ask a helper for one hour of what they can, one letter for all the pairings."""
    return post(helper.person, "skill_asked", season=helper.season, about=helper, why=WHY,
                lines=[(r.pairing.shop, in_words(r.skill)) for r in requests], once="skill:" + ":".join(str(r.pk) for r in requests)[:150],
                link=issue_link(purpose="skill.helper", person=helper.person, target=helper, days=30))


def write_found(request):
    """Put the helper and the pairing's mentor in touch."""
    pairing = request.pairing
    for person, other in ((pairing.mentor.person, request.helper.person), (request.helper.person, pairing.mentor.person)):
        post(person, "skill_found", season=pairing.season, about=pairing, why=WHY, shop=pairing.shop, other=other, skill=in_words(request.skill),
             once=f"skill.found:{request.pk}:{person.pk}")
