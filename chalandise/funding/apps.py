from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Funding(AppConfig):
    name = "chalandise.funding"
    label = "funding"

    # What the journal's verbs say in a timeline: "<room>.<verb>" to words after a person's name.
    verbs = {
        "funding.pot_opened": _("a ouvert la cagnotte"),
        "funding.promised": _("a noté une promesse de partenaire"),
        "funding.received": _("a noté un versement de partenaire"),
        "funding.envelope_opened": _("a ouvert une enveloppe"),
        "funding.envelope_edited": _("a changé les règles d’une enveloppe"),
        "funding.envelope_closed": _("a fermé une enveloppe"),
        "funding.envelope_reopened": _("a rouvert une enveloppe où de l’argent revient"),
        "funding.allotted": _("a affecté de l’argent à une enveloppe"),
        "funding.invoiced": _("a noté une facture"),
        "funding.invoice_cancelled": _("a écarté une facture"),
        "funding.asked": _("a demandé de l’argent à la cagnotte"),
        "funding.ballot_opened": _("a mis une demande au vote du comité"),
        "funding.ballot_closed": _("a fermé le vote du comité"),
        "funding.voted": _("a voté"),
        "funding.approved": _("a engagé l’argent de la cagnotte"),
        "funding.refused": _("n’a pas accordé la demande"),
        "funding.paid": _("a noté un paiement"),
        "funding.released": _("a rendu l’argent à la cagnotte"),
        "funding.refunded": _("a noté un remboursement"),
        "funding.reversed": _("a corrigé une écriture"),
        "funding.summary_sent": _("a envoyé le point sur la cagnotte"),
    }
    # What this room holds on a person: (model, field, what it is for, days kept, "erase" | "anonymise" | "keep").
    personal = [
        ("funding.Movement", "by", _("savoir qui a écrit dans la cagnotte (dix ans, pièces comptables)"), 3650, "anonymise"),
        ("funding.Commitment", "asked_by", _("savoir qui a demandé l’argent de la cagnotte"), 3650, "anonymise"),
        ("funding.Commitment", "decided_by", _("savoir qui a approuvé l’argent de la cagnotte"), 3650, "anonymise"),
        ("funding.Ballot", "opened_by", _("savoir qui a mis une demande au vote du comité"), 3650, "anonymise"),
        ("funding.Ballot", "closed_by", _("savoir qui a fermé un vote du comité"), 3650, "anonymise"),
        ("funding.Vote", "person", _("savoir qui a voté sur une demande à la cagnotte"), 3650, "anonymise", ("words",)),
        ("funding.Invoice", "by", _("savoir qui a noté une facture (dix ans, pièces comptables)"), 3650, "anonymise"),
    ]
