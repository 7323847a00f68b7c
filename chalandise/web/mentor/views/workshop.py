"""The mentors' workshop, and what the shops learned."""
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from chalandise.actions.queries.lessons import lessons_for
from chalandise.impact.queries.estimates import released_to
from chalandise.web.mentor.gate import mentor_page
from chalandise.web.shell.actions import kinds as taxonomy
from chalandise.web.shell.actions import workshop as shared
from chalandise.web.shell.actions.lessons import lessons_context


def _address(season):
    return lambda name, *items: reverse(f"mentor:{name}", args=[season.slug, *items])


@mentor_page
@require_GET
def workshop(request, mentor):
    return shared.show(request, mentor.season, template="mentor/actions/workshop.html", address=_address(mentor.season))


@mentor_page
@require_http_methods(["GET", "POST"])
def idea_new(request, mentor, shop_id):
    return shared.propose(request, mentor.season, shop_id, template="mentor/actions/idea_form.html", address=_address(mentor.season))


@mentor_page
@require_GET
def idea(request, mentor, idea_id):
    return shared.read(request, mentor.season, idea_id, template="mentor/actions/idea.html", address=_address(mentor.season))


@mentor_page
@require_http_methods(["GET", "POST"])
def idea_edit(request, mentor, idea_id):
    return shared.edit(request, mentor.season, idea_id, template="mentor/actions/idea_form.html", address=_address(mentor.season))


@mentor_page
@require_http_methods(["POST"])
def idea_gesture(request, mentor, idea_id, gesture):
    return shared.gesture(request, mentor.season, idea_id, gesture, address=_address(mentor.season))


@mentor_page
@require_GET
def lessons(request, mentor):
    """Read what the shops learned."""
    return render(request, "mentor/actions/lessons.html", {
        "effects": released_to(request.user, mentor.season), **lessons_context(request, mentor.season, lessons_for(request.user, mentor.season))})


@mentor_page
@require_http_methods(["GET", "POST"])
def idea_for_trade(request, mentor):
    return shared.propose(request, mentor.season, template="mentor/actions/idea_form.html", address=_address(mentor.season))


@mentor_page
@require_GET
def kinds(request, mentor):
    """Read the kinds of action and what they gave."""
    return taxonomy.show(request, mentor.season, template="mentor/actions/kinds.html", address=_address(mentor.season))
