"""People, organisations, affiliations, roles, consents, signed links."""
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

_ACCOUNT = _("pour vous reconnaître et vous écrire")
_TIES = _("vos liens déclarés, pour éviter les conflits d’intérêts")
_SECOND = _("les gestes faits sous le regard d’une deuxième personne")
_REFUSED = _("les gestes arrêtés par un conflit d’intérêts")
_LETTERS = _("les lettres qui vous ont été écrites")


class People(AppConfig):
    name = "chalandise.people"
    label = "people"

    verbs = {
        "people.invited": _("a invité quelqu’un dans l’équipe"),
        "people.role_ended": _("a mis fin à un rôle"),
        "people.covered": _("a prévu un remplacement"),
        "people.handed_over": _("a passé le relais"),
        "people.consented": _("a donné un accord"),
        "people.consent_withdrawn": _("a retiré un accord"),
        "people.organisation_recorded": _("a inscrit un organisme"),
        "people.affiliated": _("a inscrit une appartenance"),
        "people.affiliation_ended": _("a mis fin à une appartenance"),
        "people.tie_declared": _("a déclaré un lien"),
        "people.tie_ended": _("a mis fin à un lien"),
        "people.tie_derived": _("a noté un lien entre organismes"),
        "people.supervised": _("a fait un geste sous le regard d’une deuxième personne"),
        "people.conflict_refused": _("a été arrêté par un conflit d’intérêts"),
        "people.interests_declared": _("a dit ce qui le concerne"),
        "people.corrected": _("a corrigé ses coordonnées"),
        "people.erased": _("a fait effacer ses données"),
        "people.letter_released": _("a laissé partir une lettre"),
        "people.letter_cancelled": _("a annulé une lettre"),
        "people.letter_edited": _("a corrigé une lettre"),
        "people.letter_printed": _("a imprimé une lettre"),
        "people.mail_bounced": _("n’a pas reçu son courriel : l’adresse ne répond plus"),
    }
    # What runs regularly: (function, minutes).
    periodic = [("people.tasks.deliver_letters", 1), ("people.tasks.prune", 24 * 60)]
    personal = [
        ("people.Person", "key", _ACCOUNT, 3 * 365, "keep"),  # erase_person empties the row itself
        ("people.Role", "person", _("ce que vous pouvez faire, où et quand"), 3 * 365, "keep"),
        ("people.Affiliation", "person", _("où vous travaillez, pour éviter les conflits d’intérêts"), 3 * 365, "erase"),
        ("people.Tie", "person", _TIES, 3 * 365, "erase"),
        ("people.Tie", "other", _TIES, 3 * 365, "erase"),
        ("people.Declaration", "person", _("ce que vous avez déclaré avant de lire ou de décider"), 3 * 365, "anonymise", ("kind",)),
        ("people.Supervision", "person", _SECOND, 3 * 365, "anonymise", ("kind",)),
        ("people.Supervision", "supervisor", _SECOND, 3 * 365, "anonymise"),
        ("people.ConflictRefusal", "person", _REFUSED, 3 * 365, "erase"),
        ("people.ConflictRefusal", "by", _REFUSED, 3 * 365, "anonymise"),
        ("people.Consent", "person", _("vos accords, dans leur texte exact"), 5 * 365, "erase"),
        ("people.Link", "person", _("les liens personnels qui vous ont été envoyés"), 90, "erase"),
        ("people.Persona", "person", _("démonstration"), 0, "erase"),
        ("account.EmailAddress", "user", _ACCOUNT, 3 * 365, "erase"),
        ("mfa.Authenticator", "user", _("vos clés d’accès"), 3 * 365, "erase"),
        ("foundation.Letter", "recipient_key", _LETTERS, 400, "anonymise",
         ("to_name", "to_address", "subject", "body", "text", "html", "attachments")),
        ("foundation.StoredFile", "owner_key", _("les fichiers que vous avez donnés"), 3 * 365, "anonymise"),
        ("foundation.Job", "owner_key", _("les travaux que vous avez lancés"), 30, "anonymise"),
    ]
