"""The question of a month: the answers offered, what was answered, who is left in peace."""
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from chalandise.computing.bands import around
from chalandise.foundation import clock
from chalandise.foundation.wording import number
from chalandise.impact.models import CheckIn, Reading
from chalandise.impact.queries.readings import last_month, open_months, previous_of, range_words
from chalandise.impact.rules.readings import PRIVATE

SILENCES = 2  # questions in a row without an answer, after which no more is asked


def choices_of(action, month):
    """Return [(what is posted, words)] of the answers to tap; [] for takings, which are not a range (one query)."""
    if action.indicator in PRIVATE:
        return []
    previous = previous_of(action, month)
    return [("0", _("Rien ce mois-là")), *((str(b.low), range_words(b.low, b.high)) for b in around(float(previous.value) if previous else None))]


@dataclass(frozen=True)
class Question:
    """The question of one month, as a page asks it."""

    month: date
    choices: list
    check_in: CheckIn | None
    reading: Reading | None

    @property
    def answer(self):
        """What is known now, in words, or ""."""
        if self.reading:
            return _("Rien ce mois-là") if not self.reading.value else reading_words(self.reading)
        return self.check_in.get_answer_display() if self.check_in and self.check_in.answer else ""

    @property
    def may_undo(self):
        return bool(self.check_in and self.check_in.answer)


def reading_words(reading):
    """Say a figure: its range, or its number."""
    return number(reading.value) if reading.low is None else range_words(reading.low, reading.high)


def monthly_question(action, month=None):
    """Return the Question of a month (the last one unless an open one is named), or None when no month is open. The reader was checked."""
    months = open_months(action)
    month = month if month in months else last_month()
    if month not in months:
        return None
    return Question(month, choices_of(action, month), CheckIn.objects.filter(action=action, month=month).first(),
                    Reading.objects.filter(action=action, month=month).first())


def silent(action_ids, month):
    """Return the actions whose last `SILENCES` questions before a month had no answer, and no figure since (two queries)."""
    asked = defaultdict(list)
    for one in CheckIn.objects.filter(action__in=action_ids, month__lt=month, asked_at__isnull=False).order_by("-month"):
        asked[one.action_id].append(one)
    last = {action: ones[:SILENCES] for action, ones in asked.items() if len(ones) >= SILENCES and not any(o.answer for o in ones[:SILENCES])}
    given = defaultdict(list)
    for action, at in Reading.objects.filter(action__in=last).values_list("action", "at"):
        given[action].append(at)
    return {action for action, ones in last.items() if not any(at > ones[-1].asked_at for at in given[action])}


def to_ask_again(month):
    """Return the actions that answered "later" for a month and whose day has come (one query)."""
    return set(CheckIn.objects.filter(month=month, answer=CheckIn.Answer.LATER, again_on__lte=clock.today()).values_list("action", flat=True))


def is_left_in_peace(action):
    """Say whether the merchant of an action is not asked any more, until a figure comes."""
    return action.pk in silent([action.pk], last_month())
