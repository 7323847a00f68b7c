"""What people said: lessons quoted without any name, satisfaction; the name of whoever agreed is read when shown."""
from django.utils.translation import gettext as _

from chalandise.foundation import wording
from chalandise.shops.rules import trade_label
from chalandise.whitepaper.queries import blocks as b
from chalandise.whitepaper.rules import FEW, SMALL, scrub

SIDES = {"merchant": lambda: _("les commerçants"), "mentor": lambda: _("les parrains et marraines")}


def anonymous(lesson, families):
    """Return whose words these are without saying who: by family of trades when at least three shops of the panel are of it."""
    if lesson["side"] == "mentor":
        return _("un parrain ou une marraine")
    if lesson["family"] and families[lesson["family"]] >= SMALL:
        return _("un commerce : %(family)s") % {"family": trade_label(lesson["family"]).lower()}
    return _("un commerce de l’axe")


def lessons_chapter(f):
    families = f.groups["panel.trades"]
    quotes = {what: [b.quote(scrub(x[what], f.names), anonymous(x, families), x["consent"]) for x in f.rows["lessons"] if x[what].strip()]
              for what in ("worked", "failed", "advice")}
    return b.chapter(
        "lessons", _("Ce qui a marché, ce qui n’a pas marché"),
        None if any(quotes.values()) else b.text(_("Aucun retour d’expérience n’a encore été partagé.")),
        b.text(_("Ce qui a marché, dans les mots de ceux qui l’ont fait :")) if quotes["worked"] else None, *quotes["worked"],
        b.text(_("Ce qui n’a pas marché :")) if quotes["failed"] else None, *quotes["failed"],
        b.text(_("Conseils à une autre boutique :")) if quotes["advice"] else None, *quotes["advice"],
        b.facts((_("actions abandonnées"), wording.number(f.value("actions.dropped")), _("sans reproche : le dire fait partie du métier"), "actions.dropped"),
                (_("actions bloquées aujourd’hui"), wording.number(f.value("actions.blocked")), "", "actions.blocked")))


def _small(n):
    return wording.number(n) if n == 0 or n >= SMALL else _("moins de %(n)s") % {"n": SMALL}


def people_said(f):
    rows = []
    for side, words in SIDES.items():
        useful, advise = (f.figures.get(f"satisfaction.{side}.{k}") for k in ("useful", "advise"))
        if useful:
            told = useful["n"] >= FEW
            rows.append([words(), _small(useful["n"]), wording.number(useful["value"]) if told else _("on ne peut pas dire"),
                         wording.number(advise["value"]) if told else _("on ne peut pas dire")])
    return b.chapter(
        "satisfaction", _("Ce qu’ils en pensent"),
        b.table(_("Réponses en fin de saison"), [_("Qui"), _("Réponses"), _("Utile, sur 5"), _("Le conseillerait, sur 10")], rows,
                _("Sous cinq réponses, on ne peut pas dire.")) or b.text(_("La question est posée à la clôture ; il n’y a pas encore de réponse.")))

