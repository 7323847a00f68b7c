"""A territory writes its own version of the question bank: draft, correction, publication. A text with a mistake is never published."""
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chalandise.diagnostics.models import BankText
from chalandise.diagnostics.queries import bank as banks
from chalandise.diagnostics.queries.bank_lines import rewritten
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused

LIMIT = 400_000  # characters of a text: five times the house's


@transaction.atomic
def open_draft(*, by, territory):
    """Begin to change the bank from the version in force; opening it again returns the same draft."""
    found = banks.draft_of(territory)
    if found is None:
        key, version = banks.key_of(territory)
        last = BankText.objects.filter(territory=territory, key=key).aggregate(last=Max("number"))["last"] or 0
        found = BankText.objects.create(territory=territory, key=key, base=version.partition("+")[0], number=last + 1, by=by,
                                        text=banks.text_of(key, version), saved_at=clock.now())
        journal.record("diagnostics.bank_opened", by=by, on=territory, changes={"version": ["", version]}, territory=territory.pk)
    return found


@transaction.atomic
def save_draft(*, by, draft, text, version):
    """Keep a text as it is typed, mistakes included: they are shown, and only publishing waits for none.

    Raises
    ------
    Refused
        The text is empty or endless, or it was published meanwhile.
    Conflict
        Somebody else saved another text meanwhile.
    """
    if not text.strip() or len(text) > LIMIT:
        raise Refused(_("Le questionnaire est vide ou démesuré. Reprenez le texte de départ, puis changez-le."), field="text")
    if not BankText.objects.filter(pk=draft.pk, published_at=None).exists():
        raise Refused(_("Cette version vient d’être publiée. Ouvrez un nouveau brouillon pour la changer."), field="text")
    draft.save_version(version=version, values={"text": text.replace("\r\n", "\n"), "saved_at": clock.now(), "by": by})
    return draft


@transaction.atomic
def edit_question(*, by, draft, values, version):
    """Replace some values {path: text or number} of a draft, the rest of the text left as it is.

    Raises
    ------
    Refused
        The changed text would have a mistake: it is told, nothing is written.
    """
    text = rewritten(draft.text, values)
    try:
        banks.read(text, _("brouillon"))
    except banks.BankError as error:
        raise Refused(str(error.report[0].reason if error.report else error)) from error
    return save_draft(by=by, draft=draft, text=text, version=version)


@transaction.atomic
def drop_draft(*, by, draft):
    """Forget a draft; what is published stays."""
    gone, _rows = BankText.objects.filter(pk=draft.pk, published_at=None).delete()
    if gone:
        journal.record("diagnostics.bank_dropped", by=by, on=draft.territory, territory=draft.territory_id)


@transaction.atomic
def publish(*, by, draft):
    """Ask the draft from now on; sheets already begun keep the version that they were given to.

    Raises
    ------
    Refused
        The text has a mistake (the version in force stays), or changes nothing.
    """
    draft = BankText.objects.select_for_update(of=("self",)).select_related("territory").get(pk=draft.pk)
    if draft.published_at:
        return draft
    try:
        bank = banks.read(draft.text, _("brouillon"))
    except banks.BankError as error:
        raise Refused(ngettext("Le questionnaire a %(n)s erreur : l’ancienne version reste en service. %(first)s",
                               "Le questionnaire a %(n)s erreurs : l’ancienne version reste en service. %(first)s", len(error.report)) % {
                                   "n": len(error.report), "first": error.report[0]}) from error
    if bank.key != draft.key:
        raise Refused(_("La clé du questionnaire ne change pas : gardez « %(key)s ».") % {"key": draft.key})
    if draft.text == banks.text_of(*banks.key_of(draft.territory)):
        raise Refused(_("Rien n’a changé : il n’y a pas de nouvelle version à publier."))
    draft.published_at, draft.by = clock.now(), by
    draft.published_as = banks.version_name(draft.base, draft.number, draft.text)
    draft.save(update_fields=["published_at", "published_as", "by"])
    journal.record("diagnostics.bank_published", by=by, on=draft.territory, changes={"version": ["", draft.published_as]},
                   territory=draft.territory_id)
    return draft
