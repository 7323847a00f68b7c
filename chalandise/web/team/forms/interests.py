"""What is ticked on a list of things to declare: "none concerns me, but those"."""
from chalandise.web.shell.gestures import number


def asked(request, waiting):
    """Return the things that were on the page: what came meanwhile is asked about later."""
    shown = {number(word) for word in request.POST.getlist("shown")}
    return [thing for thing in waiting if thing.pk in shown]


def ticked(request, things):
    """Return {id: kind of tie} of the things that were ticked."""
    mine = {number(word) for word in request.POST.getlist("mine")}
    return {thing.pk: request.POST.get(f"kind-{thing.pk}") or "other" for thing in things if thing.pk in mine}
