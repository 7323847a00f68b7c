"""What we write about charters: please sign, please sign again, here is your proof."""
from django.utils.translation import gettext as _

from chalandise.foundation import clock, mail


def _reason(season):
    return _("%(who)s vous écrit parce que vous prenez part à « %(season)s ».") % {
        "who": season.territory.organiser or season.territory.name, "season": season.name}


def please_sign(signer, charter, link, *, again=False):
    """Ask for a signature: the first time, a renewal, or a reminder (once a day at most)."""
    season, who = charter.season, signer.place or signer.person
    once = f"charter.sign:{charter.pk}:{who._meta.model_name}:{who.pk}"
    return mail.write("seasons/mails/charter_renew" if signer.earlier else "seasons/mails/charter_sign", to=signer.person,
                      purpose="charter.sign", about=charter, scope=("season", season.pk), reason=_reason(season),
                      once=f"{once}:{clock.today()}" if again else once,
                      context={"season": season, "charter": charter, "shop": signer.shop, "link": link, "contact": season.contact,
                               "territory": season.territory})


def signed(signature):
    """Send the proof: what was signed, when, under which name."""
    season = signature.charter.season
    if signature.person is None:
        return None
    return mail.write("seasons/mails/charter_signed", to=signature.person, purpose="charter.signed", about=signature,
                      scope=("season", season.pk), reason=_reason(season), once=f"charter.signed:{signature.pk}",
                      context={"season": season, "signature": signature, "contact": season.contact, "territory": season.territory})
