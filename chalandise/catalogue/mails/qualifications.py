"""What we write to the people of a company about what stands in the catalogue."""
from django.conf import settings
from django.utils.translation import gettext as _

from chalandise.foundation import mail
from chalandise.people.models import Role
from chalandise.people.queries import holders


def _to_company(template, row, *, purpose, once="", **context):
    """Write to everybody who runs a company's space; `row` has a solution and a territory. Returns the letters."""
    company = row.solution.provider
    return [mail.write(f"catalogue/mails/{template}", to=person, purpose=purpose, about=row.solution, scope=("territory", row.territory_id),
                       once=f"{once}:{person.pk}" if once else None,
                       context={"solution": row.solution, "territory": row.territory, "row": row,
                                "space": f"{settings.BASE_URL}/offreur/{company.pk}/catalogue/", **context},
                       reason=_("Vous recevez ce message parce que vous gérez l’espace de %(company)s.") % {"company": company})
            for person in holders(Role.Kind.PROVIDER, company.organisation_id)]


def ends_soon(row, days):
    """Ask whether the sheet still holds, 60 then 15 days before the end."""
    return _to_company("ends_soon", row, purpose="catalogue.ends", once=f"catalogue.ends:{row.pk}:{row.until}:{days}")


def suspended(row):
    return _to_company("suspended", row, purpose="catalogue.suspended", why=row.get_suspended_reason_display())


def restored(row):
    return _to_company("restored", row, purpose="catalogue.restored")


def ended(row):
    return _to_company("ended", row, purpose="catalogue.ended")


def expired(row):
    return _to_company("expired", row, purpose="catalogue.ended")


def renewal_answered(asked):
    return _to_company("renewal_answered", asked.qualification, purpose="catalogue.renewal", asked=asked)


def price_refused(change):
    return _to_company("price_refused", change, purpose="catalogue.price")
