"""Reading the files that a shop gave, for who may see its takings."""
from django.utils.translation import gettext as _

from chalandise.impact.models import TakingsFile
from chalandise.impact.queries.takings import agreement_of, present
from chalandise.impact.rules.takings import may_see


def files_of(person, shop):
    """Return the files of a shop, newest first; those of an earlier owner are left out with their figures."""
    consent = agreement_of(shop)
    if consent is None or not may_see(person, shop, consent):
        return TakingsFile.objects.none()
    return TakingsFile.objects.filter(shop=shop, created_at__gte=consent.given_at).select_related("by", "shop", "stored")


def file_of(person, shop, file_id):
    """Return one file of a shop; raise TakingsFile.DoesNotExist otherwise."""
    return files_of(person, shop).get(pk=file_id)


def report_lines(file):
    """Give the lines of the downloadable report: line, column, what came of it, why; then what is counted and not named."""
    yield [_("Ligne"), _("Colonne"), _("Résultat"), _("Raison")]
    words = {"error": _("laissée de côté"), "note": _("à savoir")}
    named = {}
    for reason in file.reasons:
        named[reason["code"]] = named.get(reason["code"], 0) + 1
        yield [reason["line"], reason["column"], words[reason["level"]], reason["text"]]
    for code, count in file.counts.get("said", {}).items():
        if count > named.get(code, 0):
            first = next(r["text"] for r in file.reasons if r["code"] == code)
            yield ["…", "", "", _("et %(n)d autres lignes comme : %(first)s") % {"n": count - named.get(code, 0), "first": first}]
    for day in file.days.exclude(doubt="") if file.pk else ():
        yield ["", "", _("en doute"), f"{day.start:%d/%m/%Y} : {day.amount}"]


def takings_lines(person, shop):
    """Give the lines of a shop's own takings, to take away."""
    yield [_("Du"), _("Période"), _("Ce que c’est"), _("Montant"), _("Devise"), _("Avec taxe"), _("Tickets"), _("Fermé"), _("En doute")]
    if not may_see(person, shop, agreement_of(shop)):
        return
    for t in present(shop).order_by("channel", "start", "grain").iterator(2000):
        yield [t.start.isoformat(), t.get_grain_display(), t.get_channel_display(), str(t.amount).replace(".", ","), t.currency,
               _("oui") if t.with_tax else _("non"), "" if t.tickets is None else t.tickets, _("oui") if t.closed else "", _("oui") if t.doubt else ""]
