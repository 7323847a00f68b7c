from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Seasons(AppConfig):
    name = "chalandise.seasons"
    label = "seasons"

    # What the journal's verbs say in a timeline: "<room>.<verb>" to words after a person's name.
    verbs: dict = {
        # calendar
        "season.opened": _("a ouvert la saison"),
        "season.edited": _("a changé les réglages de la saison"),
        "milestone.moved": _("a déplacé des jalons"),
        "milestone.noted": _("a mis une date limite sur la ligne"),
        "milestone.pinned": _("a épinglé un jalon"),
        "milestone.unpinned": _("a désépinglé un jalon"),
        "milestone.passed": _("a marqué un jalon comme fait"),
        "milestone.reopened": _("a rouvert un jalon"),
        # partners
        "partner.added": _("a ajouté un partenaire"),
        "partner.removed": _("a retiré un partenaire"),
        "partner.person_invited": _("a invité une personne à suivre la saison"),
        "partner.person_ended": _("a mis fin à l’accès d’une personne"),
        # gatherings
        "gathering.planned": _("a prévu une rencontre"),
        "gathering.changed": _("a changé une rencontre"),
        "gathering.invited": _("a envoyé des invitations"),
        "gathering.cancelled": _("a annulé une rencontre"),
        "gathering.answered": _("a répondu à une invitation"),
        "gathering.attended": _("a noté les présents"),
        "gathering.minuted": _("a écrit le compte rendu"),
        "decision.taken": _("a noté une décision"),
        "decision.done": _("a marqué une décision comme faite"),
        "decision.reopened": _("a rouvert une décision"),
        "decision.dropped": _("a retiré une décision"),
        # complaints
        "complaint.received": _("a dit que quelque chose ne va pas"),
        "complaint.answered": _("a répondu"),
        # closing
        "season.satisfaction_asked": _("a demandé l’avis des participants"),
        "season.satisfaction_given": _("a donné son avis"),
        "season.closed": _("a clos la saison"),
        "season.reopened": _("a rouvert la saison"),
        "season.mentors_asked": _("a proposé aux parrains de recommencer"),
        "season.archived": _("a téléchargé l’archive de la saison"),
        # applications, panel, charters
        "application.sent": _("a envoyé la candidature"),
        "application.amended": _("a changé la candidature"),
        "application.withdrawn": _("a retiré la candidature"),
        "application.noted": _("a écrit une remarque"),
        "application.scored": _("a noté la candidature"),
        "application.placed": _("a corrigé l’emplacement"),
        "panel.quotas": _("a changé l’équilibre voulu"),
        "panel.proposed": _("a demandé une proposition de panel"),
        "panel.decided": _("a décidé du panel"),
        "panel.changed": _("a changé la décision"),
        "panel.announced": _("a annoncé le panel"),
        "place.left": _("a noté que la boutique s’arrête"),
        "place.came_back": _("a noté que la boutique reprend"),
        "place.replaced": _("a donné la place à une boutique de la liste d’attente"),
        "charter.published": _("a publié une charte"),
        "charter.reminded": _("a rappelé la charte à signer"),
        "charter.signed": _("a signé la charte"),
        "charter.withdrawn": _("a retiré sa signature"),
    }
    # What this room holds on a person: (model, field, what it is for, days kept, "erase" | "anonymise" | "keep").
    personal: list = [
        # applications, panel, charters
        ("seasons.Application", "person", _("répondre à une candidature"), 1095, "anonymise",
         ["given_name", "family_name", "email", "phone"]),
        ("seasons.ApplicationNote", "by", _("lire les candidatures à plusieurs"), 1095, "anonymise"),
        ("seasons.ApplicationScore", "by", _("noter les candidatures à plusieurs"), 1095, "erase"),
        ("seasons.PanelProposal", "by", _("savoir qui a demandé une proposition de panel"), 1095, "anonymise"),
        ("seasons.Selection", "by", _("savoir qui a décidé"), 1095, "anonymise"),
        ("seasons.Signature", "person", _("prouver qu’une charte a été signée"), 1825, "keep"),
        ("seasons.Signature", "recorded_by", _("savoir qui a noté une signature sur papier"), 1825, "anonymise"),
        ("seasons.Attendance", "person", _("inviter aux rencontres et savoir qui est venu"), 1095, "erase"),
        ("seasons.Recusal", "person", _("savoir qui s’est retiré d’une décision"), 1095, "erase"),
        ("seasons.Complaint", "person", _("répondre à qui dit que quelque chose ne va pas"), 1095, "anonymise"),
        ("seasons.Complaint", "about", _("faire répondre une autre personne que celle concernée"), 1095, "anonymise"),
        ("seasons.Complaint", "answered_by", _("savoir qui a répondu"), 1095, "anonymise"),
        ("seasons.Satisfaction", "person", _("ne compter chaque avis qu’une fois"), 1095, "anonymise"),
        ("seasons.Season", "contact", _("donner une personne à joindre"), 1095, "anonymise"),
        ("seasons.SeasonClosure", "by", _("savoir qui a clos la saison"), 3650, "anonymise"),
    ]
    # What the worker does by itself: (function, minutes).
    periodic: list = [("chalandise.seasons.tasks.remind_gatherings", 60), ("chalandise.seasons.tasks.forget_drafts", 1440)]
