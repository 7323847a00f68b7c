"""Reading shops. Each query takes the person and returns only what that person may see."""
from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext as _

from chalandise.computing.conflicts import SIREN, Tie
from chalandise.foundation.models import Job, StoredFile
from chalandise.foundation.names import fold
from chalandise.people.models import Person, Role
from chalandise.people.queries import roles_now, scopes_of
from chalandise.people.queries.conflicts import graph_around as people_graph
from chalandise.people.queries.conflicts import siren_node
from chalandise.shops.models import Import, ImportRow, Shop
from chalandise.shops.rules.values import read_siret


def shops_kept_by(person):
    """Return the shops that this person runs as a merchant."""
    return Shop.objects.filter(pk__in=scopes_of(person, Role.Kind.MERCHANT)).select_related("territory")


def shop_kept_by(person, shop_id):
    """Return one shop that this person runs; raise Shop.DoesNotExist otherwise."""
    return shops_kept_by(person).get(pk=shop_id)


def bindings(shop_ids):
    """Return the ties of some shops with their organisations and legal numbers, for the graph of conflicts (one query)."""
    found = []
    for pk, body, siret in Shop.objects.filter(pk__in=shop_ids).values_list("pk", "organisation_id", "siret"):
        ends = [("people.organisation", body) if body else None, siren_node(siret)]
        found += [Tie(("shops.shop", pk), end, SIREN, source="derived") for end in ends if end]
    return found


def graph_around(nodes, *, on=None, extra=()):
    """Read the ties around some nodes, shops bound to their organisations; see people.queries.conflicts."""
    return people_graph(nodes, on=on, extra=extra, bind=bindings)


def shops_of(territory):
    """Return the shops of a territory; the caller entered by the territory's gate."""
    return Shop.objects.filter(territory=territory).select_related("commune", "stretch")


def shop_of(territory, shop_id):
    """Return one shop of a territory; raise Shop.DoesNotExist otherwise."""
    return shops_of(territory).select_related("organisation", "territory").get(pk=shop_id)


def search(territory, words, *, limit=None):
    """Return the shops whose name, street, town or SIRET has the words, whatever their accents (two queries)."""
    found = shops_of(territory)
    asked = fold(words).replace("'", " ").split()
    streets = {s: fold(s) for s in Shop.objects.filter(territory=territory).order_by().values_list("street", flat=True).distinct()} if asked else {}
    for word in asked:
        found = found.filter(Q(sort_key__contains=word) | Q(street__in=[s for s, plain in streets.items() if word in plain][:500])
                             | Q(siret__startswith=word) | Q(city__icontains=word))
    return found[:limit] if limit else found


def find_by_siret(territory, siret):
    """Return the shop that has this SIRET in a territory (however it is typed), or None."""
    digits = read_siret(siret or "")[0]
    return shops_of(territory).filter(siret=digits).first() if digits else None


def register_lookup(territory, siret):
    """Return what an imported register says of a SIRET, for a form to fill itself: public facts only; None when unknown."""
    shop = find_by_siret(territory, siret)
    if shop is None or shop.closed_on:
        return None
    return {"shop_id": shop.pk, "name": shop.name, "naf": shop.naf, "trade": shop.trade, "number": shop.number,
            "street": shop.street, "postcode": shop.postcode, "city": shop.city}


def look_alikes(shop, *, limit=5):
    """Return the shops of the territory that may be the same one: same name, or same door."""
    same = Q(sort_key=shop.sort_key)
    if shop.number and shop.street:
        same |= Q(number=shop.number, street=shop.street)
    return shops_of(shop.territory).filter(same).exclude(pk=shop.pk)[:limit]


def imports_of(territory):
    """Return the imports of a territory, newest first."""
    return Import.objects.filter(territory=territory).select_related("by")


def import_of(territory, batch_id):
    """Return one import of a territory; raise Import.DoesNotExist otherwise."""
    return imports_of(territory).select_related("territory").get(pk=batch_id)


def open_file(batch):
    """Return the file of an import, open for reading."""
    return StoredFile.objects.get(key=batch.file_key).file.open("rb")


def remembered_mapping(territory, columns_key):
    """Return the mapping that the team last confirmed for the same columns in this territory, or None."""
    confirmed = Import.objects.filter(territory=territory, columns_key=columns_key).exclude(state__in=(Import.State.READ, Import.State.FAILED))
    last = confirmed.order_by("-created_at", "-id").first()
    return last.mapping if last else None


def earlier_import(batch):
    """Return the last applied import of the very same file, or None."""
    return Import.objects.filter(territory=batch.territory_id, sha256=batch.sha256, state=Import.State.APPLIED).exclude(pk=batch.pk).first()


def rows_of(batch):
    """Return the rows of an import, in the order of the file."""
    return ImportRow.objects.filter(batch=batch).order_by("line")


def doubts_of(batch):
    """Return [{"doubts", "decision", "n", "matched"}]: how many doubtful lines of each kind, by decision."""
    return list(rows_of(batch).filter(verdict=ImportRow.Verdict.DOUBT).order_by("doubts", "decision").values("doubts", "decision").annotate(
        n=Count("id"), matched=Count("id", filter=~Q(match_id=None) | ~Q(match_line=None))))


def counts_of(batch):
    """Return {verdict: how many lines}, zeros included."""
    found = dict(ImportRow.objects.filter(batch=batch).order_by().values_list("verdict").annotate(n=Count("id")))
    return {verdict: found.get(verdict, 0) for verdict in ImportRow.Verdict.values}


def report_lines(batch):
    """Give the lines of the downloadable report: what came of each line of the file, and why, with its column."""
    yield [_("Ligne"), _("Boutique"), _("Résultat"), _("Décision"), _("Colonne"), _("Raison")]
    words = {"take": _("importer"), "merge": _("réunir"), "skip": _("écarter"), "": ""}
    for row in rows_of(batch).iterator(500):
        for reason in row.reasons or [{}]:
            yield [row.line, row.values.get("name", ""), row.get_verdict_display(), words.get(row.decision, row.decision),
                   reason.get("column", ""), reason.get("text", "")]


def is_stalled(batch):
    """Say whether the job of an import gave up: the gesture may then be made again."""
    return bool(batch.job) and Job.objects.filter(pk=batch.job, failed=True).exists()


def people_near(territory, season_id, words, *, limit):
    """Return [(person, their roles in words, the shops they are tied to)] of a territory, one of its seasons and its shops, by words (three queries)."""
    S = Role.Scope
    season, place, shops = (Q(scope_kind=S.SEASON, scope_id=season_id), Q(scope_kind=S.TERRITORY, scope_id=territory.pk),
                            Q(scope_kind=S.SHOP, scope_id__in=Shop.objects.filter(territory=territory).order_by().values("pk")))
    here = roles_now().filter(season | place | shops)
    # A union and every kind named, for the index begins with the kind: the OR alone reads every role of the country.
    first, *others = (roles_now().filter(scope, kind__in=Role.Kind.values).values("person_id") for scope in (season, place, shops))
    found = Person.objects.filter(pk__in=first.union(*others))
    for word in fold(words).replace("'", " ").split():
        found = found.filter(Q(sort_key__contains=word) | Q(email__icontains=word) | Q(phone__contains=word.lstrip("0") or word))
    people = list(found.prefetch_related(Prefetch("roles", here.order_by("kind", "pk"), to_attr="roles_here"))[:limit])
    kept = {r.scope_id for p in people for r in p.roles_here if r.scope_kind == S.SHOP}
    shops = Shop.objects.in_bulk(kept)
    return [(p, sorted({str(r.get_kind_display()) for r in p.roles_here}),
             list({r.scope_id: shops[r.scope_id] for r in p.roles_here if r.scope_kind == S.SHOP}.values())) for p in people]
