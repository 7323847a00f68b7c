"""Writing a call: prepared by the team, published, its deadline moved later with a reason."""
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from chalandise.catalogue.mails import calls as mails
from chalandise.catalogue.models import Call, CallExtension, Criterion, Submission
from chalandise.catalogue.rules import NEEDS
from chalandise.catalogue.rules.criteria import SCORES, default_criteria
from chalandise.foundation import clock, journal, wording
from chalandise.foundation.refusals import Refused

RESERVED = {"nouveau", "entreprises"}  # first words of the team's other addresses
FIELDS = ("title", "text", "needs", "opens_at", "deadline", "questions_until", "anonymous", "reviews_wanted")


@transaction.atomic
def create_call(*, by, territory, title, opens_at, deadline, **values):
    """Prepare a call with the house's criteria; nobody but the team sees it before it is published.

    Parameters
    ----------
    values : dict
        Any other of `FIELDS`.
    """
    title = " ".join((title or "").split())
    if not title:
        raise Refused(_("Donnez un titre à l’appel, par exemple « Appel à solutions 2018 »."), field="title")
    _refuse_dates(opens_at, deadline, values.get("questions_until"))
    _refuse_needs(values.get("needs", []))
    call = Call.objects.create(territory=territory, title=title[:160], slug=_free_slug(title, deadline), opens_at=opens_at,
                               deadline=deadline, created_by=by, created_at=clock.now(), **values)
    for order, row in enumerate(default_criteria(), 1):
        Criterion.objects.create(call=call, order=order, **row)
    journal.record("call.created", by=by, on=[call, territory])
    return call


def _free_slug(title, deadline):
    stem = slugify(title)[:70].strip("-") or f"appel-{deadline.astimezone(clock.PARIS).year}"
    taken = set(Call.objects.filter(slug__startswith=stem).values_list("slug", flat=True)) | RESERVED
    return next(s for s in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if s not in taken)


def _refuse_dates(opens_at, deadline, questions_until):
    if deadline <= opens_at:
        raise Refused(_("La date limite vient avant l’ouverture. Corrigez l’une des deux."), field="deadline_day")
    if questions_until and questions_until > deadline:
        raise Refused(_("Les questions ferment au plus tard à la date limite."), field="questions_day")


def _refuse_needs(needs):
    if unknown := [code for code in needs if code not in NEEDS]:
        raise Refused(_("Ce besoin n’est pas dans la liste : %(what)s.") % {"what": ", ".join(unknown)}, field="needs")


@transaction.atomic
def edit_call(*, by, call, version, values):
    """Change a call. Once it is published, its deadline moves only by an extension, its opening no more.

    Raises
    ------
    Conflict
        Somebody saved other words meanwhile.
    """
    before = Call.objects.select_for_update(of=("self",)).select_related("territory").get(pk=call.pk)
    if not " ".join((values.get("title", before.title) or "").split()):
        raise Refused(_("Donnez un titre à l’appel, par exemple « Appel à solutions 2018 »."), field="title")
    if before.released_at:
        raise Refused(_("Les décisions de cet appel sont annoncées : il ne change plus."))
    if before.published_at:
        values = {k: v for k, v in values.items() if k not in ("opens_at", "deadline")}
    _refuse_dates(values.get("opens_at", before.opens_at), values.get("deadline", before.deadline),
                  values.get("questions_until", before.questions_until))
    _refuse_needs(values.get("needs", before.needs))
    if before.published_at and not values.get("needs", before.needs):
        raise Refused(_("Choisissez au moins un besoin : c’est lui qui dit aux entreprises si l’appel les concerne."), field="needs")
    changed = {f: [str(getattr(before, f)), str(values[f])] for f in FIELDS if f in values and f != "text" and getattr(before, f) != values[f]}
    texts = before.text != values.get("text", before.text)
    before.save_version(version=version, values=values)
    if changed or texts:
        journal.record("call.edited", by=by, on=[before, before.territory], changes=changed)
    return before


@transaction.atomic
def set_criteria(*, by, call, rows):
    """Write the criteria of a call, in their order; those that are not named go.

    Parameters
    ----------
    rows : list of dict
        {"label", "question", "weight", "anchors" (five sentences), "code" of a known one or ""}.

    Raises
    ------
    Refused
        A weight below 1, an anchor missing, two of the same name, or reviews have begun.
    """
    call = Call.objects.select_for_update(of=("self",)).select_related("territory").get(pk=call.pk)
    _refuse_criteria(call, rows)
    known = {c.code: c for c in call.criteria.all()}
    kept = {row["code"] for row in rows if row.get("code") in known}
    call.criteria.exclude(code__in=kept).delete()
    taken = set(kept)
    for order, row in enumerate(rows, 1):
        code = row["code"] if row.get("code") in kept else _free_code(row["label"], taken)
        taken.add(code)
        Criterion.objects.update_or_create(call=call, code=code, defaults={
            "label": row["label"][:80], "question": row.get("question", "")[:200], "weight": row["weight"], "order": order,
            "anchors": [a.strip()[:300] for a in row["anchors"]]})
    journal.record("call.edited", by=by, on=[call, call.territory], changes={"criteria": [len(known), len(rows)]})
    return list(call.criteria.all())


def _free_code(label, taken):
    stem = slugify(label)[:35].strip("-") or "critere"
    return next(s for s in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if s not in taken)


def _refuse_criteria(call, rows):
    if call.criteria.filter(scores__isnull=False).exists():
        raise Refused(_("Des relecteurs ont déjà noté avec ces critères : ils ne changent plus."))
    if not rows:
        raise Refused(_("Gardez au moins un critère : c’est sur lui que les relecteurs se prononcent."))
    labels = [row["label"].strip().casefold() for row in rows]
    for n, row in enumerate(rows):
        if not labels[n]:
            raise Refused(_("Donnez un nom au critère %(n)s, ou retirez-le.") % {"n": n + 1}, field=f"{n}-label")
        if labels[n] in labels[:n]:
            raise Refused(_("Deux critères s’appellent « %(what)s ». Renommez l’un des deux.") % {"what": row["label"]}, field=f"{n}-label")
        if not 1 <= row["weight"] <= 10:
            raise Refused(_("Le poids va de 1 à 10."), field=f"{n}-weight")
        if len(row["anchors"]) != len(SCORES) or not all(a.strip() for a in row["anchors"]):
            raise Refused(_("Dites en une phrase ce que vaut chaque note, de 0 à 4."), field=f"{n}-anchors")


@transaction.atomic
def publish_call(*, by, call):
    """Open a call to everybody. Twice is the same as once.

    Raises
    ------
    Refused
        It lacks a text, needs or criteria, or its deadline is too near to answer.
    """
    call = Call.objects.select_for_update(of=("self",)).select_related("territory").get(pk=call.pk)
    if call.published_at:
        return call
    if not call.text.strip():
        raise Refused(_("Écrivez d’abord le texte de l’appel : ce que vous cherchez, pour qui, ce que vous offrez."))
    if not call.needs:
        raise Refused(_("Choisissez au moins un besoin : c’est lui qui dit aux entreprises si l’appel les concerne."))
    if not call.criteria.exists():
        raise Refused(_("Gardez au moins un critère : c’est sur lui que les relecteurs se prononcent."))
    if call.deadline <= clock.now():
        raise Refused(_("La date limite est déjà passée (%(when)s). Choisissez-en une à venir.") % {"when": wording.moment(call.deadline)})
    call.published_by, call.published_at = by, clock.now()
    call.save(update_fields=["published_by", "published_at"])
    journal.record("call.published", by=by, on=[call, call.territory], changes={"deadline": ["", call.deadline.isoformat()]})
    return call


@transaction.atomic
def extend_call(*, by, call, deadline, reason):
    """Move the deadline later, before it or after it, until decisions are released; every company with a draft is told.

    A draft that the first deadline left behind may be sent again; one that it sent stays sent.
    """
    list(Submission.objects.select_for_update().filter(call=call, state=Submission.State.DRAFT).order_by("pk").values_list("pk"))
    call = Call.objects.select_for_update(of=("self",)).select_related("territory").get(pk=call.pk)
    if call.published_at is None:
        raise Refused(_("Cet appel n’est pas publié : changez sa date limite directement."))
    if call.released_at:
        raise Refused(_("Les décisions de cet appel sont annoncées : il ne se prolonge plus."))
    if deadline <= call.deadline:
        raise Refused(_("Une date limite ne recule que vers plus tard : après %(when)s.") % {"when": wording.moment(call.deadline)}, field="deadline_day")
    if deadline <= clock.now():
        raise Refused(_("Cette date est déjà passée. Choisissez-en une à venir."), field="deadline_day")
    reason = " ".join((reason or "").split())
    if not reason:
        raise Refused(_("Dites pourquoi : la raison est publiée avec l’appel."), field="reason")
    extension = CallExtension.objects.create(call=call, before=call.deadline, after=deadline, reason=reason[:300], by=by, at=clock.now())
    call.deadline, call.swept_at = deadline, None
    call.save(update_fields=["deadline", "swept_at"])
    call.submissions.filter(state=Submission.State.DRAFT).update(swept_at=None)
    journal.record("call.extended", by=by, on=[call, call.territory],
                   changes={"deadline": [extension.before.isoformat(), extension.after.isoformat()]})
    mails.extended(call=call, extension=extension)
    return extension
