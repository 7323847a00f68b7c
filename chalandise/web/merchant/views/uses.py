"""What the shop uses: still or not, what it is worth."""
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chalandise.catalogue.models import Use
from chalandise.catalogue.operations.opinions import give_opinion
from chalandise.catalogue.operations.uses import stop_use
from chalandise.catalogue.queries.uses import uses_of
from chalandise.web.merchant.forms.uses import OpinionForm, StopForm
from chalandise.web.merchant.gate import shop_page
from chalandise.web.shell.gestures import attempt


@require_safe
@shop_page
def uses(request, shop):
    """List what the shop uses and used."""
    return render(request, "merchant/uses/uses.html", {"shop": shop, "uses": list(uses_of(request.user, shop))})


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page
def use(request, shop, use_id):
    """Say what one of them is worth, or that the shop stopped."""
    try:
        one = uses_of(request.user, shop).get(pk=use_id)
    except Use.DoesNotExist:
        raise Http404 from None
    stopping = request.POST.get("gesture") == "fini"
    opinion = OpinionForm(None if stopping else request.POST or None, use=one, by=request.user)
    stop = StopForm(request.POST if stopping else None)
    if stopping and stop.is_valid() and attempt(request, stop_use, form=stop, by=request.user, use=one, **stop.cleaned_data)[0]:
        messages.success(request, _("C’est noté : la boutique ne s’en sert plus."))
        return redirect("merchant:uses", shop.pk)
    if opinion.is_bound and opinion.is_valid() and attempt(request, give_opinion, form=opinion, by=request.user, use=one, **opinion.cleaned_data)[0]:
        messages.success(request, _("Merci. Votre avis est publié au catalogue."))
        return redirect("merchant:uses", shop.pk)
    wrong = (opinion.is_bound and opinion.errors) or (stop.is_bound and stop.errors)
    return render(request, "merchant/uses/use.html", {"shop": shop, "use": one, "form": opinion, "stop": stop}, status=422 if wrong else 200)
