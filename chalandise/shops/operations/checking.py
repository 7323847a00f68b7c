"""Every line of a file is read and judged: new, known, to complete, doubtful or unreadable. Nothing is written to shops."""
import hashlib
import json
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.computing.addresses import same_street, words
from chalandise.computing.twins import Card, Index
from chalandise.foundation import jobs, tables
from chalandise.shops.models import Import, ImportRow, Shop
from chalandise.shops.queries import counts_of, open_file
from chalandise.shops.rules.columns import origin
from chalandise.shops.rules.lines import understand
from chalandise.shops.rules.values import DOUBT, ERROR, NOTE, Reason
from chalandise.territory.queries import towns_of

Verdict = ImportRow.Verdict
CHUNK = 500
COMPLETED = ("siret", "naf", "trade", "number", "street", "postcode", "city", "lat", "lon", "phone", "email", "website",
             "opening_hours", "description")  # a known shop is completed where it is empty, never overwritten
COMPARED = ("name", "phone", "website", "opening_hours", "street", "number")


def check_import(batch):
    """Judge every line of an import and keep the verdicts; done again, the earlier ones are replaced. Returns the counts."""
    batch = Import.objects.select_related("territory").get(pk=batch.pk)
    if batch.state != Import.State.CHECKING:
        return batch.counts
    batch.rows.all().delete()
    judge, done = Judge(batch), 0
    try:
        with open_file(batch) as file:
            given = (judge.row(row) for row in tables.rows(file, tables.Reading.of(_reading(batch))))
            while chunk := list(islice(given, CHUNK)):
                ImportRow.objects.bulk_create(chunk)
                done += len(chunk)
                jobs.report(done=done)
    except tables.Unreadable as error:
        return _fail(batch, error)
    with transaction.atomic():
        batch.counts = counts_of(batch)
        batch.state = Import.State.CHECKED
        batch.save(update_fields=["counts", "state"])
    jobs.report(done=done, total=done)
    return batch.counts


def _reading(batch):
    return {name: batch.reading[name] for name in tables.Reading.__dataclass_fields__}


def _fail(batch, error):
    batch.rows.all().delete()
    batch.state, batch.failure, batch.counts = Import.State.FAILED, str(error.sentence)[:300], {}
    batch.reading |= {"line": error.line, "column": error.column, "excerpt": error.excerpt}
    batch.save()
    return batch.counts


def card_of(shop):
    """Return what tells a shop (or anything with its fields) from another."""
    point = (shop["lon"], shop["lat"]) if shop.get("lat") is not None and shop.get("lon") is not None else None
    return Card(key=shop.get("id"), name=shop.get("name", ""), street=shop.get("street", ""), number=shop.get("number", ""),
                postcode=shop.get("postcode", ""), siret=shop.get("siret") or "", point=point,
                ref=f"{shop['source']}:{shop['source_ref']}" if shop.get("source_ref") else "")


class Judge:
    """What is known of a territory, against which the lines of one file are judged in their order."""

    def __init__(self, batch):
        self.batch, self.mapping = batch, batch.mapping
        self.origin = origin(batch.mapping, batch.reading["columns"])
        self.towns = towns_of(batch.territory)
        self.index = Index()
        self.shops = {}
        for shop in Shop.objects.filter(territory=batch.territory).values("id", "name", "source", "source_ref", "closed_on", *COMPLETED).iterator(2000):
            self.shops[shop["id"]] = shop
            self.index.add(card_of(shop))
        self.sirets = {s["siret"] for s in self.shops.values() if s["siret"]}
        before = ImportRow.objects.filter(batch__territory=batch.territory, batch__state=Import.State.APPLIED, batch__columns_key=batch.columns_key)
        self.earlier = dict(before.filter(shop__isnull=False).values_list("fingerprint", "shop_id"))
        self.left_out = set(before.filter(shop=None, verdict=Verdict.DOUBT).values_list("fingerprint", flat=True))

    def row(self, row):
        """Return the ImportRow of one line, with its verdict and its reasons."""
        found, reasons = understand(row.values, self.mapping, origin=self.origin, beyond=row.beyond)
        found["source"] = self.origin
        mine = ImportRow(batch=self.batch, line=row.line, raw={k: v for k, v in row.values.items() if v}, values=found,
                         fingerprint=fingerprint(row.values))
        if any(r["level"] == ERROR for r in reasons):
            mine.verdict, mine.reasons = Verdict.ERROR, reasons
            return mine
        known = self.earlier.get(mine.fingerprint)
        twin = self.shops.get(known)
        card = card_of({**found, "id": ("line", row.line)})
        same = None if twin else self.index.same(card)
        if same and isinstance(same.key, int):
            twin = self.shops[same.key]
        if twin:
            self._known(mine, twin, reasons, again=known is not None)
        else:
            self._unknown(mine, card, same, reasons)
        return mine

    def _known(self, mine, shop, reasons, *, again):
        """A shop that is certainly ours: complete it where it is empty, say where the file disagrees."""
        missing = {name: mine.values[name] for name in COMPLETED if mine.values.get(name) and shop[name] in (None, "")}
        if missing.get("siret") in self.sirets:
            del missing["siret"]
        if ("lat" in missing) != ("lon" in missing):
            missing.pop("lat", None)
            missing.pop("lon", None)
        mine.match_id = shop["id"]
        mine.verdict = Verdict.UPDATE if missing and not again else Verdict.SAME
        mine.reasons = [{**r, "level": NOTE} for r in reasons if r["code"] != "no_name"]
        if mine.verdict == Verdict.UPDATE and mine.fingerprint in self.left_out:
            # The same line was in doubt when its file was imported, and left out: it is not let in by the back door.
            mine.verdict, mine.doubts = Verdict.DOUBT, "twin"
            mine.reasons.append(self._twin(mine, card_of(shop), certain=True))
        elif mine.verdict == Verdict.UPDATE:
            mine.values["completes"] = sorted(missing)
        for name in COMPARED:
            theirs, ours = mine.values.get(name), shop[name]
            if theirs and ours and not _say_the_same(name, str(theirs), str(ours)):
                mine.reasons.append(Reason(NOTE, "differs", _("Le fichier dit « %(theirs)s », la fiche garde « %(ours)s ».") % {"theirs": theirs, "ours": ours})
                                    .as_row(self.mapping.get(name) or self.mapping.get("address", "")))

    def _unknown(self, mine, card, same, reasons):
        """A shop that is not known: new when nothing is doubtful."""
        reasons = [*reasons, *self._where(mine.values)]
        other = same or self.index.alike(card)
        if other:
            reasons.append(self._twin(mine, other, certain=same is not None))
        else:
            self.index.add(card)
        mine.reasons = reasons
        mine.doubts = "+".join(sorted({r["code"] for r in reasons if r["level"] == DOUBT}))[:120]
        mine.verdict = Verdict.DOUBT if mine.doubts else Verdict.NEW

    def _twin(self, mine, other, *, certain):
        if isinstance(other.key, int):
            mine.match_id = other.key
            shop = self.shops[other.key]
            text = _("Ressemble à « %(name)s », %(where)s, déjà dans vos boutiques.") % {
                "name": shop["name"], "where": f"{shop['number']} {shop['street']}".strip() or _("sans adresse")}
            return Reason(DOUBT, "twin", text).as_row(self.mapping.get("name", ""))
        mine.match_line = other.key[1]
        text = _("Répète la ligne %(line)d du fichier (« %(name)s »).") if certain else _("Ressemble à la ligne %(line)d du fichier (« %(name)s »).")
        return Reason(DOUBT, "twin_in_file", text % {"line": mine.match_line, "name": other.name}).as_row(self.mapping.get("name", ""))

    def _where(self, found):
        """Say when a place is not in the territory, or cannot be told."""
        lat, lon = found.get("lat"), found.get("lon")
        inside = self.towns.find(insee=found.get("insee", ""), postcode=found.get("postcode", ""), city=found.get("city", ""))
        if lat is not None and self.towns.drawn:
            if self.towns.holding(lat, lon) is None:
                return [Reason(DOUBT, "outside", _("Ce point est hors des communes du territoire.")).as_row(self.mapping.get("lat", ""))]
            return []
        if inside:
            return []
        said = [(n, found[n]) for n in ("insee", "postcode", "city") if found.get(n)]
        if said:
            column = next((self.mapping[n] for n, _v in said if n in self.mapping), self.mapping.get("address", ""))
            return [Reason(DOUBT, "outside", _("« %s » n’est pas dans le territoire.") % " ".join(v for _n, v in said[-2:])).as_row(column)]
        return [Reason(DOUBT, "no_town", _("Rien ne dit la commune : est-ce bien dans le territoire ?")).as_row(self.mapping.get("address", ""))]


def _say_the_same(name, one, other):
    return same_street(one, other) if name == "street" else words(one) == words(other)


def fingerprint(cells):
    """Return a short key of what a line says."""
    return hashlib.sha256(json.dumps(cells, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:40]
