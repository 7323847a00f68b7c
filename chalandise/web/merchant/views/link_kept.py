"""The mailed question "is it still in place?": one tap, then why not, if one wants. No sign-in, nothing else."""
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from chalandise.actions.operations.keeping import answer_kept, take_back, tell_why
from chalandise.actions.queries.keeping import check_of_link
from chalandise.people.operations import use_link
from chalandise.web.shell.gestures import attempt, typed
from chalandise.web.shell.links import handles


@handles("action.kept")
def kept(request, link):
    """Ask; reading acts on nothing, the same tap twice is once, the other answer replaces it, and an answer is taken back."""
    one = _found(request, link)
    gesture = request.POST.get("reponse", "") if request.method == "POST" else ""
    if gesture in ("oui", "non") and attempt(request, answer_kept, by=link.person, check=one, still=gesture == "oui", via="link")[0]:
        use_link(link=link)
    elif gesture == "effacer":
        attempt(request, take_back, by=link.person, check=one, via="link")
    elif gesture == "raison" and attempt(request, tell_why, by=link.person, check=one, reason=typed(request, "reason"), via="link")[0]:
        return render(request, "merchant/actions/link_done.html", {
            "title": _("C’est noté"), "sentence": _("Merci. Votre raison aidera la boutique suivante.")})
    one = _found(request, link)
    return render(request, "merchant/actions/link_kept.html", {"check": one, "action": one.action})


def _found(request, link):
    try:
        one = check_of_link(link)
    except ObjectDoesNotExist:
        raise Http404 from None
    request.territory, request.accent = one.action.shop.territory, one.action.shop.territory.accent
    return one
