"""Letters at both ends of a season: partners welcomed, satisfaction asked, closing, mentors asked again."""
from django.utils.translation import gettext as _
from django.utils.translation import override

from chalandise.foundation import mail
from chalandise.people.operations import issue_link


def partner_welcome(*, person, season, kind, by):
    with override(person.language or "fr"):
        reason = _("%(who)s vous écrit pour que vous puissiez suivre « %(season)s ».") % {"who": by.full_name, "season": season.name}
    once = f"season.{season.pk}.welcome.{kind}.{person.pk}"
    return mail.write("seasons/mails/partner_welcome", to=person, purpose="season.welcome", about=season, once=once,
                      context={"season": season, "kind": str(kind), "by": by,
                               "link": issue_link(purpose="season.follow", person=person, target=season, days=90)},
                      scope=("season", season.pk), reason=reason)


def satisfaction(*, person, season, audience, by, again=0):
    """Ask for satisfaction; `again` counts the reminders, one letter each."""
    with override(person.language or "fr"):
        reason = _("Vous recevez ce message parce que vous avez participé à « %s ».") % season.name
    link = issue_link(purpose=f"satisfaction.{audience}", person=person, target=season, days=60)
    return mail.write("seasons/mails/satisfaction", to=person, purpose="season.satisfaction", about=season,
                      context={"season": season, "audience": audience, "link": link, "by": by},
                      scope=("season", season.pk), reason=reason, once=f"season.{season.pk}.satisfaction.{person.pk}.{again}")


def closed(*, person, season, by):
    with override(person.language or "fr"):
        reason = _("Vous recevez ce message parce que vous avez participé à « %s ».") % season.name
    return mail.write("seasons/mails/season_closed", to=person, purpose="season.closed", about=season,
                      context={"season": season, "by": by}, scope=("season", season.pk), reason=reason,
                      once=f"season.{season.pk}.closed.{person.pk}")


def mentor_again(*, person, before, season, by):
    """Ask a mentor of one season whether they start again in another; once."""
    with override(person.language or "fr"):
        reason = _("Vous recevez ce message parce que vous étiez parrain ou marraine de « %s ».") % before.name
    link = issue_link(purpose="mentor.again", person=person, target=season, days=60)
    return mail.write("seasons/mails/mentor_again", to=person, purpose="season.mentor_again", about=season,
                      context={"season": season, "before": before, "link": link, "by": by},
                      scope=("season", season.pk), reason=reason, once=f"season.{season.pk}.mentor_again.{person.pk}")
