"""The mentors' workshop, the same for the mentors and the team: shops, ideas, discussion."""
from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from chalandise.actions.operations import ideas
from chalandise.actions.operations.adoption import adopt, decline
from chalandise.actions.operations.merging import merge, part
from chalandise.actions.queries.evidence import evidence_for
from chalandise.actions.queries.live import open_live_of
from chalandise.actions.queries.voices import merge_of, twins_of
from chalandise.actions.queries.workshop import (
    idea_seen_by,
    ideas_for_trades,
    shops_served_by,
    trades_of,
    twins_for,
    workshop,
)
from chalandise.actions.rules import may_merge, runs, sells
from chalandise.foundation.refusals import Conflict
from chalandise.mentoring.models import Mentor
from chalandise.seasons.queries.playbook import kinds
from chalandise.shops.rules import trade_label
from chalandise.web.shell.amounts import EurosField
from chalandise.web.shell.gestures import attempt, number, typed
from chalandise.web.shell.seconds import second_person
from chalandise.web.shell.solutions import open_to

SAID = {"reunion": _("Les deux idées sont réunies ; cela se défait d’un geste."), "separation": _("Les deux idées sont de nouveau séparées."),
        "boutique": _("L’idée est proposée à cette boutique, avec un lien pour répondre."), "soutien": _("Votre soutien est noté."), "heure": _("Merci : votre heure est notée."), "retrait-du-soutien": _("C’est noté."),
        "commentaires": _("Votre commentaire est ajouté."), "retrait": _("L’idée est retirée."),
        "proposition": _("Le commerçant reçoit l’idée, avec un lien pour répondre."),
        "oui": _("L’idée est adoptée, au nom du commerçant."), "non": _("C’est noté : pas celle-ci.")}


class IdeaForm(forms.Form):
    """An idea for one shop."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=_("Genre d’action"))
    title = forms.CharField(label=_("L’idée en une phrase"), max_length=160)
    text = forms.CharField(label=_("Comment"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    cost = EurosField(label=_("Coût estimé en euros"), required=False, help_text=_("Payé par la cagnotte. Rien ? Laissez vide."))
    solution = forms.TypedChoiceField(label=_("Avec une solution du catalogue"), coerce=int, empty_value=None, required=False)
    effort = forms.IntegerField(label=_("Heures demandées au commerçant"), initial=1, min_value=0, max_value=200,
                                widget=forms.NumberInput(attrs={"inputmode": "numeric"}))
    trade = forms.ChoiceField(label=_("Pour quelles boutiques"), help_text=_("L’idée sert à chaque boutique de ce métier ; chacune répondra pour elle."))
    no_gain = forms.BooleanField(label=_("Ni moi ni mon employeur n’avons rien à y gagner"), required=False)

    def __init__(self, *args, season, sold="", solutions=((), ()), trades=None, **kwargs):
        super().__init__(*args, **kwargs)
        if trades is None:
            del self.fields["trade"]
        else:
            self.fields["trade"].choices = [("", _("Choisissez…")), *((code, trade_label(code)) for code in trades)]
            self.order_fields(["version", "trade"])
        fitting, barred = solutions
        self.known = {s.pk: s for s in fitting}
        self.fields["solution"].choices = [("", _("aucune")), *((s.pk, s.name) for s in sorted(fitting, key=lambda s: s.sort_key))]
        self.fields["solution"].help_text = " ".join(barred)
        if not fitting and not barred:
            del self.fields["solution"]
        self.fields["kind"].choices = [("", _("Choisissez…")), *((k.code, k.label) for k in kinds(season).values())]
        if sold:
            self.fields["no_gain"].help_text = _("Votre entreprise vend « %(sold)s » aux commerces.") % {"sold": sold}

    def words(self):
        values = dict(self.cleaned_data)
        values["cost"] = values["cost"] or 0
        values["solution"] = self.known.get(values.get("solution"))
        return values


def show(request, season, *, template, address, context=None):
    """Show the shops of the panel with their ideas; `address(name, *items)` gives the door's own addresses."""
    known, evidence = kinds(season), evidence_for(request.user)

    def line(idea):
        return idea, known[idea.kind].label if idea.kind in known else "", address("idea", idea.pk), evidence.get(idea.kind)
    cards = workshop(request.user, season)
    bare = sum(1 for card in cards if not card.ideas and not card.for_trade and card.action is None)
    return render(request, template, {
        **(context or {}), "season": season, "bare": bare, "trade_new": address("idea_for_trade"), "kinds_page": address("kinds"),
        "live_page": address("live"), "live": open_live_of(request.user, season),
        "for_trades": [(line(idea), trade_label(idea.trade), shops) for idea, shops in ideas_for_trades(cards)],
        "cards": [(card, trade_label(card.shop.trade), address("idea_new", card.shop.pk), [line(idea) for idea in card.ideas],
                   [line(idea) for idea in card.for_trade]) for card in cards]})


def _sold(person, season):
    return sells(person, Mentor.objects.filter(season=season, person=person).first())


def propose(request, season, shop_id=None, *, template, address, context=None):
    """Write an idea for one shop, or, without a shop, for one kind of shop."""
    card = next((c for c in workshop(request.user, season) if c.shop.pk == shop_id), None)
    if shop_id and card is None:
        raise Http404
    form = IdeaForm(request.POST or None, season=season, sold=_sold(request.user, season),
                    solutions=open_to(request.user, card.shop, season) if card else ((), ()), trades=None if card else trades_of(season),
                    initial={"solution": number(request.GET.get("solution", ""))})
    if request.method == "POST" and form.is_valid():
        values = form.words()
        values.pop("version")
        done, idea = attempt(request, ideas.propose_idea, form=form, by=request.user, season=season, shop=card.shop if card else None,
                             supervisor=second_person(request.POST, season, request.user), **values)
        if done:
            messages.success(request, _("Votre idée est à l’atelier."))
            return redirect(address("idea", idea.pk))
    title = _("Une idée pour %(shop)s") % {"shop": card.shop} if card else _("Une idée pour un genre de boutique")
    return render(request, template, {**(context or {}), "season": season, "card": card, "form": form, "back": address("workshop"),
                                      "title": title, "button": _("Proposer l’idée")}, status=422 if form.is_bound and form.errors else 200)


def _reached(person, season, idea_id):
    try:
        return idea_seen_by(person, season, idea_id)
    except ObjectDoesNotExist:
        raise Http404 from None


def read(request, season, idea_id, *, template, address, context=None):
    """Show one idea with its discussion."""
    idea = _reached(request.user, season, idea_id)
    known, mine, merged = kinds(season), idea.by_id == request.user.pk, merge_of(idea)
    team, action, supports = runs(request.user, season), getattr(idea, "action", None), idea.voices.supports
    stands = merged is None and idea.withdrawn_at is None
    names = ("soutien", "heure", "retrait-du-soutien", "commentaires", "retrait", "proposition", "oui", "non", "reunion", "separation", "boutique")
    return render(request, template, {
        **(context or {}), "season": season, "idea": idea, "kind": known[idea.kind].label if idea.kind in known else "", "stands": stands,
        "mine": mine, "may_edit": (mine or team) and action is None and stands, "team": team, "place": idea.shop or trade_label(idea.trade),
        "proposal": getattr(idea, "proposal", None), "adopted": action, "supports": supports, "evidence": evidence_for(request.user).get(idea.kind),
        "supported": next((s for s in supports if s.mentor.person_id == request.user.pk), None), "merged": merged,
        "may_part": merged is not None and (may_merge(request.user, idea) or merged.by_id == request.user.pk),
        "twins": [(m, address("idea", m.gone_id), may_merge(request.user, m.gone) or m.by_id == request.user.pk) for m in twins_of(idea)],
        "near": [(other, address("idea", other.pk), shared) for other, shared in twins_for(request.user, idea)]
        if stands and may_merge(request.user, idea) and action is None and not hasattr(idea, "proposal") else [],
        "served": [(shop, copy, address("idea", copy.pk) if copy else "") for shop, copy in shops_served_by(idea)] if idea.trade else [],
        "origin": address("idea", idea.origin_id) if idea.origin_id else "", "kept_page": address("idea", merged.kept_id) if merged else "",
        "is_mentor": Mentor.objects.filter(season=season, person=request.user, state="accepted").exists(),
        "ways": {name.replace("-", "_"): address("idea_gesture", idea.pk, name) for name in names},
        "edit": address("idea_edit", idea.pk), "back": address("workshop")})


def edit(request, season, idea_id, *, template, address, context=None):
    """Change an idea; the second of two people sees both texts."""
    idea = _reached(request.user, season, idea_id)
    initial = {n: getattr(idea, n) for n in ("version", "kind", "title", "text", "cost", "effort", "no_gain")} | {"solution": idea.solution_id}
    fitting, barred = open_to(idea.by or request.user, idea.shop, season) if idea.shop_id else ([], [])
    if idea.solution and idea.solution not in fitting:
        fitting.append(idea.solution)  # what it names already stays, even if the catalogue no longer proposes it
    form = IdeaForm(request.POST or None, initial=initial, season=season, sold=_sold(idea.by or request.user, season), solutions=(fitting, barred))
    if request.method == "POST" and form.is_valid():
        done, result = attempt(request, ideas.edit_idea, form=form, by=request.user, idea=idea,
                               supervisor=second_person(request.POST, season, request.user), **form.words())
        if done:
            messages.success(request, _("L’idée est modifiée."))
            return redirect(address("idea", idea.pk))
        if isinstance(result, Conflict):
            form.data = {**form.data.dict(), "version": result.version}
    return render(request, template, {**(context or {}), "season": season, "form": form, "back": address("idea", idea.pk), "card": None,
                                      "title": _("Modifier l’idée"), "button": _("Enregistrer l’idée")},
                  status=422 if form.is_bound and form.errors else 200)


def gesture(request, season, idea_id, name, *, address):
    """Support, help, comment, withdraw, put to the merchant, answer on the phone."""
    if name not in SAID:
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    idea, by = _reached(request.user, season, idea_id), request.user
    doing = {
        "soutien": lambda: ideas.support(by=by, idea=idea), "heure": lambda: ideas.support(by=by, idea=idea, helps=True),
        "retrait-du-soutien": lambda: ideas.unsupport(by=by, idea=idea),
        "commentaires": lambda: ideas.comment(by=by, idea=idea, text=typed(request, "text")[:2000]),
        "retrait": lambda: ideas.withdraw_idea(by=by, idea=idea), "proposition": lambda: ideas.put_to_merchant(by=by, idea=idea),
        "reunion": lambda: merge(by=by, gone=idea, kept=_reached(by, season, number(typed(request, "avec")))),
        "separation": lambda: part(by=by, merge=_merge(idea, number(typed(request, "jumelle")))),
        "boutique": lambda: ideas.put_to_shop(by=by, idea=idea, shop=_served(idea, number(typed(request, "boutique")))),
        "oui": lambda: adopt(by=by, idea=idea, via="phone"),
        "non": lambda: decline(by=by, idea=idea, words=typed(request, "words"), via="phone")}
    done, made = attempt(request, doing[name])
    if done:
        messages.success(request, SAID[name])
    stay = made.kept_id if done and name == "reunion" else idea.pk
    if typed(request, "suite") == "seance":
        return redirect(address("live"))
    return redirect(address("workshop") if name == "retrait" else address("idea", stay))


def _merge(idea, gone_id):
    """Return the merge to undo: the one by which this idea is read elsewhere, or the one of a twin read here."""
    found = merge_of(idea) if gone_id is None else twins_of(idea).filter(gone=gone_id).first()
    if found is None:
        raise Http404
    return found


def _served(idea, shop_id):
    found = next((shop for shop, _copy in shops_served_by(idea) if shop.pk == shop_id), None)
    if found is None:
        raise Http404
    return found
