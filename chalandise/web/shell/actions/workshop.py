"""The mentors' workshop, the same for the mentors and the team: shops, ideas, discussion."""
from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from chalandise.actions.operations import ideas
from chalandise.actions.operations.adoption import adopt, decline
from chalandise.actions.queries.workshop import idea_seen_by, workshop
from chalandise.actions.rules import runs, sells
from chalandise.foundation.refusals import Conflict
from chalandise.mentoring.models import Mentor
from chalandise.seasons.queries.playbook import kinds
from chalandise.shops.rules import trade_label
from chalandise.web.shell.amounts import EurosField
from chalandise.web.shell.gestures import attempt, number, typed
from chalandise.web.shell.seconds import second_person
from chalandise.web.shell.solutions import open_to

SAID = {"soutien": _("Votre soutien est noté."), "heure": _("Merci : votre heure est notée."), "retrait-du-soutien": _("C’est noté."),
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
    no_gain = forms.BooleanField(label=_("Ni moi ni mon employeur n’avons rien à y gagner"), required=False)

    def __init__(self, *args, season, sold="", solutions=((), ()), **kwargs):
        super().__init__(*args, **kwargs)
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
    known = kinds(season)
    cards = [(card, trade_label(card.shop.trade), address("idea_new", card.shop.pk),
              [(idea, known[idea.kind].label if idea.kind in known else "", address("idea", idea.pk)) for idea in card.ideas])
             for card in workshop(request.user, season)]
    bare = sum(1 for card, *_rest in cards if not card.ideas and card.action is None)
    return render(request, template, {**(context or {}), "season": season, "cards": cards, "bare": bare})


def _sold(person, season):
    return sells(person, Mentor.objects.filter(season=season, person=person).first())


def propose(request, season, shop_id, *, template, address, context=None):
    """Write an idea for one shop."""
    card = next((c for c in workshop(request.user, season) if c.shop.pk == shop_id), None)
    if card is None:
        raise Http404
    form = IdeaForm(request.POST or None, season=season, sold=_sold(request.user, season), solutions=open_to(request.user, card.shop, season),
                    initial={"solution": number(request.GET.get("solution", ""))})
    if request.method == "POST" and form.is_valid():
        values = form.words()
        values.pop("version")
        done, idea = attempt(request, ideas.propose_idea, form=form, by=request.user, season=season, shop=card.shop,
                             supervisor=second_person(request.POST, season, request.user), **values)
        if done:
            messages.success(request, _("Votre idée est à l’atelier."))
            return redirect(address("idea", idea.pk))
    return render(request, template, {**(context or {}), "season": season, "card": card, "form": form, "back": address("workshop"),
                                      "title": _("Une idée pour %(shop)s") % {"shop": card.shop}, "button": _("Proposer l’idée")},
                  status=422 if form.is_bound and form.errors else 200)


def _reached(person, season, idea_id):
    try:
        return idea_seen_by(person, season, idea_id)
    except ObjectDoesNotExist:
        raise Http404 from None


def read(request, season, idea_id, *, template, address, context=None):
    """Show one idea with its discussion."""
    idea = _reached(request.user, season, idea_id)
    known, mine = kinds(season), idea.by_id == request.user.pk
    team, action = runs(request.user, season), getattr(idea, "action", None)
    supports = list(idea.supports.all())
    names = ("soutien", "heure", "retrait-du-soutien", "commentaires", "retrait", "proposition", "oui", "non")
    return render(request, template, {
        **(context or {}), "season": season, "idea": idea, "kind": known[idea.kind].label if idea.kind in known else "",
        "mine": mine, "may_edit": (mine or team) and action is None and idea.withdrawn_at is None, "team": team,
        "proposal": getattr(idea, "proposal", None), "adopted": action, "supports": supports,
        "supported": next((s for s in supports if s.mentor.person_id == request.user.pk), None),
        "is_mentor": Mentor.objects.filter(season=season, person=request.user, state="accepted").exists(),
        "ways": {name.replace("-", "_"): address("idea_gesture", idea.pk, name) for name in names},
        "edit": address("idea_edit", idea.pk), "back": address("workshop")})


def edit(request, season, idea_id, *, template, address, context=None):
    """Change an idea; the second of two people sees both texts."""
    idea = _reached(request.user, season, idea_id)
    initial = {n: getattr(idea, n) for n in ("version", "kind", "title", "text", "cost", "effort", "no_gain")} | {"solution": idea.solution_id}
    fitting, barred = open_to(idea.by or request.user, idea.shop, season)
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
        "oui": lambda: adopt(by=by, idea=idea, via="phone"),
        "non": lambda: decline(by=by, idea=idea, words=typed(request, "words"), via="phone")}
    if attempt(request, doing[name])[0]:
        messages.success(request, SAID[name])
    return redirect(address("workshop") if name == "retrait" else address("idea", idea.pk))
