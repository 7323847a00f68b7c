"""What the rest of the panel does, never said of fewer than FEW shops."""
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from chalandise.computing.maturity import median, rounded
from chalandise.diagnostics.models import Answer, Assessment
from chalandise.diagnostics.queries import bank as banks
from chalandise.diagnostics.rules import FEW
from chalandise.shops.rules import family_of, trade_label


@dataclass(frozen=True)
class Peers:
    """The panel beside one shop.

    `overall` and `themes` are medians of the panel at the same moment (None or absent below FEW shops), over `n` shops.
    `answers` are those of comparable shops, this one left out: the same family of trades when it has FEW others, the
    panel otherwise; `who` names them.
    """

    n: int = 0
    overall: int | None = None
    themes: dict = field(default_factory=dict)
    who: str = ""
    answers: tuple = ()   # ({question: worth}, …), one a shop

    def share(self, question, worth):
        """Return (how many comparable shops are there already, of how many that answered), or None below FEW."""
        known = [given[question] for given in self.answers if question in given]
        return (sum(v >= worth for v in known), len(known)) if len(known) >= FEW else None


def peers_of(assessment):
    """Return the Peers of an assessment that a gate has opened. Two queries."""
    panel = list(Assessment.objects.filter(season=assessment.season_id, moment=assessment.moment).exclude(finished_at=None).only(
        "pk", "shop_id", "trade", "scores", "overall", "bank_key", "bank_version"))
    themes = {t.key for t in banks.load(assessment.bank_key, assessment.bank_version).themes}
    found = {t: _median([a.scores.get("themes", {}).get(t, {}).get("value") for a in panel]) for t in themes}
    others = [a for a in panel if a.shop_id != assessment.shop_id]
    family = family_of(assessment.trade)
    alike = [a for a in others if family and family_of(a.trade) == family]
    chosen, who = (alike, trade_label(family)) if len(alike) >= FEW else (others, "") if len(others) >= FEW else ([], "")
    return Peers(n=len(panel), overall=_median([a.overall for a in panel]), themes={t: v for t, v in found.items() if v is not None},
                 who=_("boutiques « %(family)s » du panel") % {"family": who} if who else _("boutiques du panel"), answers=_answers(chosen))


def _median(values):
    known = [v for v in values if v is not None]
    return rounded(median(known)) if len(known) >= FEW else None


def _answers(chosen):
    """Return what each of these sheets answered, in worth; answers that their version does not know are left out."""
    by_sheet = {a.pk: (banks.load(a.bank_key, a.bank_version), {}) for a in chosen}
    for sheet, question, choice in Answer.objects.filter(assessment__in=by_sheet).values_list("assessment_id", "question", "choice"):
        bank, given = by_sheet[sheet]
        asked = bank.question(question)
        option = asked.option(choice) if asked else None
        if option:
            given[question] = option.worth
    return tuple(given for _bank, given in by_sheet.values())
