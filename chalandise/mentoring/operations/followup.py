"""What the referent does on Monday: chase, call, put aside with a reason."""
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.computing.health import RULES
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.mails.followup import write_chase
from chalandise.mentoring.models import Chase, RelayNote, Snooze
from chalandise.mentoring.operations.health import sign
from chalandise.mentoring.queries.visits import merchants_of, next_visit

SIDES = ("merchant", "mentor", "both")
CAUSES = frozenset(rule.code for rule in RULES) | {"news"}
LONGEST = 21  # days that an alert may be put aside


@transaction.atomic
def chase(*, pairing, to, by, cause="news"):
    """Write to one or both; the same chase twice on one day writes once."""
    if to not in SIDES or cause not in CAUSES:
        raise Refused(_("Choisissez à qui écrire."), field="to")
    if pairing.ended_at:
        raise Refused(_("Ce parrainage est terminé : il n’y a plus personne à relancer."))
    today = clock.local(clock.today())
    same = pairing.chases.filter(to=to, cause=cause, at__gte=today).first()
    if same:
        return same
    made = Chase.objects.create(pairing=pairing, by=by, to=to, cause=cause, at=clock.now())
    write_chase(pairing, merchants_of(pairing.shop), to=to, cause=cause, visit=next_visit(pairing), once=f"chase:{made.pk}")
    journal.record("pairing.chased", by=by, on=[pairing, pairing.shop], territory=pairing.season.territory_id, changes={"to": [None, to]})
    return made


@transaction.atomic
def record_call(*, pairing, side, by, answered=True):
    """The referent called one of the two; when they answered, it is a sign of life."""
    if side not in ("merchant", "mentor"):
        raise Refused(_("Dites qui vous avez appelé."), field="side")
    journal.record("pairing.called", by=by, on=[pairing, pairing.shop], territory=pairing.season.territory_id,
                   changes={"side": [None, side], "answered": [None, answered]})
    return sign(pairing=pairing, kind="call") if answered else None


@transaction.atomic
def snooze(*, pairing, until, reason, by, codes=()):
    """Put an alert aside until a date, with a reason; anything new that comes up brings it back before."""
    reason = reason.strip()
    if not reason:
        raise Refused(_("Une raison en quelques mots : c’est ce que lira la personne qui vous remplace."), field="reason")
    if not clock.today() < until <= clock.today() + timedelta(days=LONGEST):
        raise Refused(_("Choisissez une date d’ici à %(n)s jours : personne ne reste plus longtemps sans regard.") % {"n": LONGEST}, field="until")
    made = Snooze.objects.create(pairing=pairing, by=by, until=until, reason=reason[:200], codes=list(codes), at=clock.now())
    journal.record("pairing.snoozed", by=by, on=[pairing, pairing.shop], territory=pairing.season.territory_id,
                   changes={"until": [None, until.isoformat()]})
    return made


@transaction.atomic
def leave_note(*, season, text, by):
    """Leave a note to whoever looks after the pairings next; an empty one takes the note away."""
    text, last = text.strip()[:2000], season.relay_notes.first()
    if (last.text if last else "") == text:
        return last
    made = RelayNote.objects.create(season=season, by=by, text=text, at=clock.now())
    journal.record("pairings.noted", by=by, on=[season], territory=season.territory_id)
    return made
