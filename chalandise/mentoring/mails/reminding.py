"""What a reminder says: one sentence and one link a matter, as many matters as there are, one letter."""
from datetime import timedelta

from django.utils import translation
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from chalandise.foundation import clock, mail, wording


def link_wanted(plan, line, visits):
    """Return (purpose, target) of the one link that answers a matter: the visit, the action, or the pairing itself."""
    side, visit = plan.matter.side, visits.get(plan.matter.visit) or line.visit
    if plan.matter.code == "action_still":
        return "action.read", ("actions.action", line.move.action)
    if plan.matter.code == "silence" or visit is None:
        return f"fit.{side}", line.pairing
    return f"visit.{side}", visit


def draft(person, items, *, season, who):
    """Return the letter of one person, in their language, not saved yet.

    Parameters
    ----------
    items : list of (Plan, Line, Visit or None, str)
        What is due, with the link that answers it.
    who : dict
        The season's contact, read once (mails.letters.sender).
    """
    with translation.override(person.language or "fr"):
        said = [{**_said(plan, line, visit), "link": link} for plan, line, visit, link in items]
        more = len(said) - 1
        subject = said[0]["subject"] + (" " + ngettext("(et %(n)s autre chose)", "(et %(n)s autres choses)", more) % {"n": more} if more else "")
        reason = gettext("%(who)s vous écrit pour la saison « %(season)s », parce que %(why)s.") % {
            "who": who["name"], "season": season.name, "why": gettext("quelque chose attend un mot de vous")}
    return mail.draft("mentoring/mails/reminder", to=person, purpose="mentoring.reminder", about=items[0][1].pairing,
                      scope=("season", season.pk), reason=reason, by_day=True,
                      once=f"reminder:{season.pk}:{clock.today().isoformat()}:{person.pk}",
                      context={"subject": subject, "items": said, "season": season, "sender": who})


def preview(plan, line, visit):
    """Return what the next reminder of a matter will say (subject, sentence), as the team's page shows it."""
    return _said(plan, line, visit)


def _said(plan, line, visit):
    words = {"shop": line.pairing.shop, "mentor": line.pairing.mentor.person.given_name, "n": plan.matter.visit,
             "day": wording.day(plan.matter.since), "address": line.pairing.shop.address,
             "when": wording.moment(visit.starts_at) if visit and visit.starts_at else "",
             "hour": wording.clock_time(visit.starts_at) if visit and visit.starts_at else ""}
    code = plan.matter.code
    if code == "visit_soon" and plan.matter.since == clock.today() + timedelta(days=1):
        code = "visit_tomorrow"
    elif code == "silence":
        code = f"silence_{plan.matter.side}"
    subject, sentence, button = SAID[code]
    slots = [wording.moment(s.starts_at) for s in visit.slots.all()] if code == "slots_waiting" and visit else []
    return {"subject": subject % words, "sentence": sentence % words, "button": str(button), "lines": slots}


SAID = {  # the subject, the sentence, the button
    "visit_soon": (_("Visite %(n)s de %(shop)s, %(when)s"), _("%(mentor)s vient à %(shop)s **%(when)s**, %(address)s."),
                   _("Voir la visite, dire que je ne peux plus")),
    "visit_tomorrow": (_("Demain à %(hour)s, visite %(n)s de %(shop)s"), _("%(mentor)s vient à %(shop)s **demain, %(when)s**, %(address)s."),
                       _("Voir la visite, dire que je ne peux plus")),
    "minutes_missing": (_("Une minute pour raconter la visite %(n)s de %(shop)s"),
                        _("Vous étiez à %(shop)s %(day)s. Quelques cases à cocher et deux phrases suffisent ; le commerçant reçoit ce que "
                          "vous avez décidé ensemble."), _("Écrire le compte rendu")),
    "slots_waiting": (_("%(mentor)s attend votre choix"), _("%(mentor)s garde ces moments pour vous, pour la visite %(n)s de %(shop)s. Si rien ne "
                                                            "vous va, dites-le au même endroit."), _("Choisir mon heure")),
    "visit_missed": (_("Refixons la visite %(n)s de %(shop)s"), _("La visite %(n)s de %(shop)s n’a pas pu avoir lieu. Trois créneaux sont déjà "
                                                                   "préparés, il reste à les envoyer."), _("Proposer trois créneaux")),
    "no_contact": (_("%(shop)s attend votre premier signe"), _("%(shop)s attend votre premier signe. Un appel ou trois créneaux, comme vous "
                                                                "préférez ; dites-le nous ici quand c’est fait."), _("Prendre contact")),
    "visit_to_plan": (_("Une date pour la visite %(n)s de %(shop)s"), _("La visite %(n)s de %(shop)s est prévue avant le %(day)s et n’a pas encore "
                                                                        "de date. Trois créneaux sont déjà préparés."), _("Proposer trois créneaux")),
    "action_still": (_("Où en est l’action de %(shop)s ?"), _("L’action de %(shop)s n’a pas bougé depuis le %(day)s. Une étape cochée, ou ce qui "
                                                              "bloque, suffit pour que nous puissions aider."), _("Ouvrir l’action")),
    "silence_merchant": (_("Comment cela se passe-t-il avec %(mentor)s ?"), _("Nous n’avons pas de nouvelles de %(shop)s depuis le %(day)s. Un bouton "
                                                                              "suffit pour répondre, et nous vous appelons si vous le souhaitez."),
                         _("Répondre en une seconde")),
    "silence_mentor": (_("Des nouvelles de %(shop)s ?"), _("Nous n’avons pas de nouvelles de %(shop)s depuis le %(day)s. Si vous êtes pris en ce moment, "
                                                           "dites-le : nous trouverons de l’aide."), _("Répondre en une seconde")),
}
