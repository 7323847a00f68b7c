"""Actions of the season: the list, the page of each, its gestures."""
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from chalandise.actions.models import Action
from chalandise.actions.queries.actions import action_run_by, actions_run_by
from chalandise.actions.queries.money import money_of
from chalandise.foundation.wording import euros
from chalandise.seasons.queries.playbook import kinds
from chalandise.web.shell.actions import gestures
from chalandise.web.shell.actions.page import action_context
from chalandise.web.shell.listing import Column, Filter, Listing
from chalandise.web.team.gate import season_page


@season_page
@require_GET
def actions(request, season):
    """List the actions: search, filter, export."""
    known, rows = kinds(season), actions_run_by(request.user, season)
    money = money_of(list(rows))
    listing = Listing(request, rows, search=["title", "shop__sort_key"], name="actions", default_sort="shop", columns=[
        Column("title", _("Action"), sort="title", link=lambda a: reverse("team:action", args=[season.slug, a.pk])),
        Column("shop", _("Boutique"), value="shop.name", sort="shop__sort_key"),
        Column("state", _("État"), value="get_state_display", sort="state"),
        Column("kind", _("Genre"), value=lambda a: known[a.kind].label if a.kind in known else a.kind),
        Column("mentor", _("Parrain"), value=lambda a: a.pairing.mentor.person.full_name if a.pairing else "",
               sort="pairing__mentor__person__sort_key"),
        Column("steps", _("Étapes"), value=lambda a: f"{a.steps_done}/{a.steps_all}"),
        Column("money", _("Cagnotte"), value=lambda a: money[a.pk].granted, show=lambda a: euros(money[a.pk].granted), numeric=True),
        Column("changed", _("A bougé"), value="changed_at", sort="changed_at"),
        Column("blocker", _("Ce qui bloque"), value="blocker", exported_only=True),
        Column("outcome", _("Résultat"), value="outcome", exported_only=True),
    ], filters=[Filter("etat", _("État"), Action.State.choices, "state"),
                Filter("genre", _("Genre"), [(k.code, k.label) for k in known.values()], "kind")],
        counted=lambda n: ngettext("%(n)s action", "%(n)s actions", n) % {"n": n})
    return listing.answer("team/actions/actions.html", {"season": season})


def _reached(request, season, action_id):
    try:
        return action_run_by(request.user, season, action_id)
    except ObjectDoesNotExist:
        raise Http404 from None


def _address(season, action_id):
    def address(gesture, item=None):
        if item is not None:
            return reverse(f"team:action_{'step' if gesture == 'etape' else 'photo'}", args=[season.slug, action_id, item])
        return reverse("team:action_gesture", args=[season.slug, action_id, gesture])
    return address


@season_page
@require_GET
def action(request, season, action_id):
    mine = _reached(request, season, action_id)
    return render(request, "team/actions/action.html", {"season": season, **action_context(request.user, mine, _address(season, mine.pk))})


def _back(season, action_id):
    return reverse("team:action", args=[season.slug, action_id])


@season_page
@require_http_methods(["GET", "POST"])
def gesture(request, season, action_id, gesture):
    return gestures.answer(request, _reached(request, season, action_id), gesture, back=_back(season, action_id),
                           template="team/actions/gesture.html", context={"season": season})


@season_page
@require_http_methods(["GET", "POST"])
def step(request, season, action_id, step_id):
    return gestures.answer_step(request, _reached(request, season, action_id), step_id, back=_back(season, action_id),
                                template="team/actions/gesture.html", context={"season": season})


@season_page
@require_http_methods(["POST"])
def photo(request, season, action_id, photo_id):
    return gestures.answer_photo(request, _reached(request, season, action_id), photo_id, back=_back(season, action_id))
