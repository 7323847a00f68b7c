"""Writing that something is wrong, and answering it."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.seasons.mails import complaints as mails
from chalandise.seasons.models import Complaint
from chalandise.seasons.queries.complaints import answerers, subjects
from chalandise.seasons.rules import may_read_complaint


@transaction.atomic
def complain(*, by, season, text, shop=None, about=None, via=""):
    """Somebody says that something is wrong; everyone who may answer is told, except the one it is about.

    Sending the same words twice within the hour is the same as once.
    """
    text = text.strip()
    if not text:
        raise Refused(_("Dites en quelques mots ce qui ne va pas."), field="text")
    if about is not None and about not in subjects(by, season, shop):
        raise Refused(_("Choisissez une personne de la liste, ou personne."), field="about")
    same = Complaint.objects.filter(season=season, person=by, text=text, answered_at=None).first()
    if same:
        return same
    complaint = Complaint.objects.create(season=season, person=by, shop=shop, about=about, text=text, at=clock.now())
    mails.received(complaint=complaint)
    for person in answerers(complaint):
        mails.to_answer(complaint=complaint, person=person)
    journal.record("complaint.received", by=by, on=complaint, via=via, territory=season.territory_id)
    return complaint


@transaction.atomic
def answer_complaint(*, by, complaint, text):
    """Answer once; the author gets it by mail and on their page.

    Raises
    ------
    Refused
        It is about the one who answers, or somebody answered meanwhile.
    """
    complaint = Complaint.objects.select_for_update(of=("self",)).select_related("season__territory").get(pk=complaint.pk)
    if not may_read_complaint(by, complaint):
        raise Refused(_("Ce message vous concerne : quelqu’un d’autre doit y répondre."))
    if not text.strip():
        raise Refused(_("Écrivez votre réponse."), field="text")
    if complaint.answered_at:
        raise Refused(_("%s a déjà répondu à ce message. Sa réponse est affichée ; appelez la personne si vous voulez ajouter "
                        "quelque chose.") % (complaint.answered_by.full_name if complaint.answered_by else _("Quelqu’un")), field="text")
    complaint.answer, complaint.answered_at, complaint.answered_by = text.strip(), clock.now(), by
    complaint.save(update_fields=["answer", "answered_at", "answered_by"])
    if complaint.person:
        mails.answered(complaint=complaint, by=by)
    journal.record("complaint.answered", by=by, on=complaint, territory=complaint.season.territory_id)
    return complaint
