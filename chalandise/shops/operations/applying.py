"""A checked import is written in one transaction, and undone as one."""
from itertools import islice

from django.db import connection, transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, jobs, journal
from chalandise.foundation.models import Entry
from chalandise.foundation.names import sort_key
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Person
from chalandise.shops.models import Import, ImportRow, Shop
from chalandise.shops.operations.checking import CHUNK, COMPLETED
from chalandise.shops.operations.imports import MERGE, to_write
from chalandise.shops.operations.keep import place, ranges_of_territory
from chalandise.shops.operations.twins import uses_of
from chalandise.shops.rules.values import NOTE, Reason
from chalandise.territory.queries import towns_of

State, Verdict = Import.State, ImportRow.Verdict
WRITTEN = (*COMPLETED, "name", "channels", "source", "source_ref")


@transaction.atomic
def apply_import(batch, by_id=None):
    """Write what was new, completed or decided; all of it or nothing. Returns the counts."""
    batch = Import.objects.select_for_update(of=("self",)).select_related("territory").get(pk=batch.pk)
    if batch.state != State.APPLYING:
        return batch.counts
    writer = _Writer(batch)
    rows = to_write(batch).order_by("line").iterator(CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        writer.write(chunk)
    by = Person.objects.filter(pk=by_id).first()
    journal.record("shops.imported", by=by, on=[batch, batch.territory, *writer.created], territory=batch.territory_id,
                   changes={"created": [None, len(writer.created)], "completed": [None, len(writer.completed)]})
    if writer.completed:
        journal.record("shops.completed", by=by, on=list(writer.completed.values()), territory=batch.territory_id)
    batch.counts |= {"created": len(writer.created), "completed": len(writer.completed)}
    batch.state, batch.applied_at = State.APPLIED, clock.now()
    batch.save()
    return batch.counts


class _Writer:
    def __init__(self, batch):
        self.batch, self.territory = batch, batch.territory
        self.known, self.towns = ranges_of_territory(batch.territory), towns_of(batch.territory)
        self.sirets = dict(Shop.objects.filter(territory=batch.territory, siret__isnull=False).values_list("siret", "id"))
        self.by_line = {}    # line of the file: id of the shop it became
        self.created, self.completed = [], {}
        self.now = clock.now()

    def write(self, rows):
        """Create what is new, then complete what is known."""
        fresh, old = [], []
        for row in rows:
            siret = row.values.get("siret")
            merges = row.verdict == Verdict.UPDATE or row.decision == MERGE
            (old if merges or siret in self.sirets else fresh).append(row)
            if siret and not merges:
                self.sirets.setdefault(siret, None)
        shops = Shop.objects.bulk_create([self._made(row) for row in fresh], batch_size=CHUNK)
        for row, shop in zip(fresh, shops, strict=True):
            self.by_line[row.line] = shop.pk
            if shop.siret:
                self.sirets[shop.siret] = shop.pk
        self.created += shops
        _link([(shop.pk, row.pk) for row, shop in zip(fresh, shops, strict=True)])
        for row in old:
            self._complete(row)

    def _made(self, row):
        shop = Shop(territory=self.territory, created_at=self.now, **{k: v for k, v in row.values.items() if k in WRITTEN})
        shop.sort_key = sort_key(shop.name)
        return place(shop, known=self.known, towns=self.towns)

    def _complete(self, row):
        siret = row.values.get("siret")
        target = row.match_id or self.by_line.get(row.match_line) or self.sirets.get(siret)
        shop = Shop.objects.filter(territory=self.territory, pk=target).first() or self._first_of(row)
        if shop is None:  # the look-alike went away since the check: the line stands for itself
            row.match_id = row.match_line = None
            shop = self._made(row)
            shop.save()
            self.created.append(shop)
            self.by_line[row.line] = shop.pk
            _link([(shop.pk, row.pk)])
            return
        before, written = self._fill(shop, row.values)
        if written:
            place(shop, known=self.known, towns=self.towns)
            shop.version += 1
            shop.save()
            self.completed[shop.pk] = shop
        row.shop, row.before = shop, {"before": before, "written": written}  # never null: null means "created"
        row.save(update_fields=["shop", "before"])
        self.by_line[row.line] = shop.pk

    def _first_of(self, row):
        """Return the shop of the earlier line that this one repeats, when an earlier chunk or import wrote it."""
        first = self.batch.rows.filter(line=row.match_line).first() if row.match_line else None
        return first.shop if first else None

    def _fill(self, shop, found):
        before, written = {}, {}
        for name in COMPLETED:
            taken = name == "siret" and self.sirets.get(found.get(name)) not in (None, shop.pk)
            if found.get(name) and getattr(shop, name) in (None, "") and not taken:
                before[name], written[name] = getattr(shop, name), found[name]
                setattr(shop, name, found[name])
        if extra := set(found.get("channels", ())) - set(shop.channels):
            before["channels"], written["channels"] = shop.channels, sorted({*shop.channels, *extra})
            shop.channels = written["channels"]
        if written.get("siret"):
            self.sirets[written["siret"]] = shop.pk
        return before, written


def _link(pairs):
    """Write the shop of each row, by thousands."""
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE shop_import_row SET shop_id = %s WHERE id = %s", pairs)


@transaction.atomic
def undo_import(*, by, batch):
    """Take back a whole import: created shops go, completed values return to what they were.

    A shop that was edited, or that a person or a season uses since, is kept, and so is a value changed since; the report
    says which and why. Twice is the same as once.
    """
    batch = Import.objects.select_for_update(of=("self",)).select_related("territory").get(pk=batch.pk)
    if batch.state == State.UNDONE:
        return batch
    if batch.state != State.APPLIED:
        raise Refused(_("Cet import n’est pas appliqué : il n’y a rien à annuler."))
    removed, restored, kept = 0, 0, 0
    known, towns = ranges_of_territory(batch.territory), towns_of(batch.territory)
    for row in batch.rows.filter(before__isnull=False).select_related("shop").order_by("-line"):
        if row.shop and row.before["written"]:
            whole = _restore(row, known, towns)
            restored, kept = restored + whole, kept + (not whole)
    created = batch.rows.filter(shop__isnull=False, before__isnull=True).order_by("line").values_list("shop_id", flat=True)
    ids = list(dict.fromkeys(created))
    for start in range(0, len(ids), CHUNK):
        gone, stays = _remove(batch, ids[start:start + CHUNK])
        removed, kept = removed + gone, kept + stays
        jobs.report()
    batch.counts |= {"removed": removed, "restored": restored, "kept": kept}
    batch.state, batch.undone_at = State.UNDONE, clock.now()
    batch.save()
    journal.record("shops.import_undone", by=by, on=[batch, batch.territory], territory=batch.territory_id,
                   changes={"removed": [None, removed], "restored": [None, restored], "kept": [None, kept]})
    return batch


def _restore(row, known, towns):
    """Give a completed shop its values back, but those that somebody changed since. Returns whether all came back."""
    shop, told = row.shop, row.before
    moved = [name for name, value in told["written"].items() if getattr(shop, name) != value]
    for name, value in told["before"].items():
        if name not in moved:
            setattr(shop, name, value)
    place(shop, known=known, towns=towns)
    shop.version += 1
    shop.save()
    if moved:
        _say_kept(row, _("« %s » : modifié depuis l’import, gardé tel quel.") % ", ".join(moved))
    return not moved


def _remove(batch, ids):
    """Remove the untouched shops among these; returns (removed, kept)."""
    # Completing a shop that this same import created does not count as touching it.
    mine = dict.fromkeys(ids, 1)
    for row in batch.rows.filter(shop__in=ids, before__isnull=False):
        mine[row.shop_id] += 2 if row.before["written"] else 0
    versions = dict(Shop.objects.filter(pk__in=ids).values_list("pk", "version"))
    since = set(Entry.objects.filter(traces__kind="shops.shop", traces__object_id__in=ids, at__gte=batch.applied_at)
                .exclude(verb__in=("shops.imported", "shops.completed")).values_list("traces__object_id", flat=True))
    used = uses_of(ids)
    reasons = {}
    for shop_id, version in versions.items():
        if shop_id in used:
            reasons[shop_id] = _("Gardée : une personne, une candidature ou un autre import s’en sert depuis.")
        elif version != mine[shop_id] or shop_id in since:
            reasons[shop_id] = _("Gardée : sa fiche a été modifiée depuis l’import.")
    for row in batch.rows.filter(shop__in=reasons):
        _say_kept(row, reasons[row.shop_id])
    gone = [i for i in versions if i not in reasons]
    Shop.objects.filter(pk__in=gone).delete()
    return len(gone), len(reasons)


def _say_kept(row, text):
    row.reasons = [*row.reasons, Reason(NOTE, "kept", text).as_row()]
    row.save(update_fields=["reasons"])
