"""Why this pair, what would change it, what keeps a shop without a mentor: the answers of computing/pairing in sentences."""
from dataclasses import dataclass, field

from django.utils.translation import gettext, gettext_noop, ngettext

from chalandise.computing import pairing as kernel
from chalandise.computing.fit import changes
from chalandise.mentoring.queries.words import UNSERVED, skill

WAYS = {
    "rivals": gettext_noop("il suffirait que %(shop)s et %(other)s acceptent un même parrain"),
    "forbid": gettext_noop("vous avez écarté %(mentor)s : il suffirait de ne plus l’écarter"),
    "pin": gettext_noop("vous gardez %(mentor)s avec %(shop)s : il suffirait de ne plus garder cette paire"),
    "barred": gettext_noop("un conflit d’intérêts barre %(mentor)s, et lui seul"),
}
PARTS = {
    "pin": gettext_noop("vous gardez %(mentor)s avec %(shop)s"),
    "barred": gettext_noop("un conflit d’intérêts barre %(mentor)s pour %(shop)s"),
    "forbid": gettext_noop("vous avez écarté %(mentor)s de %(shop)s"),
    "unlisted": gettext_noop("%(mentor)s n’a pas signé la charte ou n’a plus de place pour %(shop)s"),
    "rivals": gettext_noop("%(shop)s et %(other)s sont concurrents et n’acceptent pas tous deux un même parrain"),
    "serve": gettext_noop("%(shop)s doit avoir un parrain"),
}
EFFORT = {"half_day": 1, "trade": 3, "skill": 2}  # a half day more is a call, a skill is a helper, a trade is learnt


def levers_of(found, problem, merchant):
    """Return every single change of a fact that would raise the fit of another mentor for this shop."""
    return [kernel.Lever(mentor, change.code, change.value, change.fit, EFFORT[change.code])
            for mentor in problem.possible.get(merchant, {}) for change in changes(found.facts[merchant, mentor])]


def explained(result, found):
    """Return what a proposal keeps of its explanations: {shop: {"next": …, "turn": …}}, and the causes of who is left without."""
    pairs = {}
    for pair in result.pairs:
        other = kernel.next_best(result, pair.merchant)
        turn = kernel.smallest_change(result, pair.merchant, levers_of(found, result.problem, pair.merchant))
        pairs[pair.merchant] = {
            "next": None if other is None else {"mentor": other.mentor, "fit": other.fit, "level": other.price.level,
                                                "before": other.price.before, "after": other.price.after, "total": other.price.total_change},
            "turn": None if turn is None else {"mentor": turn.lever.mentor, "code": turn.lever.code, "value": turn.lever.value}}
    causes = {shop: [plain(c) for c in kernel.causes(result, shop)] for shop in result.unserved}
    return pairs, causes


def plain(constraint):
    return {"kind": constraint.kind, "shops": list(constraint.merchants), "mentors": list(constraint.mentors), "amount": constraint.amount}


@dataclass(frozen=True)
class Names:
    """Who is who in the sentences."""

    shops: dict = field(default_factory=dict)
    mentors: dict = field(default_factory=dict)

    def shop(self, number):
        return str(self.shops.get(number, gettext("une boutique qui n’est plus là")))

    def mentor(self, number):
        return str(self.mentors.get(number, gettext("quelqu’un qui n’est plus là")))


def next_words(said, names):
    """Say who would come next for a shop, and what it would cost the panel."""
    if said is None:
        return ""
    if said["mentor"] is None:
        return gettext("Sans cette personne, la boutique n’aurait personne.")
    first = gettext("Sinon %(mentor)s (%(fit)s sur 100)") % {"mentor": names.mentor(said["mentor"]), "fit": said["fit"]}
    if said["level"] == 0:
        more = said["after"] - said["before"]
        cost = ngettext("mais %(n)s boutique resterait sans parrain", "mais %(n)s boutiques resteraient sans parrain", more) % {"n": more}
    elif said["level"] is not None:
        cost = gettext("mais quelqu’un d’autre serait moins bien servi (%(n)s sur 100)") % {"n": said["level"]}
    elif said["total"] < 0:
        cost = ngettext("au prix de %(n)s point pour l’ensemble", "au prix de %(n)s points pour l’ensemble", -said["total"]) % {"n": -said["total"]}
    else:
        cost = gettext("aussi bien pour l’ensemble : le tirage a décidé")
    return f"{first}, {cost}."


def turn_words(said, names):
    """Say the smallest change that would give a shop another mentor."""
    if said is None:
        return gettext("Aucun changement, à lui seul, ne donnerait un autre parrain.")
    words = {"mentor": names.mentor(said["mentor"])}
    if said["code"] == "half_day":
        n = said["value"]
        return ngettext("Avec %(n)s demi-journée commune de plus, ce serait %(mentor)s.",
                        "Avec %(n)s demi-journées communes de plus, ce serait %(mentor)s.", n) % {**words, "n": n}
    if said["code"] == "skill":
        return gettext("Si %(mentor)s savait aussi faire « %(skill)s », ce serait son tour.") % {**words, "skill": skill(said["value"])}
    return gettext("Si %(mentor)s connaissait ce métier, ce serait son tour.") % words


def cause_words(code, causes, names):
    """Say what keeps a shop without a mentor, then each single thing that would give it one."""
    ways = []
    full = [m for c in causes if c["kind"] == "capacity" for m in c["mentors"]]
    if full:
        ways.append(gettext("une place de plus chez %(mentors)s suffirait") % {"mentors": either([names.mentor(m) for m in full])})
    for cause in causes:
        words = {"mentor": names.mentor(cause["mentors"][0]) if cause["mentors"] else "", "shop": names.shop(cause["shops"][0]) if cause["shops"] else "",
                 "other": names.shop(cause["shops"][1]) if len(cause["shops"]) > 1 else ""}
        way = WAYS.get(cause["kind"])
        if way:
            ways.append(gettext(way) % words)
    return (str(UNSERVED[code]), [f"{w[0].upper()}{w[1:]}." for w in ways])


def conflict_words(constraints, names):
    """Say a smallest set of choices and limits that cannot hold together, naming everybody."""
    said = []
    for c in constraints:
        words = {"mentor": names.mentor(c.mentors[0]) if c.mentors else "", "shop": names.shop(c.merchants[0]) if c.merchants else "",
                 "other": names.shop(c.merchants[1]) if len(c.merchants) > 1 else ""}
        if c.kind == "capacity":
            said.append(ngettext("%(mentor)s n’a qu’une place", "%(mentor)s n’a que %(n)s places", c.amount) % {**words, "n": c.amount})
        else:
            part = PARTS[c.kind]
            said.append(gettext(part) % words)
    return gettext("Ces choix ne peuvent pas tenir ensemble : %(choices)s. Renoncez à l’un d’eux.") % {"choices": " ; ".join(said)}


def either(names):
    """Return "A", "A ou B", "A, B ou C"; beyond four, how many others."""
    if len(names) > 4:
        return gettext("%(names)s ou %(n)s autres") % {"names": ", ".join(names[:3]), "n": len(names) - 3}
    return gettext("%(names)s ou %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]} if len(names) > 1 else names[0]
