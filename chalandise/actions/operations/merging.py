"""Twins of the workshop: two ideas become one, and come apart again. Nothing is moved: supports and comments are read together."""
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from chalandise.actions.models import Idea, IdeaMerge
from chalandise.actions.queries.voices import merge_of
from chalandise.actions.rules import may_merge, serves
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused


@transaction.atomic
def merge(*, by, gone, kept):
    """Merge one idea into another: the first's author decides, or the team. The same merge twice is once. Returns the IdeaMerge.

    Raises
    ------
    Refused
        Not one's idea; another season or another shop; one of them was withdrawn, merged already, or (the one that goes) was
        put to its merchant.
    """
    if not may_merge(by, gone):
        raise Refused(_("La personne qui a proposé cette idée, ou l’équipe, peut la réunir avec une autre : laissez-lui un commentaire."))
    Idea.objects.filter(pk__in=[gone.pk, kept.pk]).select_for_update(of=("self",)).order_by("pk").count()
    if (known := merge_of(gone)) and known.kept_id == kept.pk:
        return known
    _mergeable(gone, kept)
    try:
        with transaction.atomic():
            done = IdeaMerge.objects.create(kept=kept, gone=gone, by=by, at=clock.now())
    except IntegrityError:
        raise Refused(_("Quelqu’un vient de réunir cette idée avec une autre. Rechargez la page.")) from None
    journal.record("actions.ideas_merged", by=by, on=[kept, gone], territory=kept.season.territory_id)
    return done


def _mergeable(gone, kept):
    if gone.pk == kept.pk or gone.season_id != kept.season_id or not _same_place(gone, kept):
        raise Refused(_("Ces deux idées ne sont pas pour la même boutique : elles restent deux."))
    if gone.withdrawn_at or kept.withdrawn_at:
        raise Refused(_("L’une des deux a été retirée : il n’y a rien à réunir."))
    if merge_of(gone) or merge_of(kept):
        raise Refused(_("L’une des deux est déjà réunie avec une autre : séparez-les d’abord, ou choisissez l’autre."))
    if hasattr(gone, "proposal") or hasattr(gone, "action") or gone.copies.exists():
        raise Refused(_("Un commerçant a déjà reçu cette idée : gardez-la, et réunissez l’autre avec elle."))


def _same_place(gone, kept):
    """The same shop; the same trade; or an idea for a shop that becomes part of the one for its trade."""
    if gone.shop_id and kept.shop_id:
        return gone.shop_id == kept.shop_id
    if gone.shop_id:
        return serves(kept, gone.shop)
    return not kept.shop_id and gone.trade == kept.trade


@transaction.atomic
def part(*, by, merge):
    """Undo a merge: each idea is as it was, with its own supports and comments. Twice is the same as once."""
    merge = IdeaMerge.objects.select_for_update(of=("self",)).select_related("gone__season", "kept").get(pk=merge.pk)
    if not (may_merge(by, merge.gone) or merge.by_id == by.pk):
        raise Refused(_("La personne qui a proposé cette idée, ou l’équipe, peut la séparer de l’autre."))
    if merge.undone_at is None:
        merge.undone_at, merge.undone_by = clock.now(), by
        merge.save(update_fields=["undone_at", "undone_by"])
        journal.record("actions.ideas_parted", by=by, on=[merge.kept, merge.gone], territory=merge.gone.season.territory_id)
    return merge
