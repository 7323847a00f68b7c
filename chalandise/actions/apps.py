from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Actions(AppConfig):
    name = "chalandise.actions"
    label = "actions"
    periodic: list = [("actions.tasks.ask_kept", 24 * 60), ("actions.tasks.prune_follow_ups", 24 * 60)]

    # What the journal's verbs say in a timeline: "<room>.<verb>" to words after a person's name.
    verbs = {
        "actions.idea_proposed": _("a proposé une idée"),
        "actions.idea_edited": _("a modifié l’idée"),
        "actions.idea_withdrawn": _("a retiré l’idée"),
        "actions.idea_discussed": _("a commenté l’idée"),
        "actions.idea_supported": _("a soutenu l’idée"),
        "actions.ideas_merged": _("a réuni deux idées jumelles"),
        "actions.ideas_parted": _("a séparé deux idées réunies"),
        "actions.live_opened": _("a ouvert une séance de l’atelier"),
        "actions.live_closed": _("a fini la séance de l’atelier"),
        "actions.idea_copied": _("a repris pour une boutique une idée de son métier"),
        "actions.idea_put": _("a proposé l’idée au commerçant"),
        "actions.adopted": _("a adopté l’idée"),
        "actions.declined": _("n’a pas retenu l’idée"),
        "actions.planned": _("a écrit le plan de l’action"),
        "actions.step_added": _("a ajouté une étape"),
        "actions.step_edited": _("a modifié une étape"),
        "actions.step_done": _("a fini une étape"),
        "actions.step_undone": _("a rouvert une étape"),
        "actions.step_removed": _("a retiré une étape"),
        "actions.start": _("a lancé l’action"),
        "actions.block": _("a dit que l’action est bloquée"),
        "actions.resume": _("a débloqué l’action"),
        "actions.finish": _("a terminé l’action"),
        "actions.drop": _("a arrêté l’action"),
        "actions.reopen": _("a rouvert l’action"),
        "actions.money_asked": _("a demandé de l’argent à la cagnotte"),
        "actions.money_granted": _("a engagé l’argent de la cagnotte"),
        "actions.money_refused": _("n’a pas accordé l’argent demandé"),
        "actions.money_missing": _("a adopté l’idée ; l’argent reste à trouver"),
        "actions.photo_added": _("a ajouté une photo"),
        "actions.photo_removed": _("a retiré une photo"),
        "actions.kept_answered": _("a dit si c’est toujours en place"),
        "actions.kept_taken_back": _("a retiré sa réponse : est-ce toujours en place ?"),
        "actions.follow_up_opened": _("a ouvert un dossier pour aller plus loin"),
        "actions.follow_up_edited": _("a écrit dans le dossier"),
        "actions.follow_up_agreed": _("est d’accord pour aller plus loin"),
        "actions.follow_up_step": _("a ajouté une étape au dossier"),
        "actions.follow_up_guest": _("a invité un partenaire à lire le dossier"),
        "actions.follow_up_guest_ended": _("a retiré un partenaire du dossier"),
        "actions.follow_up_closed": _("a clos le dossier"),
        "actions.lesson_given": _("a raconté ce qui a marché ou non"),
    }
    # What this room holds on a person: (model, field, what it is for, days kept, "erase" | "anonymise" | "keep").
    personal = [
        ("actions.Idea", "by", _("dire qui propose une idée à l’atelier"), 1095, "anonymise"),
        ("actions.IdeaProposal", "by", _("dire qui propose l’idée au commerçant"), 1095, "anonymise"),
        ("actions.IdeaProposal", "answered_by", _("savoir qui a répondu à l’idée"), 1095, "anonymise"),
        ("actions.IdeaMerge", "by", _("savoir qui a réuni deux idées"), 1095, "anonymise"),
        ("actions.IdeaMerge", "undone_by", _("savoir qui les a séparées"), 1095, "anonymise"),
        ("actions.LiveSession", "opened_by", _("savoir qui a mené la séance de l’atelier"), 1095, "anonymise"),
        ("actions.LiveSession", "closed_by", _("savoir qui a mené la séance de l’atelier"), 1095, "anonymise"),
        ("actions.IdeaComment", "by", _("la discussion de l’atelier"), 1095, "anonymise"),
        ("actions.IdeaSupport", "mentor__person", _("dire qui soutient une idée et offre une heure"), 1095, "erase"),
        ("actions.Action", "owner", _("dire qui porte l’action"), 1095, "anonymise"),
        ("actions.Photo", "by", _("savoir qui a donné la photo"), 1095, "anonymise"),
        ("actions.KeptCheck", "by", _("savoir qui a dit si l’action est toujours en place"), 1095, "anonymise"),
        ("actions.FollowUp", "opened_by", _("savoir qui a ouvert un dossier pour aller plus loin"), 1095, "anonymise"),
        ("actions.FollowUp", "agreed_by", _("savoir qui a donné son accord au dossier"), 1095, "anonymise"),
        ("actions.FollowUp", "closed_by", _("savoir qui a clos le dossier"), 1095, "anonymise"),
        ("actions.FollowUpGuest", "person", _("dire qui est invité à lire le dossier"), 1095, "erase"),
        ("actions.FollowUpGuest", "by", _("savoir qui l’a invité"), 1095, "anonymise"),
        ("actions.Lesson", "by", _("le retour d’expérience, cité avec le nom sur consentement seulement"), 1095, "anonymise"),
    ]
    # A follow-up file belongs to the territory and has its own day of erasure: it is not the season's.
    out_of_archives = [("actions.FollowUp", {}), ("actions.FollowUpStep", {}), ("actions.FollowUpGuest", {})]
