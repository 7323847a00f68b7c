"""What we write to applicants: we have it; go on with your draft; here is your link again."""
from django.utils.translation import gettext as _

from chalandise.foundation import clock, mail


def _send(template, application, link, **words):
    season = application.season
    return mail.write(
        f"seasons/mails/{template}", to=application.person, purpose=f"application.{template.removeprefix('application_')}",
        about=application, scope=("season", season.pk),
        context={"application": application, "season": season, "territory": season.territory, "link": link,
                 "contact": season.contact},
        reason=_("%(who)s vous écrit parce que cette adresse a été donnée dans une candidature à « %(season)s ».") % {
            "who": season.territory.organiser or season.territory.name, "season": season.name}, **words)


def received(application, link):
    """Confirm that the application came, with what happens next."""
    return _send("application_received", application, link,
                 once=f"application.received:{application.pk}:{application.sent_at:%Y%m%d%H%M}")


def draft_kept(application, link):
    """The link to a draft, once an hour at most for one address."""
    return _send("application_draft", application, link,
                 once=f"application.draft:{application.pk}:{application.email}:{clock.now():%Y%m%d%H}")


def again(application, link):
    """The link to an application that is there already, once a day at most."""
    return _send("application_again", application, link, once=f"application.again:{application.pk}:{clock.today()}")
