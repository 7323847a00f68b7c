"""My action, the ideas put to my shop, what the other shops learned."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chalandise.actions.operations.adoption import adopt, decline
from chalandise.actions.queries.actions import action_kept_by, actions_kept_by
from chalandise.actions.queries.lessons import lessons_for
from chalandise.actions.queries.workshop import idea_put_to, ideas_put_to
from chalandise.impact.queries.estimates import brought_to
from chalandise.seasons.models import PanelPlace
from chalandise.web.merchant.gate import shop_page
from chalandise.web.shell.actions import gestures
from chalandise.web.shell.actions.lessons import lessons_context
from chalandise.web.shell.actions.page import action_context, idea_evidence
from chalandise.web.shell.gestures import attempt, typed


def _reached(request, shop, action_id):
    try:
        return action_kept_by(request.user, shop, action_id)
    except ObjectDoesNotExist:
        raise Http404 from None


def _address(shop, action_id):
    def address(gesture, item=None):
        if item is not None:
            return reverse(f"merchant:action_{'step' if gesture == 'etape' else 'photo'}", args=[shop.pk, action_id, item])
        return reverse("merchant:action_gesture", args=[shop.pk, action_id, gesture])
    return address


@shop_page
@require_GET
def action(request, shop, action_id=None):
    """Show my action (the open one unless another is asked for), or the ideas that wait for my answer."""
    mine = list(actions_kept_by(request.user, shop))
    now = next((a for a in mine if a.is_open), None)
    one = next((a for a in mine if a.pk == action_id), None) if action_id else now
    if action_id and one is None:
        raise Http404
    ideas = [idea for idea in ideas_put_to(shop) if not idea.proposal.answer]
    if one is None:
        return render(request, "merchant/actions/none.html", {"shop": shop, "ideas": ideas, "others": mine})
    return render(request, "merchant/actions/action.html", {
        "shop": shop, "ideas": ideas if one == now else [], "others": [a for a in mine if a != one], "brought": brought_to(request.user, shop, one),
        "takings_address": reverse("merchant:takings", args=[shop.pk]),
        **action_context(request.user, one, _address(shop, one.pk))})


def _back(shop, action_id):
    return reverse("merchant:past_action", args=[shop.pk, action_id])


@shop_page
@require_http_methods(["GET", "POST"])
def gesture(request, shop, action_id, gesture):
    return gestures.answer(request, _reached(request, shop, action_id), gesture, back=_back(shop, action_id),
                           template="merchant/actions/gesture.html")


@shop_page
@require_http_methods(["GET", "POST"])
def step(request, shop, action_id, step_id):
    return gestures.answer_step(request, _reached(request, shop, action_id), step_id, back=_back(shop, action_id),
                                template="merchant/actions/gesture.html")


@shop_page
@require_http_methods(["POST"])
def photo(request, shop, action_id, photo_id):
    return gestures.answer_photo(request, _reached(request, shop, action_id), photo_id, back=_back(shop, action_id))


@shop_page
@require_http_methods(["GET", "POST"])
def idea(request, shop, idea_id):
    """Read an idea in plain words, with what it asks, and answer it."""
    try:
        one = idea_put_to(shop, idea_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    if request.method == "POST":
        if request.POST.get("reponse") == "oui":
            done, _action = attempt(request, adopt, by=request.user, idea=one)
            said = _("C’est votre action ! Votre parrain est prévenu.")
        else:
            done, _proposal = attempt(request, decline, by=request.user, idea=one, words=typed(request, "words"))
            said = _("C’est noté : on en cherchera une autre.")
        if done:
            messages.success(request, said)
            return redirect("merchant:action", shop.pk)
        return redirect("merchant:idea", shop.pk, one.pk)
    return render(request, "merchant/actions/idea.html", {"shop": shop, "idea": one, **idea_evidence(one)})


@shop_page
@require_GET
def lessons(request, shop):
    """Read what the other shops learned."""
    place = PanelPlace.objects.filter(shop=shop).select_related("season").order_by("-since").first()
    if place is None:
        raise Http404
    return render(request, "merchant/actions/lessons.html", {
        "shop": shop, **lessons_context(request, place.season, lessons_for(request.user, place.season))})
