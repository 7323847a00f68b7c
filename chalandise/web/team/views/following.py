"""Going further: the follow-up files of a territory, outside its seasons."""
from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from chalandise.actions.models import FollowUp, FollowUpStep
from chalandise.actions.operations import following
from chalandise.actions.queries.following import consent_of, follow_up_run_by, follow_ups_run_by, shown
from chalandise.actions.rules import SHARES
from chalandise.foundation import wording
from chalandise.foundation.refusals import Conflict
from chalandise.web.shell.gestures import attempt, number, typed
from chalandise.web.shell.listing import Column, Filter, Listing
from chalandise.web.team.gate import neighbourhood_page

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class FileForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Le projet en une phrase"), max_length=160)
    why = forms.CharField(label=_("Pourquoi aller plus loin"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    needs = forms.CharField(label=_("Ce qu’il faut"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
                            help_text=_("Argent, temps, compétence, autorisation : ce qui manque aujourd’hui."))
    carrier = forms.CharField(label=_("Qui le porte"), required=False, max_length=120)


class StepForm(forms.Form):
    text = forms.CharField(label=_("Étape"), max_length=200)
    who = forms.CharField(label=_("Qui"), required=False, max_length=80)
    due_on = forms.DateField(label=_("Pour le"), required=False, widget=DAY)


class GuestForm(forms.Form):
    given_name = forms.CharField(label=_("Prénom"), max_length=80)
    family_name = forms.CharField(label=_("Nom"), max_length=80, required=False)
    email = forms.EmailField(label=_("Adresse e-mail"))
    organisation = forms.CharField(label=_("Organisme"), max_length=200, required=False)


class EndForm(forms.Form):
    done = forms.TypedChoiceField(label=_("Comment cela finit"), coerce=lambda said: said == "oui", widget=forms.RadioSelect,
                                  choices=[("oui", _("Le projet a abouti")), ("non", _("Le projet s’arrête là"))])
    outcome = forms.CharField(label=_("Ce que cela a donné"), widget=forms.Textarea(attrs={"rows": 2}))


# gesture: its form, its operation, what is said
FORMS = {"etape": (StepForm, following.add_follow_step, _("L’étape est ajoutée.")),
         "partenaire": (GuestForm, following.invite_guest, _("L’invitation est partie, avec un lien.")),
         "fin": (EndForm, following.close_follow_up, _("Le dossier est clos. Il sera effacé dans un an.")),
         "dossier": (FileForm, following.edit_follow_up, _("Le dossier est enregistré."))}


@neighbourhood_page
@require_safe
def follow_ups(request, territory):
    """List the files: search, filter, export."""
    listing = Listing(request, follow_ups_run_by(request.user, territory), name="suites", search=["title", "shop__sort_key"], default_sort="-ouvert",
                      columns=[Column("projet", _("Projet"), "title", sort="title", link=lambda f: reverse("team:follow_up", args=[territory.slug, f.pk])),
                               Column("boutique", _("Boutique"), "shop.name", sort="shop__sort_key"),
                               Column("etat", _("État"), "get_state_display", sort="state"), Column("porte", _("Qui le porte"), "carrier"),
                               Column("saison", _("Né de la saison"), "season_label"),
                               Column("ouvert", _("Ouvert"), "opened_at", show=lambda f: wording.short_date(f.opened_at), sort="opened_at")],
                      filters=[Filter("etat", _("État"), FollowUp.State.choices, "state")],
                      counted=lambda n: ngettext("%(n)s dossier", "%(n)s dossiers", n) % {"n": n})
    return listing.answer("team/actions/follow_ups.html", {"territory": territory})


@neighbourhood_page
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request, territory, follow_id):
    """One file: what is needed, who carries it, the steps, who reads it."""
    try:
        one = follow_up_run_by(request.user, territory, follow_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    bound = {}
    if request.method == "POST":
        gesture = typed(request, "geste")
        if gesture in FORMS:
            kind, operation, said = FORMS[gesture]
            bound[gesture] = form = kind(request.POST)
            if form.is_valid():
                done, result = attempt(request, operation, form=form, by=request.user, follow_up=one, **form.cleaned_data)
                if done:
                    messages.success(request, said)
                    return redirect(request.path)
                if isinstance(result, Conflict):
                    form.data = {**form.data.dict(), "version": result.version}
        else:
            _tap(request, one, gesture)
            return redirect(request.path)
    return render(request, "team/actions/follow_up.html", _page(one, bound), status=422 if bound else 200)


def _tap(request, one, gesture):
    if gesture in ("faite", "a-faire"):
        step = FollowUpStep.objects.filter(follow_up=one, pk=number(typed(request, "etape_id"))).select_related("follow_up__action").first()
        if step is None:
            raise Http404
        attempt(request, following.tick_follow_step, by=request.user, step=step, done=gesture == "faite")
    elif gesture == "retrait":
        guest = one.guests.filter(pk=number(typed(request, "invite"))).select_related("follow_up__action").first()
        if guest is None:
            raise Http404
        if attempt(request, following.end_guest, by=request.user, guest=guest)[0]:
            messages.success(request, _("Cette personne ne lit plus le dossier."))
    else:
        raise Http404


def _page(one, bound):
    initial = {n: getattr(one, n) for n in ("version", "title", "why", "needs", "carrier")}
    made = {"dossier": lambda: FileForm(initial=initial), "etape": StepForm, "partenaire": GuestForm, "fin": EndForm}
    return {"territory": one.territory, "file": one, "forms": {name: bound.get(name) or make() for name, make in made.items()},
            "consent": consent_of(one), "shares": [SHARES[code] for code in one.shares if code in SHARES], "shown": shown(one),
            "guests": one.guests.filter(ended_at=None).select_related("person", "organisation"), "opened": next(iter(bound), "")}
