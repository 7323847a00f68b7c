"""Letters about gatherings: invitation, change, cancellation, reminder; each with its calendar file."""
from django.utils.translation import gettext as _
from django.utils.translation import override

from chalandise.foundation import calendars, mail, wording
from chalandise.people.operations import issue_link
from chalandise.seasons.queries.gatherings import appointment


def invitation(*, attendance, by):
    """Invite one person; once per gathering and person."""
    return _write("gathering_invitation", attendance, by, link=True, once="invited")


def change(*, attendance, by, again):
    """Tell the new date or place; `again` asks for a new answer."""
    return _write("gathering_change", attendance, by, link=True, again=again, once=f"changed.{attendance.gathering.sequence}")


def cancellation(*, attendance, by):
    return _write("gathering_cancellation", attendance, by, link=False, once="cancelled")


def reminder(*, attendance):
    """Remind the day before; once per date, so a moved gathering is reminded again."""
    day = attendance.gathering.starts_at.date().isoformat()
    return _write("gathering_reminder", attendance, None, link=True, once=f"reminded.{day}", calendar=False)


def _write(name, attendance, by, *, link, once, calendar=True, **more):
    gathering, person = attendance.gathering, attendance.person
    season = gathering.season
    key = f"gathering.{gathering.pk}.{person.pk}.{once}"
    contact = by or season.contact
    with override(person.language or "fr"):
        said = {"when": wording.moment(gathering.starts_at), "until": wording.clock_time(gathering.ends_at)}
        who = contact.full_name if contact else season.territory.name
        reason = _("%(who)s vous écrit parce que vous êtes sur la liste des invités de « %(what)s », %(season)s.") % {
            "who": who, "what": gathering.title, "season": season.name}
    address = issue_link(purpose="gathering.answer", person=person, target=gathering, days=90) if link else ""
    files = [calendars.attachment(calendars.invitation(appointment(gathering, person)))] if calendar and person.email else []
    return mail.write(f"seasons/mails/{name}", to=person, purpose=f"gathering.{name.removeprefix('gathering_')}",
                      context={"gathering": gathering, "season": season, "attendance": attendance, "link": address, "by": contact, **said, **more},
                      about=gathering, scope=("season", season.pk), reason=reason, once=key, attachments=files)
