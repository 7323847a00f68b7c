"""Which column of a till's file says what: guessed by the words of its header, then by its cells; confirmed on screen."""
import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from chalandise.foundation.names import fold
from chalandise.impact.rules.cells import currency_in, decimal_sign, is_month_first, read_amount, read_day


@dataclass(frozen=True)
class Field:
    """A thing that a file may say of a sale or of a day: its words on screen, the headers that usually name it, best first."""

    code: str
    label: str
    headers: tuple
    help: str = ""


def _field(code, label, headers, help=""):
    return Field(code, label, tuple(headers.split("|")), help)


FIELDS = {f.code: f for f in (
    _field("date", _("Date"), "date de vente|date vente|date ticket|date du ticket|date operation|date transaction|date de transaction|date comptable"
           "|date de cloture|date commande|date de commande|date de la commande|jour|journee|date|date heure|date et heure|horodatage|created at|created|order date|datetime|day"
           "|mois|semaine|periode|month|week"),
    _field("amount", _("Montant TTC"), "total ttc|montant ttc|ca ttc|ttc|recette ttc|recettes ttc|recettes|recette|montant total de la commande|total de la commande|total commande"
           "|montant de la commande|order total|total tickets|montant total|total encaisse|encaisse"
           "|montant brut|brut|gross|gross sales|ventes brutes|total paye|total|montant|amount|net a payer|prix ttc|price|prix|chiffre d affaires|ca|ventes|valeur"),
    _field("net", _("Montant hors taxe"), "total ht|montant ht|ca ht|ht|recette ht|recettes ht|net ht|net sales|subtotal|net", _("pris quand le TTC manque")),
    _field("credit", _("Crédit (relevé de banque)"), "credit|credit eur|credit euros|montant credit|recu"),
    _field("debit", _("Débit (relevé de banque)"), "debit|debit eur|debit euros|montant debit"),
    _field("refund", _("Remboursements"), "remboursement|remboursements|montant rembourse|rembourse|refunded amount|refund|refunds|amount refunded|avoirs|retours",
           _("retirés du montant")),
    _field("ticket", _("Numéro de ticket"), "numero ticket|n ticket|no ticket|numero de ticket|ticket|id ticket|n transaction|numero transaction|transaction"
           "|transaction id|reference|numero commande|numero de commande|n commande|no commande|commande|order number|order no|order id|order|id|name|facture|numero"),
    _field("count", _("Nombre de tickets"), "nombre de tickets|nb tickets|nb ticket|nbre tickets|tickets|nb ventes|nombre de ventes|nb transactions"
           "|nombre de transactions|nb clients|nombre de clients|clients|couverts|transactions|orders|commandes"),
    _field("kind", _("Genre d’opération"), "type|type operation|type d operation|nature|operation|statut|statut de la commande|statut commande|status|order status|etat|financial status|sens|type de transaction"),
    _field("currency", _("Devise"), "devise|currency|monnaie"),
)}
_NUMBER = re.compile(r"\b(numero|n|no|id|code|reference|ref|siret|ean|qte|quantite|quantity|number)\b")  # a number that counts no euros
_CELLS = {"date": lambda c: read_day(c) is not None, "amount": lambda c: read_amount(c) is not None}
CHECKED = {"date": "date", **dict.fromkeys(("amount", "net", "credit", "debit", "refund", "count"), "amount")}


def plain_header(name):
    """Return the words of a header without accents, signs or what stands between brackets: "Total T.T.C. (€)" gives "total ttc"."""
    said = re.sub(r"\(.*?\)|\[.*?\]", " ", name)
    said = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", said)
    said = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", fold(said))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", said).split())


def guess(columns, sample, *, remembered=None):
    """Return {field: column}; what was confirmed last time for the same columns wins."""
    if remembered:
        return {f: c for f, c in remembered.items() if f in FIELDS and c in columns}
    mapping, free = {}, [c for c in columns if any(row.get(c) for row in sample)]
    plain = {c: plain_header(c) for c in free}
    for code, field in FIELDS.items():
        found = next((c for header in field.headers for c in free if plain[c] == header and _may_be(code, c, sample)), None)
        if found:
            mapping[code] = found
            free.remove(found)
    for code, looks in _CELLS.items():
        if code not in mapping and not (code == "amount" and {"net", "credit"} & set(mapping)) and (
                found := _by_cells([c for c in free if code != "amount" or not _NUMBER.search(plain[c])], sample, looks)):
            mapping[code] = found
            free.remove(found)
    return mapping


def _cells(column, sample):
    return [row[column] for row in sample if row.get(column)]


def _may_be(code, column, sample):
    """Refuse a header whose own cells contradict it: an "order" of dates is no count."""
    looks = _CELLS.get(CHECKED.get(code, ""))
    cells = _cells(column, sample)
    return looks is None or not cells or sum(bool(looks(c)) for c in cells) >= 0.6 * len(cells)


def _by_cells(free, sample, looks):
    return next((c for c in free if (cells := _cells(c, sample)) and sum(bool(looks(x)) for x in cells) >= 0.8 * len(cells)), None)


def read_options(mapping, sample):
    """Return how the cells of the chosen columns are written: the sign of the cents, the order of dates, the currency.

    Returns
    -------
    dict
        {"sign": "," or ".", "month_first": bool, "currency": "EUR"…}
    """
    amounts = [c for f in ("amount", "net", "credit") if f in mapping for c in _cells(mapping[f], sample)]
    named = [currency_in(c) or "EUR" for c in (_cells(mapping["currency"], sample) if "currency" in mapping else amounts)]
    dates = _cells(mapping["date"], sample) if "date" in mapping else []
    return {"sign": decimal_sign(amounts), "month_first": is_month_first(dates),
            "currency": max(set(named), key=named.count) if named else "EUR"}


def check_mapping(mapping, columns):
    """Return (field, what is missing in words), or None when a file may be read with this mapping."""
    for field, column in mapping.items():
        if column not in columns:
            return field, _("La colonne « %s » n’est pas dans ce fichier.") % column
    if "date" not in mapping:
        return "date", _("Dites quelle colonne donne la date : sans elle, aucune recette ne se range.")
    if not {"amount", "net", "credit"} & set(mapping):
        return "amount", _("Dites quelle colonne donne le montant (TTC de préférence, sinon hors taxe, ou le crédit d’un relevé).")
    taken = list(mapping.values())
    twice = next((f for f, c in mapping.items() if taken.count(c) > 1), None)
    return (twice, _("La colonne « %s » est choisie deux fois.") % mapping[twice]) if twice else None
