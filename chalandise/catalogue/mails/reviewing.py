"""What we write to reviewers, and to the companies once everything is decided. No reviewer is ever named to a company."""
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from chalandise.catalogue.models import Decision
from chalandise.foundation import mail
from chalandise.people.models import Role
from chalandise.people.queries import holders


def _to_reviewer(template, reviewer, *, purpose, once=None, **context):
    call = reviewer.call
    return mail.write(f"catalogue/mails/{template}", to=reviewer.person, purpose=purpose, about=call, scope=("territory", call.territory_id), once=once,
                      context={"call": call, "reviewer": reviewer, "territory": call.territory, **context},
                      reason=_("%(who)s vous écrit parce que vous êtes relecteur de « %(call)s ».") % {
                          "who": call.territory.organiser or call.territory.name, "call": call.title})


def _desk(call):
    return settings.BASE_URL + reverse("reviewer:home", args=[call.slug])


def invited(reviewer, *, by, link):
    """Ask somebody to review, by a link that answers yes or no."""
    return _to_reviewer("review_invitation", reviewer, purpose="review.invitation", by=by, link=link)


def assigned(reviewer, count):
    """Say that submissions are waiting on one's desk."""
    return _to_reviewer("review_assigned", reviewer, purpose="review.assigned", count=count, link=_desk(reviewer.call))


def set_aside(assignment):
    """Say to a reviewer that one of their reviews is set aside; which one is not written: the tie may be news to others."""
    return _to_reviewer("review_set_aside", assignment.reviewer, purpose="review.set_aside", once=f"review.aside:{assignment.pk}", link=_desk(assignment.reviewer.call))


def decided(decision, submission, *, comments):
    """Tell a company what was decided, why, and what reviewers wrote for it. Returns the letters."""
    call, company = submission.call, submission.solution.provider
    return [mail.write("catalogue/mails/decision", to=person, purpose="catalogue.decision", about=submission, scope=("territory", call.territory_id),
                       once=f"decision:{decision.pk}:{person.pk}", reason=_("Vous recevez ce message parce que vous gérez l’espace de %(company)s.") % {"company": company},
                       context={"decision": decision, "outcome": decision.outcome, "Outcome": Decision.Outcome, "submission": submission, "call": call,
                                "territory": call.territory, "comments": comments, "until": submission.reopened_until,
                                "link": settings.BASE_URL + reverse("provider:home", args=[company.pk])})
            for person in holders(Role.Kind.PROVIDER, company.organisation_id)]
