"""The action of a merchant I accompany: its page and its gestures."""
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from chalandise.actions.queries.actions import action_accompanied_by
from chalandise.impact.queries.estimates import released_to
from chalandise.web.mentor.gate import mentor_page
from chalandise.web.shell.actions import gestures
from chalandise.web.shell.actions.page import action_context


def _reached(request, mentor, action_id):
    try:
        return action_accompanied_by(request.user, mentor.season, action_id)
    except ObjectDoesNotExist:
        raise Http404 from None


def _address(mentor, action_id):
    def address(gesture, item=None):
        if item is not None:
            return reverse(f"mentor:action_{'step' if gesture == 'etape' else 'photo'}", args=[mentor.season.slug, action_id, item])
        return reverse("mentor:action_gesture", args=[mentor.season.slug, action_id, gesture])
    return address


def _back(mentor, action_id):
    return reverse("mentor:action", args=[mentor.season.slug, action_id])


@mentor_page
@require_GET
def action(request, mentor, action_id):
    mine = _reached(request, mentor, action_id)
    return render(request, "mentor/actions/action.html", {
        "season": mentor.season, "effects": released_to(request.user, mentor.season), **action_context(request.user, mine, _address(mentor, mine.pk))})


@mentor_page
@require_http_methods(["GET", "POST"])
def gesture(request, mentor, action_id, gesture):
    return gestures.answer(request, _reached(request, mentor, action_id), gesture, back=_back(mentor, action_id),
                           template="mentor/actions/gesture.html")


@mentor_page
@require_http_methods(["GET", "POST"])
def step(request, mentor, action_id, step_id):
    return gestures.answer_step(request, _reached(request, mentor, action_id), step_id, back=_back(mentor, action_id),
                                template="mentor/actions/gesture.html")


@mentor_page
@require_http_methods(["POST"])
def photo(request, mentor, action_id, photo_id):
    return gestures.answer_photo(request, _reached(request, mentor, action_id), photo_id, back=_back(mentor, action_id))
