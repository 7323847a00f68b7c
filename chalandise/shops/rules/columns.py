"""Which column of a file says what: guessed by the words of its header, then by what its cells look like.

The team confirms the guess on screen before anything is read.
"""
import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from chalandise.computing.addresses import parse, words
from chalandise.shops.rules import values


@dataclass(frozen=True)
class Field:
    """A thing a file may say of a shop: its words on screen, and the headers that usually name it, best first."""

    code: str
    label: str
    headers: tuple
    help: str = ""


def _field(code, label, headers, help=""):
    return Field(code, label, tuple(h.strip() for h in headers.split("|")), help)


FIELDS = {f.code: f for f in (
    _field("name", _("Enseigne"), "enseigne1|enseigne|nom du commerce|nom commerce|nom commercial|nom enseigne|name|nom|commerce|boutique|magasin|shop name|title|titre|liste enseignes|raison|libelle|denomination usuelle"),
    _field("other_name", _("Autre nom"), "denomination usuelle|nom usuel|nom commercial|nom complet|brand|enseigne2|nom", _("repris quand l’enseigne manque")),
    _field("legal_name", _("Raison sociale"), "denomination unite legale|raison sociale|nom raison sociale|denomination|company|societe|operator", _("reprise quand l’enseigne manque")),
    _field("owner_family", _("Nom de l’exploitant"), "nom unite legale|nom exploitant|nom gerant", _("repris quand rien d’autre ne nomme la boutique")),
    _field("owner_given", _("Prénom de l’exploitant"), "prenom usuel unite legale|prenom1 unite legale|prenom"),
    _field("siret", "SIRET", "siret|numero siret|n siret|no siret|ref fr siret|code siret"),
    _field("naf", "NAF", "activite principale|code naf|naf|ape|code ape|ref fr naf|activite principale unite legale"),
    _field("trade", _("Métier, en mots"), "type de commerce|type commerce|type|metier|activite|categorie|secteur|groupe|rubrique|trade|category|marker symbol|nature"),
    _field("osm_shop", _("Étiquette OpenStreetMap shop"), "shop"),
    _field("osm_amenity", _("Étiquette OpenStreetMap amenity"), "amenity"),
    _field("osm_craft", _("Étiquette OpenStreetMap craft"), "craft"),
    _field("address", _("Adresse entière"), "geo adresse|adresse|adresse complete|address|adresse postale|adresse1|localisation"),
    _field("number", _("Numéro"), "numero voie|addr housenumber|housenumber|numero|num|n|no|house number|n voie|numvoie"),
    _field("suffix", _("Bis, ter"), "indice repetition|bis ter|rep|suffixe|suffix|repetition"),
    _field("street_kind", _("Genre de voie"), "type voie|type de voie|nature voie"),
    _field("street", _("Rue"), "libelle voie|addr street|street|rue|voie|nom voie|nom de la voie|nom de voie"),
    _field("postcode", _("Code postal"), "code postal|addr postcode|postcode|cp|zip|codepostal|postal code|code post"),
    _field("city", _("Ville"), "libelle commune|addr city|city|ville|commune|nom commune|localite|town"),
    _field("insee", _("Code INSEE"), "code commune|insee|code insee|insee com|com insee|ref insee|commune"),
    _field("lat", _("Latitude"), "latitude|lat|y|coordonnees|geo point 2d|geo point|coordinates|gps|center lat"),
    _field("lon", _("Longitude"), "longitude|lon|lng|long|x|center lon"),
    _field("phone", _("Téléphone"), "telephone|tel|phone|contact phone|numero de telephone|telephone fixe|portable|mobile|tel fixe"),
    _field("email", _("Adresse e-mail"), "mail|email|e mail|courriel|contact email|adresse mail|adresse e mail|mel"),
    _field("website", _("Site"), "site internet|site|website|contact website|url|site web|web|lien"),
    _field("opening_hours", _("Horaires"), "opening hours|horaires|horaire|schedule|heures d ouverture|hours"),
    _field("channels", _("Services, canaux"), "services|service|canaux|livraison"),
    _field("description", _("Description"), "description|descriptif|presentation|commentaire|precisions"),
    _field("state", _("État au registre"), "etat administratif|etat|statut|state", _("F ou « fermé » : fermée")),
    _field("closed", _("Date de fermeture"), "date fermeture|ferme le|closed on|end date"),
    _field("ref", _("Identifiant dans le fichier"), "osm id|at id|recordid|record id|id|identifiant|ref"),
    _field("osm_type", _("Genre d’objet OpenStreetMap"), "osm type"),
)}


def plain_header(name):
    """Return the words of a header: "adresseEtablissement.codePostalEtablissement" gives "code postal"."""
    last = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name.rsplit(".", 1)[-1])
    said = words(last)
    return " ".join(said[:-1] if len(said) > 1 and said[-1] == "etablissement" else said)


def guess(columns, sample, *, remembered=None):
    """Return {field: column} for the columns of a file.

    Parameters
    ----------
    columns : sequence of str
    sample : list of dict
        Some lines, {column: text}.
    remembered : dict, optional
        The mapping that the team confirmed last time for the same columns; it wins.
    """
    if remembered:
        return {f: c for f, c in remembered.items() if f in FIELDS and c in columns}
    mapping, free = {}, [c for c in columns if any(row.get(c) for row in sample) and "dirigeant" not in c]
    plain = {c: plain_header(c) for c in free}
    for rank in range(max(len(f.headers) for f in FIELDS.values())):
        for field in FIELDS.values():
            if field.code in mapping or rank >= len(field.headers):
                continue
            found = next((c for c in free if plain[c] == field.headers[rank] and _may_be(field.code, c, sample)), None)
            if found:
                mapping[field.code] = found
                free.remove(found)
    if "name" not in mapping and "other_name" in mapping:
        mapping["name"] = mapping.pop("other_name")
    for code, looks in _LOOKS:
        if code not in mapping and (found := _by_cells(free, sample, looks)):
            mapping[code] = found
            free.remove(found)
    if "name" not in mapping and (found := _naming(mapping, free, sample)):
        mapping["name"] = found
    return mapping


def _may_be(code, column, sample):
    """Refuse a header that its own cells contradict: a "commune" of names is no INSEE code, an "x" of metres no longitude."""
    checks = {"insee": r"\d[0-9AB]\d{3}", "lat": r"[\[(]?-?\d{1,2}[.,]\d+.*", "lon": r"[\[(]?-?\d{1,3}[.,]\d+.*", "number": r".{0,14}", "naf": r"\d.*"}
    cells = _cells(column, sample)
    return code not in checks or not cells or sum(bool(re.fullmatch(checks[code], c)) for c in cells) >= 0.6 * len(cells)


def _cells(column, sample):
    return [row[column] for row in sample if row.get(column)]


def _by_cells(free, sample, looks):
    """Return the first free column most of whose cells look right."""
    for column in free:
        cells = _cells(column, sample)
        if cells and sum(bool(looks(c)) for c in cells) >= 0.8 * len(cells):
            return column
    return None


def _decimal(low, high):
    return lambda c: bool(re.fullmatch(r"-?\d{1,3}[.,]\d{3,}", c)) and low <= float(c.replace(",", ".")) <= high


_LOOKS = (
    ("siret", lambda c: values.read_siret(c)[0]),
    ("naf", lambda c: values.read_naf(c)[0]),
    ("email", lambda c: "@" in c and values.read_email(c)[0]),
    ("website", lambda c: re.match(r"(https?://|www\.)\S+\.\w", c)),
    ("phone", lambda c: re.match(r"\(?(\+33|0033|0)[\s.()-]*\d[\s.-]*\d\d", c) and not re.search(r"[.,]\d{5}|\d{11}", c) and values.read_phone(c)[0]),
    ("lat", _decimal(41, 52)),
    ("lon", _decimal(-6, 11)),
    ("postcode", lambda c: re.fullmatch(r"(0[1-9]|[1-8]\d|9[0-8])\d{3}", c)),
    ("address", lambda c: bool((read := parse(c)).numbers and read.street and read.key.split()[0] in _STREETS)),
)
_STREETS = frozenset(["avenue", "boulevard", "rue", "place", "cours", "allee", "chemin", "impasse", "route", "square", "quai", "passage", "faubourg"])


def _naming(mapping, free, sample):
    """Return the free column of words whose cells differ most: a name does not repeat."""
    def variety(column):
        cells = [c for c in _cells(column, sample) if re.search(r"[^\W\d_]{2}", c) and len(c) <= 80]
        return len(set(cells)) / max(1, len(sample)) if cells else 0
    best = max(free, key=variety, default=None)
    return best if best and variety(best) >= 0.5 and not {"other_name", "legal_name"} & set(mapping) else None


def check_mapping(mapping, columns):
    """Return what is missing in words, or "" when a file may be read with this mapping."""
    strange = [c for c in mapping.values() if c not in columns]
    if strange:
        return _("La colonne « %s » n’est pas dans ce fichier.") % strange[0]
    if not {"name", "other_name", "legal_name", "siret"} & set(mapping):
        return _("Dites quelle colonne donne l’enseigne (ou la raison sociale, ou le SIRET) : sans elle, aucune boutique ne se reconnaît.")
    return ""


def origin(mapping, columns):
    """Return "osm", "register" or "spreadsheet": where a file comes from, by the columns it has."""
    plain = {plain_header(c) for c in columns}
    if {"osm_type", "osm_shop", "osm_amenity"} & set(mapping) or "osm id" in plain:
        return "osm"
    if "siret" in mapping and {"nic", "etat administratif"} & plain:
        return "register"
    return "spreadsheet"
