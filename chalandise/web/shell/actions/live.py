"""The workshop in one room: a page for phones, a page for the projector, the leader's gestures, the summary.

Pages ask every few seconds whether anything changed and are answered 204 while nothing did; without scripts the projector reloads
itself and a phone has a link, so that what is being typed stays.
"""
from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from chalandise.actions.models import LiveSession
from chalandise.actions.operations import live
from chalandise.actions.queries.evidence import evidence_for
from chalandise.actions.queries.live import board, live_seen_by, minutes_left, open_live_of, sessions_of, stamp, summary
from chalandise.actions.queries.workshop import workshop
from chalandise.actions.rules import runs, sells
from chalandise.foundation import clock
from chalandise.mentoring.models import Mentor
from chalandise.seasons.models import Gathering
from chalandise.seasons.queries.playbook import kinds
from chalandise.shops.rules import trade_label
from chalandise.web.shell.gestures import attempt, number, typed
from chalandise.web.shell.offline import from_phone, refused, sent

TIMERS = (3, 5, 10)  # minutes


class LineForm(forms.Form):
    """An idea in one line; the rest is completed after the session."""

    shop = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Votre idée, en une phrase"), max_length=160, widget=forms.Textarea(attrs={"rows": 2}))
    kind = forms.ChoiceField(label=_("Genre d’action"), required=False)
    no_gain = forms.BooleanField(label=_("Ni moi ni mon employeur n’avons rien à y gagner"), required=False)

    def __init__(self, *args, season, sold="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("à préciser plus tard")), *((k.code, k.label) for k in kinds(season).values())]
        if sold:
            self.fields["no_gain"].help_text = _("Votre entreprise vend « %(sold)s » aux commerces.") % {"sold": sold}
        else:
            del self.fields["no_gain"]


class OpenForm(forms.Form):
    """Which shops the room takes, and for which gathering."""

    gathering = forms.ModelChoiceField(label=_("Pour quelle rencontre"), queryset=None, required=False, empty_label=_("aucune en particulier"))
    shops = forms.MultipleChoiceField(label=_("Boutiques, dans cet ordre"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, person, season, **kwargs):
        self.cards = {str(card.shop.pk): card for card in workshop(person, season)}
        super().__init__(*args, initial={"shops": [key for key, card in self.cards.items() if card.action is None]}, **kwargs)
        self.fields["shops"].choices = [(key, card.shop.name) for key, card in self.cards.items()]
        self.fields["shops"].help_text = _("Celles qui attendent une idée viennent d’abord.")
        self.fields["gathering"].queryset = Gathering.objects.filter(season=season, cancelled_at=None).order_by("-starts_at")

    def chosen(self):
        return [card.shop for key, card in self.cards.items() if key in self.cleaned_data["shops"]]


def room(request, season, *, template, address, context=None):
    """The phone's page: the shop of the moment, its ideas, one line to propose; the team opens the session here and leads it."""
    session = open_live_of(request.user, season)
    if _polled(request):
        return _part(request, session or _closed(request, season), address, "shell/actions/_live_board.html")
    if request.method == "POST":
        return _propose(request, season, template, address, context or {})
    if session is None:
        form = OpenForm(person=request.user, season=season) if runs(request.user, season) else None
        return render(request, template, {**(context or {}), "season": season, "session": None, "form": form, "back": address("workshop"),
                                          "way": address("live_gesture", "ouverture"), "past": _past(request.user, season, address)})
    shown = board(request.user, session, number(request.GET.get("boutique", "")))
    form = LineForm(season=season, sold=_sold(request.user, season), initial={"shop": shown.stop.shop_id})
    return render(request, template, {**(context or {}), **_facts(request, session, shown, address), "line": form})


def screen(request, season, *, template, address):
    """The projector's page, led by the team."""
    session = open_live_of(request.user, season)
    if session is None:
        return _moved(address("live")) if _polled(request) else redirect(address("live"))
    if _polled(request):
        return _part(request, session, address, "shell/actions/_live_screen.html")
    return render(request, template, _facts(request, session, board(request.user, session), address))


def _polled(request):
    return request.htmx and not request.htmx.boosted


def _moved(address):
    response = HttpResponse(status=204)
    response["HX-Redirect"] = address
    return response


def _closed(request, season):
    """The session that the phone was in and that ended meanwhile: what is being typed there can still leave."""
    return _session(request.user, season, number(request.GET.get("seance", "")))


def _session(person, season, session_id):
    try:
        return live_seen_by(person, season, session_id)
    except LiveSession.DoesNotExist:
        raise Http404 from None


def _part(request, session, address, template):
    """Answer what moves, or nothing while nothing did."""
    if request.GET.get("vu") == stamp(session):
        return HttpResponse(status=204)
    return render(request, template, _facts(request, session, board(request.user, session, number(request.GET.get("boutique", ""))), address))


def _facts(request, session, shown, address):
    known, evidence, me = kinds(session.season), evidence_for(request.user), request.user.pk
    lines = [(idea, known[idea.kind].label if idea.kind in known else "", address("idea", idea.pk), evidence.get(idea.kind),
              address("idea_gesture", idea.pk, "soutien"), address("idea_gesture", idea.pk, "heure"),
              next((s for s in idea.voices.supports if s.mentor.person_id == me), None), idea.by_id == me) for idea in shown.ideas]
    return {"season": session.season, "session": session, "board": shown, "trade": trade_label(shown.card.shop.trade), "lines": lines,
            "stamp": stamp(session), "left": minutes_left(session), "seconds": _seconds(session), "here": address("live"), "total": len(shown.stops),
            "leads": runs(request.user, session.season), "is_mentor": Mentor.objects.filter(season=session.season, person=request.user, state="accepted").exists(),
            "ways": {name: address("live_gesture", name) for name in ("boutique", "minuteur", "fin")}, "timers": TIMERS,
            "screen": address("live_screen"), "now_shop": next((s.shop for s in shown.stops if s.order == session.at), None)}


def _seconds(session):
    return max(0, int((session.timer_until - clock.now()).total_seconds())) if session.timer_until else None


def _sold(person, season):
    return sells(person, Mentor.objects.filter(season=season, person=person).first())


def _propose(request, season, template, address, context):
    """Take one line: from a page, or from a phone that kept it while the network was away, even after the session."""
    phone = from_phone(request)
    session = open_live_of(request.user, season) or sessions_of(request.user, season).first()
    if session is None:
        raise Http404
    form = LineForm(request.POST, season=season, sold=_sold(request.user, season))
    if form.is_valid():
        stop = session.stops.select_related("shop").filter(shop=form.cleaned_data["shop"]).first()
        if stop is None:
            raise Http404
        done, _idea = attempt(request, live.propose_line, form=form, by=request.user, session=session, shop=stop.shop,
                              title=form.cleaned_data["title"], kind=form.cleaned_data["kind"], no_gain=form.cleaned_data.get("no_gain", False))
        if done:
            messages.success(request, _("Votre idée est à l’écran."))
            return sent(following=address("live")) if phone else redirect(address("live"))
    if phone:
        return refused(form)
    shown = board(request.user, session, number(request.POST.get("shop", "")))
    return render(request, template, {**context, **_facts(request, session, shown, address), "line": form}, status=422)


def gesture(request, season, name, *, template, address, context=None):
    """What the leader does: open, turn to another shop, time, close."""
    session = open_live_of(request.user, season)
    if name == "ouverture":
        form = OpenForm(request.POST, person=request.user, season=season)
        if form.is_valid() and attempt(request, live.open_live, form=form, by=request.user, season=season, shops=form.chosen(),
                                       gathering=form.cleaned_data["gathering"])[0]:
            return redirect(address("live_screen"))
        return render(request, template, {**(context or {}), "season": season, "session": None, "form": form, "back": address("workshop"),
                                          "way": request.path, "past": _past(request.user, season, address)}, status=422)
    if session is None:
        return redirect(address("live"))
    back = address("live_screen") if "ecran" in request.POST else address("live")
    if name == "boutique":
        attempt(request, live.turn, by=request.user, session=session, seen=_count(request, "vu"), to=_count(request, "vers"))
    elif name == "minuteur":
        attempt(request, live.set_timer, by=request.user, session=session, minutes=_count(request, "minutes"))
    elif name == "fin":
        attempt(request, live.close_live, by=request.user, session=session)
        return redirect(address("live_summary", session.pk))
    else:
        raise Http404
    return redirect(back)


def _count(request, name):
    found = number(typed(request, name))
    return found if found is not None and found < 1000 else -1


def _past(person, season, address):
    return [(one, address("live_summary", one.pk)) for one in sessions_of(person, season)]


def told(request, season, session_id, *, template, address):
    """What a session gave, shop by shop, and what remains to be completed."""
    session = _session(request.user, season, session_id)
    known, found = kinds(season), summary(request.user, session)
    shops = [(stop, [(idea, known[idea.kind].label if idea.kind in known else "", address("idea", idea.pk), address("idea_edit", idea.pk),
                      idea.kind == live.UNSORTED or not idea.text) for idea in ideas]) for stop, ideas in found.shops]
    return render(request, template, {"season": season, "session": session, "summary": found, "shops": shops, "back": address("workshop"),
                                      "live": address("live")})
