"""One line of a file understood: clean values, and a reason for everything changed, left out or doubted."""
from django.utils.translation import gettext as _

from chalandise.computing.addresses import parse
from chalandise.shops.models import Shop
from chalandise.shops.rules import values
from chalandise.shops.rules.trades import trade_label, trade_of
from chalandise.shops.rules.values import DOUBT, ERROR, NOTE, Reason

_LIMITS = {name: Shop._meta.get_field(name).max_length for name in ("name", "number", "street", "city", "source_ref")}


def understand(cells, mapping, *, origin="", beyond=0):
    """Return (values, reasons) of one line.

    Parameters
    ----------
    cells : dict
        {column: text}.
    mapping : dict
        {field: column}, as the team confirmed it.
    origin : str
        "osm", "register" or "spreadsheet".
    beyond : int
        How many cells had no column.

    Returns
    -------
    (dict, list of dict)
        Values by the shop's field names, and "insee"; reasons as {"level", "code", "text", "column"}.
    """
    line = _Line(cells, mapping)
    if beyond:
        line.say(Reason(DOUBT, "shifted", _("Cette ligne a plus de cellules que de colonnes : un séparateur est sans doute tombé dans une valeur.")))
    for name, reader in (("siret", values.read_siret), ("naf", values.read_naf), ("phone", values.read_phone), ("email", values.read_email),
                         ("website", values.read_website), ("postcode", values.read_postcode)):
        line.read(name, reader)
    _place(line)
    _words(line)
    _trade_and_name(line)
    _state(line)
    if ref := line.text("ref"):
        kind = line.text("osm_type")
        line.values["source_ref"] = f"{kind}/{ref}" if kind else ref
    elif origin == "register":
        line.values["source_ref"] = line.values.get("siret", "")
    for name, limit in _LIMITS.items():
        if len(line.values.get(name, "")) > limit:
            line.values[name] = line.values[name][:limit].rstrip()
            line.say(Reason(NOTE, "cut", _("Texte coupé à %d caractères.") % limit), name)
    return {k: v for k, v in line.values.items() if v not in ("", None, [])}, line.reasons


class _Line:
    def __init__(self, cells, mapping):
        self.mapping, self.values, self.reasons = mapping, {}, []
        self.said = {field: " ".join(text.split()) for field, column in mapping.items() if (text := cells.get(column))}

    def text(self, field):
        return self.said.get(field, "")

    def say(self, reason, field=""):
        self.reasons.append(reason.as_row(self.mapping.get(field, "")))

    def read(self, field, reader):
        value, reasons = reader(self.text(field))
        self.values[field] = value
        for reason in reasons:
            self.say(reason, field)


def _place(line):
    """Read the address (whole or in parts), the town and the coordinates."""
    street = " ".join(p for p in (line.text("street_kind"), line.text("street")) if p)
    number = " ".join(p for p in (line.text("number"), line.text("suffix")) if p)
    town, postcode = line.text("city"), line.values["postcode"]
    if line.text("address"):
        read = parse(line.text("address"))
        street, number = street or read.street, number or read.number
        postcode, town = postcode or values.read_postcode(read.postcode)[0], town or read.city
    elif street and not number:
        read = parse(street)
        if read.numbers:
            street, number = read.street, read.number
    line.values |= {"street": street, "number": number.removesuffix(".0"), "postcode": postcode, "city": town, "insee": line.text("insee")}
    point, reasons = values.read_point(line.text("lat"), line.text("lon"))
    line.values["lat"], line.values["lon"] = point or (None, None)
    for reason in reasons:
        line.say(reason, "lat")


def _words(line):
    """Read the hours, the channels and the description; hours written otherwise go to the description."""
    description = line.text("description")
    line.read("opening_hours", values.read_hours)
    if line.text("opening_hours") and not line.values["opening_hours"]:
        description = (description + "\n" if description else "") + _("Horaires : %s") % line.text("opening_hours")
    line.values["description"] = description[:5000]
    channels = values.read_channels(line.text("channels"))
    if line.values.get("website"):
        channels.append("site")
    line.values["channels"] = sorted(set(channels))


def _trade_and_name(line):
    """Find the trade, then the name: the sign, another name, the company, the person; else the trade's own word, in doubt."""
    tags = {key: line.text(f"osm_{key}") for key in ("shop", "amenity", "craft")}
    said = line.text("trade")
    owner = " ".join(p for p in (line.text("owner_given"), line.text("owner_family")) if p)
    name = next((n for n in (line.text("name"), line.text("other_name"), line.text("legal_name"), owner) if n), "")
    naf = line.values.get("naf", "")
    line.values["trade"] = trade_of(osm={k: v for k, v in tags.items() if v}, naf=naf) or trade_of(osm=said.lower().replace(" ", "_"), text=said) \
        or trade_of(text=name)
    if name:
        line.values["name"] = name
        return
    word = said or trade_label(line.values["trade"]) or tags["shop"] or tags["amenity"]
    placed = (line.values["street"] and line.values["number"]) or line.values["lat"] is not None or line.values.get("siret")
    if word and placed:
        line.values["name"] = word
        line.say(Reason(DOUBT, "no_name", _("Sans enseigne : elle serait appelée « %s ».") % word), "name")
    else:
        line.say(Reason(ERROR, "nothing", _("Ni enseigne, ni de quoi reconnaître une boutique : la ligne ne peut pas être importée.")), "name")


def _state(line):
    state, closed = line.text("state").casefold(), line.text("closed")
    if closed or state in ("f", "c", "fermé", "ferme", "fermée", "cessée", "closed"):
        line.say(Reason(DOUBT, "closed", _("Le fichier dit cet établissement fermé.")), "state" if state else "closed")
