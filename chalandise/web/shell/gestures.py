"""A view is a sentence: it calls one operation and turns a refusal into a message."""
from django.contrib import messages

from chalandise.foundation.refusals import Conflict, Refused
from chalandise.people.operations.conflicts import Barred, note_refusal
from chalandise.web.shell.seconds import ask_second


def typed(request, name, default=""):
    """Return a text posted outside of a form; the NUL that no keyboard types and PostgreSQL refuses is left out."""
    return request.POST.get(name, default).replace("\0", "")


def number(text):
    """Return the key that somebody posted, or None when it is not one (words, or more digits than a key has)."""
    return int(text) if text.isdecimal() and len(text) < 18 else None


def attempt(request, operation, *, form=None, **words):
    """Call `operation(**words)`; return (True, its result), or (False, the refusal) after telling the person why.

    With a form, the sentence goes next to the field that it names (or in the form's summary) and what was typed is
    kept; without one it becomes a message of the next page. A Conflict is also put on the form as `form.conflict`,
    so that the page shows both texts side by side. A gesture that a conflict of interest stopped is written down for
    the team, since the operation undid everything.
    """
    try:
        return True, operation(**words)
    except Refused as refusal:
        if isinstance(refusal, Barred):
            note_refusal(refusal=refusal)
            if form is not None and refusal.found.supervised:
                ask_second(form, refusal)
        if form is None:
            messages.error(request, refusal.sentence)
        else:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
            if isinstance(refusal, Conflict):
                show_conflict(form, refusal)
        return False, refusal


def show_conflict(form, conflict):
    """Put both texts on the page, and let the next save go: it is made knowing what the other person wrote."""
    form.conflict = conflict
    if "version" in form.fields:
        form.data = form.data.copy()
        form.data[form.add_prefix("version")] = conflict.version
