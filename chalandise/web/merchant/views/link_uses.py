"""The mailed question "do you still use it?": one tap, then one's opinion if one wants. No sign-in, nothing else."""
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from chalandise.catalogue.operations.opinions import give_opinion
from chalandise.catalogue.operations.uses import answer_check, stop_use
from chalandise.catalogue.queries.uses import check_of_link
from chalandise.people.operations import use_link
from chalandise.web.merchant.forms.uses import OpinionForm, StopForm
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.links import handles


@handles("use.check")
def check(request, link):
    """Ask; reading acts on nothing, the same tap twice is once, the other answer replaces it."""
    one = _found(request, link)
    gesture = request.POST.get("reponse", "") if request.method == "POST" else ""
    if gesture in ("oui", "non"):
        if attempt(request, answer_check, by=link.person, check=one, still_used=gesture == "oui", via="link")[0]:
            use_link(link=link)
        one = _found(request, link)
        gesture = ""
    opinion = OpinionForm(request.POST if gesture == "avis" else None, use=one.use, by=link.person)
    stop = StopForm(request.POST if gesture == "raison" else None)
    if gesture == "avis" and opinion.is_valid() and attempt(request, give_opinion, form=opinion, by=link.person, use=one.use, via="link",
                                                            **opinion.cleaned_data)[0]:
        return _done(request, _("Merci. Votre avis est publié au catalogue ; ce même lien permet de le corriger."))
    if gesture == "raison" and stop.is_valid() and attempt(request, stop_use, form=stop, by=link.person, use=one.use, via="link",
                                                           **stop.cleaned_data)[0]:
        return _done(request, _("Merci. Votre raison aidera la boutique suivante."))
    wrong = any(form.is_bound and form.errors for form in (opinion, stop))
    return render(request, "merchant/uses/link.html", {"check": one, "use": one.use, "form": opinion, "stop": stop}, status=422 if wrong else 200)


def _found(request, link):
    try:
        one = check_of_link(link)
    except ObjectDoesNotExist:
        raise Http404 from None
    request.territory, request.accent = one.use.shop.territory, one.use.shop.territory.accent
    return one


def _done(request, sentence):
    return render(request, "merchant/actions/link_done.html", {"title": _("C’est noté"), "sentence": sentence})
