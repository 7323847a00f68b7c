"""What we write to those who offer to accompany a shop."""
from django.utils.translation import gettext as _

from chalandise.foundation import clock, mail


def _send(template, mentor, *, once, **context):
    season = mentor.season
    return mail.write(
        f"mentoring/mails/{template}", to=mentor.person, purpose=f"mentor.{template.removeprefix('mentor_')}", about=mentor,
        scope=("season", season.pk), once=once,
        context={"mentor": mentor, "season": season, "territory": season.territory, "contact": season.contact, **context},
        reason=_("%(who)s vous écrit parce que vous avez proposé d’accompagner une boutique (« %(season)s »).") % {
            "who": season.territory.organiser or season.territory.name, "season": season.name})


def received(mentor, link):
    """Confirm an offer and say what happens next."""
    return _send("mentor_received", mentor, once=f"mentor.received:{mentor.pk}", link=link)


def again(mentor, link):
    """The link to an offer that is there already, once a day at most."""
    return _send("mentor_again", mentor, once=f"mentor.again:{mentor.pk}:{clock.today()}", link=link)


def accepted(mentor, link):
    """Welcome, with the charter to sign."""
    return _send("mentor_accepted", mentor, once=f"mentor.accepted:{mentor.pk}:{mentor.decided_at:%Y%m%d}", link=link)


def declined(mentor, words):
    """Thank and explain."""
    return _send("mentor_declined", mentor, once=f"mentor.declined:{mentor.pk}:{mentor.decided_at:%Y%m%d}", words=words)
