"""Does the company exist? Asked of the register when the operator gave its address, written by the team otherwise."""
import json
import urllib.error
import urllib.parse
import urllib.request

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.catalogue.models import CompanyCheck, Provider
from chalandise.catalogue.rules.register import read_answer
from chalandise.foundation import clock, jobs, journal
from chalandise.foundation.refusals import Refused

SECONDS, BYTES = 10, 2 * 2**20  # what an answer of the register may cost


def ask_register(*, provider):
    """Queue a question to the register about a French company, when the operator gave its address. Returns the Job or None."""
    if settings.COMPANY_REGISTER and provider.organisation.siren:
        return jobs.enqueue("chalandise.catalogue.tasks.check_company", provider.pk)
    return None


def check_by_register(*, provider):
    """Ask the register and write down what it says; an answer that cannot be read writes nothing. Returns the CompanyCheck.

    Raises
    ------
    OSError, ValueError
        The register does not answer, or answers something else: the job tries again.
    """
    siren = provider.organisation.siren
    status, note = read_answer(_fetch(siren), siren)
    return record_check(by=None, provider=provider, status=status, source="register", note=note)


def _fetch(siren):
    address = settings.COMPANY_REGISTER
    if not address.startswith("https://"):
        raise ValueError("CHALANDISE_COMPANY_REGISTER must begin with https://")
    asked = f"{address}{'&' if '?' in address else '?'}{urllib.parse.urlencode({'q': siren})}"
    with urllib.request.urlopen(asked, timeout=SECONDS) as answer:  # noqa: S310  (https only, checked above)
        return json.loads(answer.read(BYTES))


@transaction.atomic
def record_check(*, by, provider, status, source="team", note=""):
    """Write down what a register said of a company on this day: by the job, or by somebody of the team who looked."""
    note = " ".join((note or "").split())[:200]
    if status not in CompanyCheck.Status.values:
        raise Refused(_("Dites ce que le registre répond."), field="status")
    if status == CompanyCheck.Status.CEASED and source == "team" and not note:
        raise Refused(_("Dites où et quand vous l’avez lu : l’entreprise ne pourra plus envoyer de réponse."), field="note")
    provider = Provider.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=provider.pk)
    latest = provider.checks.first()
    check = CompanyCheck.objects.create(provider=provider, status=status, source=source, note=note, by=by, at=clock.now())
    journal.record("provider.checked", by=by, on=[provider], via="" if by else "job", changes={"status": [latest.status if latest else "", status]})
    return check
