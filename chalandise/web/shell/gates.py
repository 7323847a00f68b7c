"""What the audiences' gates share: a stranger is sent to sign in; somebody else's object does not exist."""
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404


def gate(find):
    """Make a decorator for the pages of an audience.

    `find(request, key)` returns the object that the person may enter by, or raises ObjectDoesNotExist, which answers
    404: who may not see a thing is not told that it exists. The view receives the object in place of its key.
    """
    def decorate(view):
        @wraps(view)
        @login_required
        def guarded(request, key, *args, **kwargs):
            try:
                place = find(request, key)
            except ObjectDoesNotExist:
                raise Http404 from None
            return view(request, place, *args, **kwargs)
        guarded.gate = find.__name__
        return guarded
    return decorate
