from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

_REVIEW = _("relire les réponses à l’appel à solutions")
_ANSWER = _("répondre à l’appel à solutions")
_TEAM = _("savoir qui, dans l’équipe, a fait ce geste")
_USE = _("savoir si une solution sert encore")
_QUOTE = _("demander des devis")


class Catalogue(AppConfig):
    name = "chalandise.catalogue"
    label = "catalogue"
    periodic: list = [
        ("catalogue.tasks.expire_qualifications", 24 * 60), ("catalogue.tasks.remind_ending", 24 * 60),
        ("catalogue.tasks.ask_uses", 24 * 60), ("catalogue.tasks.sweep_deadlines", 1), ("catalogue.tasks.remind_deadlines", 60),
        ("catalogue.tasks.forget_unconfirmed", 24 * 60),
        ("catalogue.tasks.follow_quotes", 60),
        ("catalogue.tasks.set_aside_reviews", 24 * 60),
    ]

    # What the journal's verbs say in a timeline: "<room>.<verb>" to words after a person's name.
    verbs: dict = {
        # calls
        "call.created": _("a préparé l’appel"),
        "call.edited": _("a changé l’appel"),
        "call.published": _("a publié l’appel"),
        "call.extended": _("a prolongé l’appel"),
        "call.swept": _("a envoyé les brouillons complets à l’heure limite"),
        "call.asked": _("a posé une question"),
        "call.answered": _("a répondu à une question"),
        "call.question_set_aside": _("a mis une question de côté"),
        # providers and submissions
        "provider.registered": _("a inscrit l’entreprise"),
        "provider.join_asked": _("demande à rejoindre l’entreprise"),
        "provider.join_answered": _("a répondu à une demande d’accès"),
        "provider.edited": _("a changé la fiche de l’entreprise"),
        "provider.checked": _("a vérifié l’entreprise"),
        "provider.person_invited": _("a invité quelqu’un dans l’entreprise"),
        "provider.person_ended": _("a mis fin à l’accès d’une personne"),
        "solution.created": _("a décrit une solution"),
        "solution.edited": _("a changé la fiche de la solution"),
        "solution.document_added": _("a joint un document"),
        "solution.document_removed": _("a retiré un document"),
        "solution.withdrawn": _("ne propose plus la solution"),
        "submission.started": _("a commencé une réponse"),
        "submission.edited": _("a changé la réponse"),
        "submission.sent": _("a envoyé la réponse"),
        "submission.swept": _("était un brouillon à l’heure limite"),
        "submission.withdrawn": _("a retiré la réponse"),
        "submission.reopened": _("peut renvoyer une nouvelle version"),
        # reviews
        "reviewer.invited": _("a demandé une relecture"),
        "reviewer.accepted": _("accepte de relire"),
        "reviewer.declined": _("ne peut pas relire"),
        "reviewer.ended": _("a arrêté une relecture"),
        "review.assigned": _("a confié des relectures"),
        "review.unassigned": _("a repris une relecture"),
        "review.set_aside": _("a mis une relecture de côté, pour un lien"),
        "review.sent": _("a rendu sa relecture"),
        "review.abstained": _("s’est abstenu"),
        "review.discussed": _("a écrit dans la discussion"),
        "review.redacted": _("a masqué le nom d’une entreprise"),
        "review.exported": _("a téléchargé la relecture"),
        "decision.prepared": _("a préparé une décision"),
        "decision.released": _("a annoncé les décisions"),
        # the catalogue
        "qualification.given": _("a qualifié la solution"),
        "qualification.suspended": _("a suspendu la solution"),
        "qualification.restored": _("a remis la solution au catalogue"),
        "qualification.ended": _("a sorti la solution du catalogue"),
        "qualification.expired": _("a passé le terme de la solution"),
        "qualification.renewal_asked": _("a demandé le renouvellement"),
        "qualification.renewed": _("a renouvelé la solution"),
        "qualification.renewal_refused": _("ne renouvelle pas la solution"),
        "price.changed": _("a changé le prix"),
        "price.checked": _("a vérifié le nouveau prix"),
        "price.refused": _("n’accepte pas le nouveau prix"),
        "use.started": _("utilise la solution"),
        "use.checked": _("a dit si la solution sert encore"),
        "use.stopped": _("n’utilise plus la solution"),
        "opinion.given": _("a donné son avis"),
        "opinion.answered": _("a répondu à un avis"),
        "opinion.hidden": _("a masqué un avis"),
        "opinion.shown": _("a remontré un avis"),
        # quotes
        "quote.asked": _("a demandé des devis"),
        "quote.answered": _("a répondu à une demande de devis"),
        "quote.declined": _("ne peut pas faire de devis"),
        "quote.chosen": _("a choisi un devis"),
        "quote.contact_shared": _("a donné ses coordonnées à l’offreur"),
        "quote.closed": _("a fermé la demande de devis"),
        "quote.told": _("a dit si l’affaire s’est faite"),
    }
    # What this room holds on a person: (model, field, what it is for, days kept, "erase" | "anonymise" | "keep").
    personal: list = [
        ("catalogue.Registration", "person", _ANSWER, 1095, "erase"),
        ("catalogue.Registration", "answered_by", _ANSWER, 1095, "anonymise"),
        ("catalogue.CompanyCheck", "by", _TEAM, 1095, "anonymise"),
        ("catalogue.SolutionDocument", "by", _ANSWER, 1095, "anonymise"),
        ("catalogue.Call", "created_by", _TEAM, 1095, "anonymise"),
        ("catalogue.Call", "published_by", _TEAM, 1095, "anonymise"),
        ("catalogue.Call", "released_by", _TEAM, 1095, "anonymise"),
        ("catalogue.CallExtension", "by", _TEAM, 1095, "anonymise"),
        ("catalogue.CallQuestion", "by", _ANSWER, 1095, "anonymise"),
        ("catalogue.CallQuestion", "answered_by", _TEAM, 1095, "anonymise"),
        ("catalogue.Submission", "created_by", _ANSWER, 1095, "anonymise"),
        ("catalogue.SubmissionVersion", "by", _ANSWER, 1095, "anonymise"),
        ("catalogue.Reviewer", "person", _REVIEW, 1095, "anonymise"),
        ("catalogue.Reviewer", "invited_by", _TEAM, 1095, "anonymise"),
        ("catalogue.Assignment", "by", _TEAM, 1095, "anonymise"),
        ("catalogue.Assignment", "reviewer__person", _REVIEW, 1095, "keep"),
        ("catalogue.DiscussionPost", "by", _REVIEW, 1095, "anonymise"),
        ("catalogue.Redaction", "by", _TEAM, 1095, "anonymise"),
        ("catalogue.Decision", "prepared_by", _TEAM, 1095, "anonymise"),
        ("catalogue.RenewalRequest", "by", _ANSWER, 1095, "anonymise"),
        ("catalogue.RenewalRequest", "answered_by", _TEAM, 1095, "anonymise"),
        ("catalogue.PriceChange", "by", _ANSWER, 1095, "anonymise"),
        ("catalogue.PriceChange", "checked_by", _TEAM, 1095, "anonymise"),
        ("catalogue.UseCheck", "by", _USE, 1095, "anonymise"),
        ("catalogue.Opinion", "by", _("dire aux autres commerçants ce que vaut une solution"), 1095, "anonymise", ("good", "bad")),
        ("catalogue.Opinion", "answered_by", _("répondre à un avis"), 1095, "anonymise"),
        ("catalogue.Opinion", "hidden_by", _TEAM, 1095, "anonymise"),
        ("catalogue.QuoteRequest", "by", _QUOTE, 730, "anonymise", ("text", "tools", "closed_reason")),
        ("catalogue.Quote", "answered_by", _("répondre à une demande de devis"), 730, "anonymise"),
    ]
