from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Mentoring(AppConfig):
    name = "chalandise.mentoring"
    label = "mentoring"

    # What the journal's verbs say in a timeline: "<room>.<verb>" to words after a person's name.
    verbs: dict = {
        "pairings.proposed": _("a demandé une proposition de parrainages"),
        "pairings.noted": _("a laissé une note de relais"),
        "visits.planned": _("a proposé un calendrier de visites"),
        "visits.published": _("a fixé le calendrier des visites"),
        "skill.asked": _("a demandé une heure d’une compétence"),
        "skill.answered": _("a répondu à une demande d’aide"),
        "wishes.asked": _("a demandé les souhaits de chacun"),
        "wishes.said": _("a dit avec qui travailler"),
        "sharing.asked": _("a demandé si un parrain peut être partagé avec un concurrent"),
        "sharing.answered": _("a dit si son parrain peut être partagé"),
        "pairing.opened": _("a décidé le parrainage"),
        "pairing.announced": _("a annoncé le parrainage"),
        "pairing.closed": _("a terminé le parrainage"),
        "pairing.contacted": _("a pris contact"),
        "pairing.fit_answered": _("a dit si le courant passe"),
        "pairing.chased": _("a écrit pour prendre des nouvelles"),
        "referent.away": _("s’absente"),
        "referent.back": _("est de retour"),
        "referent.covered": _("remplace quelqu’un"),
        "reminder.held": _("a mis un rappel de côté"),
        "reminder.stopped": _("a arrêté un rappel"),
        "reminder.resumed": _("a remis un rappel en route"),
        "pairing.called": _("a appelé"),
        "pairing.snoozed": _("a mis l’alerte de côté"),
        "visit.proposed": _("a proposé des créneaux"),
        "visit.chosen": _("a choisi l’heure de la visite"),
        "visit.refused": _("a dit qu’aucun créneau ne convient"),
        "visit.fixed": _("a fixé la visite"),
        "visit.moved": _("a déplacé la visite"),
        "visit.cancelled": _("a annulé la visite"),
        "visit.missed": _("a noté que la visite n’a pas eu lieu"),
        "visit.minuted": _("a écrit le compte rendu"),
        "visit.minutes_edited": _("a complété le compte rendu"),
        "mentor.applied": _("a proposé d’accompagner une boutique"),
        "mentor.met": _("a noté la rencontre"),
        "mentor.accepted": _("a accepté le parrain"),
        "mentor.declined": _("a décliné la proposition"),
        "mentor.edited": _("a corrigé le profil du parrain"),
        "mentor.left": _("a noté le départ du parrain"),
        "mentor.time_counted": _("a compté du temps"),
        "mentor.time_uncounted": _("a retiré du temps"),
        "mentor.help_offered": _("a proposé son aide"),
        "mentor.help_withdrawn": _("a retiré sa proposition d’aide"),
    }
    # What this room holds on a person: (model, field, what it is for, days kept, "erase" | "anonymise" | "keep").
    personal: list = [
        ("mentoring.Mentor", "person", _("accompagner des commerces comme bénévole"), 730, "anonymise", ("motivation", "sells", "lat", "lon")),
        ("mentoring.PairingProposal", "by", _("savoir qui a demandé la proposition"), 730, "anonymise"),
        ("mentoring.Pairing", "opened_by", _("savoir qui a décidé le parrainage"), 730, "anonymise"),
        ("mentoring.FitAnswer", "pairing__mentor__person", _("savoir si le parrainage convient"), 730, "anonymise", ("words",)),
        ("mentoring.VisitPlan", "by", _("savoir qui a proposé le calendrier"), 730, "anonymise"),
        ("mentoring.SkillRequest", "helper__person", _("trouver une compétence qui manque"), 730, "erase"),
        ("mentoring.SkillRequest", "by", _("savoir qui a demandé de l’aide"), 730, "anonymise"),
        ("mentoring.Wish", "mentor__person", _("savoir avec qui travailler"), 365, "erase"),
        ("mentoring.Minutes", "by", _("raconter les visites"), 730, "anonymise"),
        ("mentoring.Snooze", "by", _("suivre les parrainages"), 730, "anonymise"),
        ("mentoring.Chase", "by", _("suivre les parrainages"), 730, "anonymise"),
        ("mentoring.Reminder", "person", _("ne pas rappeler deux fois la même chose"), 730, "erase"),
        ("mentoring.ReminderHold", "person", _("ne pas rappeler ce que l’équipe a arrêté"), 730, "erase", ("why",)),
        ("mentoring.ReminderHold", "by", _("savoir qui a arrêté un rappel"), 730, "anonymise"),
        ("mentoring.Absence", "person", _("savoir qui suit la saison quand un référent s’absente"), 730, "erase"),
        ("mentoring.Absence", "cover", _("savoir qui suit la saison quand un référent s’absente"), 730, "anonymise"),
        ("mentoring.Absence", "by", _("savoir qui a noté une absence"), 730, "anonymise"),
        ("mentoring.RelayNote", "by", _("passer le relais entre référents"), 730, "anonymise"),
        ("mentoring.VolunteerTime", "mentor__person", _("attester du bénévolat"), 730, "anonymise"),
        ("mentoring.HelpOffer", "mentor__person", _("proposer son aide aux autres parrainages"), 730, "erase"),
    ]
    def ready(self):
        from chalandise.foundation import calendars  # noqa: PLC0415  (app registry)
        from chalandise.mentoring.queries.visits import appointments_of  # noqa: PLC0415  (app registry)
        calendars.provides(appointments_of)
