"""What the catalogue's public pages draw and say of a solution: costs, what was kept, the lines that are compared."""
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chalandise.catalogue.queries.evidence import FEW, evidence_of, shares
from chalandise.catalogue.rules import need_label
from chalandise.catalogue.rules.prices import commitment_words, cost_over, price_words
from chalandise.catalogue.rules.sheet import LANGUAGES
from chalandise.computing.hits import wilson
from chalandise.foundation import wording
from chalandise.shops.rules.trades import trade_label
from chalandise.web.shell.figures import Bar, Bars

SPANS = (3, 12, 24)  # months over which a cost is drawn
MONTHS = (3, 6, 12)  # when it is told who still uses a solution


def cost_figure(solution):
    """Draw what a solution costs over some months, installation included; None while a price is missing."""
    costs = [(months, cost_over(solution, months)) for months in SPANS]
    if any(cost is None for _months, cost in costs):
        return None
    return Bars(_("Ce que cela coûte en tout"), [
        Bar(_("les %(n)s premiers mois") % {"n": months}, float(cost), words=wording.euros(cost)) for months, cost in costs],
        description=_("Mise en service comprise, hors taxes%(more)s.") % {
            "more": _(", sans la commission sur les ventes") if solution.commission else ""},
        source=_("Prix donnés par l’offreur, vérifiés par l’équipe à la qualification et à chaque changement."), low=0)


def kept_figure(evidence):
    """Draw the share that still uses a solution, with its interval, for the months at which enough shops answered; else None."""
    rows = [share for share in shares(evidence) if share.percent is not None and share.months in MONTHS]
    if not rows:
        return None
    bars = []
    for share in rows:
        low, high = wilson(share.kept, share.asked)
        bars.append(Bar(ngettext("à %(n)s mois", "à %(n)s mois", share.months) % {"n": share.months}, share.percent,
                        low=round(100 * low), high=round(100 * high), words=kept_words(share)))
    return Bars(_("Qui s’en sert encore"), bars, unit="%", low=0, high=100,
                description=_("Le point est la part des boutiques qui ont répondu ; le trait, ce que l’on peut en conclure avec si peu de réponses. "
                              "Une boutique qui ne répond pas ne compte ni pour ni contre."))


def kept_words(share):
    """ "9 sur 11", and the percentage when enough answered."""
    said = _("%(kept)s sur %(asked)s") % {"kept": share.kept, "asked": share.asked}
    return said if share.percent is None else f"{said}{wording.SPACE}({share.percent}{wording.SPACE}%)"


def few_kept(evidence):
    """Return [(months, "1 sur 2")] of the months at which too few answered to draw anything."""
    return [(share.months, kept_words(share)) for share in shares(evidence) if share.percent is None and share.months in MONTHS]


def install_words(solution, evidence):
    """Return (what the merchants counted, what the provider says), "" where nothing is known."""
    merchants = ""
    if evidence.installs:
        value = {"hours": wording.number(evidence.install_median), "n": evidence.installs}
        merchants = (ngettext("environ %(hours)s h, d’après %(n)s boutique", "environ %(hours)s h, d’après %(n)s boutiques", evidence.installs)
                     % value)
    provider = _("%(hours)s h, selon l’offreur") % {"hours": wording.number(solution.install_hours)} if solution.install_hours is not None else ""
    return merchants, provider


def uses_words(evidence):
    if not evidence.uses:
        return _("aucune boutique du programme encore")
    return ngettext("%(n)s boutique du programme", "%(n)s boutiques du programme", evidence.uses) % {"n": evidence.uses}


def advise_words(evidence):
    """Say the mean of the opinions, or only how many there are when they are few."""
    if evidence.opinions < FEW:
        return ngettext("%(n)s avis", "%(n)s avis", evidence.opinions) % {"n": evidence.opinions} if evidence.opinions else ""
    return _("%(mean)s sur 10, %(n)s avis") % {"mean": wording.number(evidence.advise_mean), "n": evidence.opinions}


def language_names(codes):
    return ", ".join(str(LANGUAGES.get(code, code)) for code in codes)


def trade_names(codes):
    return ", ".join(filter(None, (trade_label(code) for code in codes))) or _("tous les métiers")


def compared(solutions, standings):
    """Return [(group, [(what is compared, [one text a solution])])]; a line that says nothing of anybody is left out."""
    def line(label, say):
        return label, [say(s) or "–" for s in solutions]

    def euros(months):
        return lambda s: wording.euros(cost) if (cost := cost_over(s, months)) is not None else ""
    groups = [
        (_("Le prix"), [line(_("Prix"), price_words), line(_("Sur 12 mois"), euros(12)), line(_("Sur 24 mois"), euros(24)),
                        line(_("Commission"), lambda s: f"{wording.number(s.commission)}{wording.SPACE}%" if s.commission else ""),
                        line(_("Ce qui s’ajoute"), lambda s: s.price_note),
                        line(_("Engagement"), lambda s: commitment_words(s.commitment_months))]),
        (_("Pour qui"), [line(_("Besoins"), lambda s: ", ".join(filter(None, map(need_label, s.needs)))),
                         line(_("Métiers"), lambda s: trade_names(s.trades)), line(_("Niveau demandé"), lambda s: s.get_level_display()),
                         line(_("Ce qu’il faut avoir"), lambda s: s.prerequisites), line(_("Langues"), lambda s: language_names(s.languages))]),
        (_("Les données"), [line(_("Où elles sont"), lambda s: s.get_data_location_display()), line(_("Comment on part"), lambda s: s.exit_text),
                            line(_("Formats d’export"), lambda s: s.exit_formats), line(_("Accessibilité"), lambda s: s.get_accessibility_display())]),
        (_("Dans les boutiques"), [line(_("Utilisée par"), lambda s: uses_words(evidence_of(s))),
                                   *(line(_("Encore utilisée à %(n)s mois") % {"n": months}, _kept_at(months)) for months in MONTHS),
                                   line(_("Installation"), lambda s: " ; ".join(filter(None, install_words(s, evidence_of(s))))),
                                   line(_("Avis des commerçants"), lambda s: advise_words(evidence_of(s))),
                                   line(_("Qualifiée jusqu’au"), lambda s: _until(standings.get(s.pk, ())))]),
    ]
    return [(title, kept) for title, lines in groups if (kept := [row for row in lines if set(row[1]) != {"–"}])]


def _kept_at(months):
    return lambda s: next((kept_words(share) for share in shares(evidence_of(s)) if share.months == months), "")


def _until(standings):
    ends = [s.row.until for s in standings if s.listed]
    return wording.short_date(max(ends)) if ends else ""
