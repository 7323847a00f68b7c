"""Letters about a company's space: confirm, join, invited, answered."""
from django.utils.translation import gettext as _

from chalandise.foundation import mail
from chalandise.people.operations import issue_link


def confirm(*, registration):
    """Prove the address of who registers a company: the link opens a page where one confirms."""
    return _write("register", registration.person, about=registration, registration=registration,
                  address=issue_link(purpose="provider.register", person=registration.person, target=registration, days=3),
                  reason=_("Vous recevez ce message parce que quelqu’un, sans doute vous, inscrit une entreprise sur Chalandise."))


def join_asked(*, registration, person):
    """Ask somebody of a company whether a person may join them."""
    return _write("join_asked", person, about=registration, registration=registration, once=f"join.{registration.pk}.{person.pk}",
                  address=issue_link(purpose="provider.join", person=person, target=registration, days=30),
                  reason=_("Vous recevez ce message parce que %(company)s vous compte parmi les siens.") % {"company": registration.organisation})


def join_answered(*, registration, provider):
    return _write("join_answered", registration.person, about=registration, registration=registration, provider=provider,
                  once=f"join.{registration.pk}.answered",
                  address=issue_link(purpose="people.join", person=registration.person, days=14) if registration.accepted else "",
                  reason=_("Vous recevez ce message parce que vous avez demandé à rejoindre une entreprise."))


def invited(*, person, by, provider):
    """Tell somebody that a colleague opened the company's space to them."""
    return _write("provider_invited", person, about=provider, by=by, provider=provider,
                  address=issue_link(purpose="people.join", person=person, days=14),
                  reason=_("%(name)s vous ouvre l’espace de %(company)s.") % {"name": by.full_name, "company": provider})


def _write(name, person, *, about, reason, once=None, **context):
    return mail.write(f"catalogue/mails/{name}", to=person, purpose=f"provider.{name}", about=about, once=once, reason=reason, context=context)
