"""Two records of one shop become one; what was attached to the second follows, its story too."""
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from chalandise.foundation import journal
from chalandise.foundation.models import Letter, Trace
from chalandise.foundation.refusals import Refused
from chalandise.people.models import ConflictRefusal, Consent, Link, Role, Supervision, Tie
from chalandise.shops.models import Shop

FILLED = ("siret", "organisation_id", "naf", "trade", "number", "street", "postcode", "city", "commune_id", "stretch_id",
          "along_m", "lat", "lon", "phone", "email", "website", "opening_hours", "description", "source_ref")


@transaction.atomic
def merge_shops(*, by, kept, gone):
    """Make one shop of two: `kept` stays and is completed by `gone`, whose applications, roles and story move over.

    Raises
    ------
    Refused
        The two are one, are of two territories, carry two different SIRET, or both take part in one season.
    """
    pair = {s.pk: s for s in Shop.objects.select_for_update(of=("self",)).filter(pk__in=[kept.pk, gone.pk])}
    if len(pair) != 2:
        raise Refused(_("Choisissez deux boutiques différentes."))
    kept, gone = pair[kept.pk], pair[gone.pk]
    if kept.territory_id != gone.territory_id:
        raise Refused(_("Ces deux boutiques ne sont pas du même territoire."))
    if kept.siret and gone.siret and kept.siret != gone.siret:
        raise Refused(_("Elles ont deux SIRET différents : ce sont deux établissements. Corrigez le SIRET faux, puis fusionnez."))
    changes = _complete(kept, gone)
    _move_records(kept, gone)
    _move_roles(kept, gone)
    journal.record("shops.merged", by=by, on=[kept], changes=changes | {"merged": [gone.name, kept.name]})
    moved = Trace.objects.filter(kind="shops.shop", object_id=gone.pk)
    already = Trace.objects.filter(kind="shops.shop", object_id=kept.pk).values("entry_id")
    moved.exclude(entry_id__in=already).update(object_id=kept.pk)
    gone.delete()
    Shop.objects.filter(pk=kept.pk).update(**changes_to_write(changes, kept), version=models.F("version") + 1)
    kept.refresh_from_db()
    return kept


def _complete(kept, gone):
    changes = {}
    for name in FILLED:
        mine, theirs = getattr(kept, name), getattr(gone, name)
        if mine in (None, "") and theirs not in (None, ""):
            setattr(kept, name, theirs)
            if name != "description":
                changes[name] = [mine, theirs]
    channels = sorted({*kept.channels, *gone.channels})
    if channels != sorted(kept.channels):
        changes["channels"] = [kept.channels, channels]
        kept.channels = channels
    if kept.closed_on and not gone.closed_on:
        changes["closed_on"] = [kept.closed_on.isoformat(), None]
        kept.closed_on = None
    return changes


def changes_to_write(changes, kept):
    return {name: getattr(kept, name) for name in {*changes, "description"} if name != "merged"}


def _move_records(kept, gone):
    """Every record of every room that points at `gone` points at `kept` (rooms above are found through Django's own map)."""
    for relation in Shop._meta.related_objects:
        rows = relation.related_model._base_manager.filter(**{relation.field.name: gone})
        try:
            with transaction.atomic():
                if relation.many_to_many:
                    for row in rows:
                        getattr(row, relation.field.name).add(kept)
                        getattr(row, relation.field.name).remove(gone)
                else:
                    rows.update(**{relation.field.name: kept})
        except IntegrityError as error:
            raise Refused(_("Les deux boutiques participent à la même saison : retirez l’une des deux avant de fusionner.")) from error


def _move_roles(kept, gone):
    for role in Role.objects.filter(scope_kind=Role.Scope.SHOP, scope_id=gone.pk):
        twin = Role.objects.filter(person=role.person, kind=role.kind, scope_kind=role.scope_kind, scope_id=kept.pk, until=None)
        if role.until is None and twin.exists():
            role.delete()
        else:
            Role.objects.filter(pk=role.pk).update(scope_id=kept.pk)
    for model in (Tie, Supervision, ConflictRefusal):
        model.objects.filter(object_kind="shops.shop", object_id=gone.pk).update(object_id=kept.pk)
    Consent.objects.filter(about_kind="shops.shop", about_id=gone.pk).update(about_id=kept.pk)
    Letter.objects.filter(about_kind="shops.shop", about_id=gone.pk).update(about_id=kept.pk)
    Link.objects.filter(target_kind="shops.shop", target_id=gone.pk).update(target_id=kept.pk)


def uses_of(shop_ids):
    """Return the ids, among these, of shops that another room or a person's role refers to (imports do not count)."""
    row = apps.get_model("shops", "ImportRow")
    used = set(Role.objects.filter(scope_kind=Role.Scope.SHOP, scope_id__in=shop_ids).values_list("scope_id", flat=True))
    for relation in Shop._meta.related_objects:
        if relation.related_model is not row:
            used |= set(relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": shop_ids})
                        .values_list(relation.field.name, flat=True))
    return used
