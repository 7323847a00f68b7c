"""The proposal of an allocation in words: why each request has what it has, and what would change it."""
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chalandise.foundation.wording import euros, number
from chalandise.funding.queries.allocation import Share
from chalandise.funding.queries.envelopes import from_cents, to_cents


@dataclass(frozen=True)
class Told:
    """One request of the proposal, as the page says it."""

    share: Share
    why: str
    then: str       # what it would take; "" when it is granted whole
    backing: str    # who stands behind the idea

    @property
    def line(self):
        """What the button posts: the request, the cents, the envelope that the reader saw."""
        return f"{self.share.commitment.pk}:{to_cents(self.share.amount)}:{self.share.envelope.pk if self.share.envelope else ''}"


def told(proposal, backing):
    """Return [Told] for every request of a proposal."""
    names = {p.law.key: str(p.envelope) if p.envelope else _("la cagnotte commune") for p, _spent in proposal.purses}
    labels = {s.commitment.pk: s.commitment.label for s in proposal.shares}
    return [Told(s, *_told(s, proposal, names, labels), _backing(*backing[s.commitment.pk]) if s.commitment.pk in backing else "")
            for s in proposal.shares]


def _told(share, proposal, names, labels):
    """Return (why, what would change it)."""
    if share.state == "unwanted":
        return _("Le comité n’en a pas voulu."), ""
    return " ".join(_reason(r, share, names) for r in share.reasons), _change(share, proposal, labels)


def _reason(reason, share, names):
    words = {"most": euros(from_cents(reason.amount)), "rank": reason.amount, "envelope": names.get(reason.envelope, "")}
    if reason.code == "worth":
        return (_("Aucune demande n’a une plus grande valeur attendue.") if reason.amount == 1 else
                ngettext("Une demande a une plus grande valeur attendue.", "%(n)s demandes ont une plus grande valeur attendue.", reason.amount - 1)
                % {"n": reason.amount - 1})
    return {
        "pinned": _("Vous l’avez gardée d’office."),
        "fair": _("Elle donne à la boutique son minimum de %(most)s."),
        "equal": _("Part égale : %(most)s pour cette boutique."),
        "part": _("Une partie seulement : c’est tout ce qui reste possible."),
        "excluded": _("Vous l’avez écartée."),
        "worthless": _("Sa valeur attendue est 0 : l’argent reste pour plus tard."),
        "kind": _("Aucune enveloppe ouverte ne paie ce genre d’action."),
        "money": _("Il reste %(most)s dans « %(envelope)s »."),
        "shop_cap": _("« %(envelope)s » peut encore donner %(most)s à cette boutique."),
        "kind_cap": _("« %(envelope)s » peut encore donner %(most)s à ce genre d’action."),
        "shop_floor": _("« %(envelope)s » garde de l’argent pour les boutiques sans leur minimum : %(most)s possibles ici."),
        "kind_floor": _("« %(envelope)s » garde de l’argent pour d’autres genres d’action : %(most)s possibles ici."),
    }[reason.code] % words


def _change(share, proposal, labels):
    change = share.change
    if change is None:
        return ""
    if not change.possible:
        return _("L’argent ou les règles ne le permettent pas, quoi qu’on retire aux autres.")
    found = []
    if change.worth is not None and change.worth > share.worth:
        found.append(_("Elle passerait avec une valeur de %(worth)s au lieu de %(now)s.")
                     % {"worth": number(-(-round(change.worth * 100, 6) // 10) / 10), "now": number(share.worth)})
    if change.losers:
        lost = ", ".join(_("« %(label)s » (%(amount)s)") % {"label": labels[key], "amount": euros(from_cents(cents))} for key, cents in change.losers)
        found.append(_("L’accorder entière retirerait de l’argent à %(lost)s.") % {"lost": lost})
    return " ".join(found)


def _backing(supporters, hands):
    if not supporters:
        return _("pas encore soutenue")
    words = ngettext("soutenue par %(n)s parrain", "soutenue par %(n)s parrains", supporters) % {"n": supporters}
    return words + (", " + ngettext("%(n)s offre une heure", "%(n)s offrent une heure", hands) % {"n": hands} if hands else "")
