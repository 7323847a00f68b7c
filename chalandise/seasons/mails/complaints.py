"""Letters about complaints: never what was said, only that it was."""
from django.utils.translation import gettext as _
from django.utils.translation import override

from chalandise.foundation import mail, wording
from chalandise.people.operations import issue_link
from chalandise.seasons.queries import playbook


def _days(season):
    return playbook.thresholds(season)["complaint_answer"]


def received(*, complaint):
    """Tell the author that it arrived, and by when somebody answers."""
    season, person = complaint.season, complaint.person
    with override(person.language or "fr"):
        reason = _("Vous recevez ce message parce que vous avez écrit à l’équipe de « %s ».") % season.name
        phone = wording.phone(season.territory.contact_phone) if season.territory.contact_phone else ""
    return mail.write("seasons/mails/complaint_received", to=person, purpose="complaint.received", about=complaint,
                      context={"days": _days(season), "phone": phone}, scope=("territory", season.territory_id), reason=reason,
                      once=f"complaint.{complaint.pk}.received")


def to_answer(*, complaint, person):
    """Ask somebody of the team to answer; the text stays on the page."""
    season = complaint.season
    with override(person.language or "fr"):
        reason = _("Vous recevez ce message parce que vous suivez « %s ».") % season.name
    link = issue_link(purpose="complaint.read", person=person, target=complaint, days=30)
    return mail.write("seasons/mails/complaint_to_answer", to=person, purpose="complaint.to_answer", about=complaint,
                      context={"season": season, "days": _days(season), "link": link}, scope=("territory", season.territory_id), reason=reason,
                      once=f"complaint.{complaint.pk}.to_answer.{person.pk}")


def answered(*, complaint, by):
    """Give the author the answer, and the way to write again."""
    season, person = complaint.season, complaint.person
    with override(person.language or "fr"):
        reason = _("Vous recevez ce message parce que vous avez écrit à l’équipe de « %s ».") % season.name
    link = issue_link(purpose="complaint.again", person=person, target=complaint, days=60)
    return mail.write("seasons/mails/complaint_answer", to=person, purpose="complaint.answer", about=complaint,
                      context={"complaint": complaint, "by": by.full_name, "link": link}, scope=("territory", season.territory_id), reason=reason,
                      once=f"complaint.{complaint.pk}.answer")
