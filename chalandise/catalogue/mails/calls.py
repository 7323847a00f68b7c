"""Letters about a call: receipt, reminders, what the deadline found, extension, answer to a question."""
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from chalandise.catalogue.queries.companies import people_of
from chalandise.foundation import clock, mail, wording


def received(*, submission, version):
    """Say to each person of the company what arrived, under which number, at which second. Returns the letters."""
    return _each(submission, "received", once=f"submission.{submission.pk}.received.{version.number}", version=version,
                 second=f"{version.at.astimezone(clock.PARIS):%H:%M:%S}")


def reminder(*, submission, lacking, kind):
    """Remind of a draft, `kind` being "week" or "day"; once for each deadline."""
    return _each(submission, "deadline_reminder", once=f"submission.{submission.pk}.{kind}.{submission.call.deadline.isoformat()}",
                 lacking=lacking, by_day=kind == "week")


def left_at_deadline(*, submission, lacking):
    """Say that the deadline left a draft behind, and what was missing."""
    return _each(submission, "deadline_left", once=f"submission.{submission.pk}.left.{submission.call.deadline.isoformat()}", lacking=lacking)


def extended(*, call, extension):
    """Tell every company with a draft, a sent answer or a withdrawn one that there is more time, and why."""
    rows = call.submissions.select_related("solution__provider__organisation").order_by("pk")
    return [letter for row in rows for letter in _each(row, "deadline_extended", once=f"submission.{row.pk}.extended.{extension.pk}",
                                                       call=call, extension=extension)]


def answered(*, question):
    """Send the published answer to who asked."""
    call = question.call
    return _write("question_answered", question.by, call, once=f"question.{question.pk}.answered", about=question,
                  address=f"{settings.BASE_URL}/appels/{call.slug}/#questions", question=question, asked=" ".join(question.text.split()))


def _each(submission, name, *, once, call=None, **more):
    call, company = call or submission.call, submission.solution.provider
    address = f"{settings.BASE_URL}/offreur/{company.pk}/reponses/{submission.pk}/"
    return [_write(name, person, call, once=f"{once}.{person.pk}", about=submission, address=address, submission=submission,
                   solution=submission.solution, **more) for person in people_of(company)]


def _write(name, person, call, *, once, about, by_day=False, **more):
    with override(person.language or "fr"):
        said = {"deadline": wording.moment(call.deadline), **({"day": wording.day_year(more["version"].at)} if "version" in more else {})}
        reason = _("Vous recevez ce message parce que vous répondez à l’appel « %(call)s » de %(territory)s.") % {
            "call": call.title, "territory": call.territory.name}
    return mail.write(f"catalogue/mails/{name}", to=person, purpose=f"call.{name}", about=about, scope=("territory", call.territory_id),
                      once=once, by_day=by_day, reason=reason, context={"call": call, "contact": call.territory, **said, **more})
