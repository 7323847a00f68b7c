"""A conflict of interest in words: the ties of a path, and the way out. Nobody in the middle of a path is named."""
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chalandise.foundation import wording
from chalandise.people.models import Organisation, Person
from chalandise.people.rules import way_out

# What the subject is to the object, for a form and a list.
TIE_WORDS = {
    "family": gettext_lazy("famille ou proche"), "client": gettext_lazy("client régulier"), "supplier": gettext_lazy("fournisseur"),
    "employer": gettext_lazy("salarié ou associé"), "competitor": gettext_lazy("concurrent"), "other": gettext_lazy("autre lien"),
    "group": gettext_lazy("même groupe"), "invoice": gettext_lazy("payé par la cagnotte"), "provider": gettext_lazy("offreur"),
    "reviewer": gettext_lazy("évaluateur d’une solution concurrente"), "keeps": gettext_lazy("sa propre maison"),
    "siren": gettext_lazy("même organisme"), "asked": gettext_lazy("auteur de la demande"),
}
GESTURE_WORDS = {
    "pair": gettext_lazy("accompagner"), "score": gettext_lazy("noter"), "review": gettext_lazy("évaluer"),
    "recommend": gettext_lazy("conseiller"), "pay": gettext_lazy("décider de l’argent"), "vote": gettext_lazy("décider au comité"),
}
_CLAUSES = {
    "keeps": gettext_lazy("%(a)s tient %(b)s"), "employer": gettext_lazy("%(a)s travaille pour %(b)s"),
    "siren": gettext_lazy("%(a)s et %(b)s sont le même organisme"), "group": gettext_lazy("%(a)s et %(b)s sont du même groupe"),
    "family": gettext_lazy("lien de famille entre %(a)s et %(b)s"), "client": gettext_lazy("%(a)s achète à %(b)s"),
    "supplier": gettext_lazy("%(a)s vend à %(b)s"), "competitor": gettext_lazy("%(a)s est en concurrence avec %(b)s"),
    "provider": gettext_lazy("%(a)s propose %(b)s"), "invoice": gettext_lazy("la cagnotte a payé %(a)s pour %(b)s"),
    "reviewer": gettext_lazy("%(a)s a évalué une solution concurrente de %(b)s"), "asked": gettext_lazy("%(a)s a fait cette demande"),
    "other": gettext_lazy("un lien est noté entre %(a)s et %(b)s"),
}
_WAYS_OUT = {
    ("pair", "replace"): gettext_lazy("Choisissez un autre parrain pour cette boutique."),
    ("score", "recuse"): gettext_lazy("Une autre personne de l’équipe lira et notera cette candidature."),
    ("review", "recuse"): gettext_lazy("Un autre expert évaluera cette solution."),
    ("recommend", "replace"): gettext_lazy("Laissez un autre parrain ou l’équipe porter cette idée."),
    ("pay", "replace"): gettext_lazy("Une autre personne de l’équipe doit décider."),
    ("vote", "recuse"): gettext_lazy("Cette personne se retire pour ce point ; les autres décident."),
}
_SUPERVISE = gettext_lazy("C’est possible sous le regard d’une deuxième personne de l’équipe : nommez-la.")


def tie_words(kind):
    return str(TIE_WORDS.get(kind, kind))


def tie_choices(kinds):
    return [(kind, tie_words(kind)) for kind in kinds]


def gesture_words(gesture):
    return str(GESTURE_WORDS.get(gesture, gesture))


def way_out_words(gesture, level):
    """Return the sentence that says what to do instead."""
    code = way_out(gesture, level)
    return str(_SUPERVISE) if code == "supervise" else str(_WAYS_OUT.get((gesture, code), ""))


def reason(steps, names):
    """Return a path in one sentence.

    Parameters
    ----------
    steps : sequence of (kind, a, b)
        Ties from who acts to what the gesture is about; nodes as ("people.person", 3).
    names : {node: str}
        Of the ends, and of what the reader may see; others are said without their name.
    """
    clauses = [str(_CLAUSES[kind]) % {"a": _named(a, names), "b": _named(b, names)} for kind, a, b in _joined(steps)]
    if not clauses:
        return _("C’est sa propre maison.")
    sentence = ("\u00a0; " if wording.french() else "; ").join(clauses)
    return sentence[0].upper() + sentence[1:] + "."


def _joined(steps):
    """Make one step of two that pass through a legal number or through the head of a group."""
    found = []
    for kind, a, b in steps:
        if found and kind in ("siren", "group") and found[-1][0] == kind:
            known, p, q = found.pop()
            ends = [n for n in (p, q, a, b) if (p, q, a, b).count(n) == 1]
            found.append((known, *(ends if len(ends) == 2 else (p, b))))
        else:
            found.append((kind, a, b))
    return found


def _named(node, names):
    return names.get(node) or {
        "people.person": _("une autre personne"), "people.organisation": _("un organisme"), "shops.shop": _("une autre boutique"),
        "siren": _("ce numéro SIREN")}.get(node[0], _("autre chose"))


def names_of(nodes, *, known=None):
    """Return the names of the organisations of some nodes, and of what is `known` ({node: str}); at most one query."""
    bodies = {number for kind, number in nodes if kind == "people.organisation"}
    found = {("people.organisation", o.pk): o.name for o in Organisation.objects.filter(pk__in=bodies)} if bodies else {}
    return {**found, **(known or {})}


def people_named(ids):
    """Return {node: name} of some persons (one query): those whom the reader already knows."""
    return {("people.person", p.pk): p.full_name for p in Person.objects.filter(pk__in=ids)}
