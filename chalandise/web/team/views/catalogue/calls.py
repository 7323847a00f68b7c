"""Calls for solutions: prepared, published, extended, followed; the answers exported."""
from functools import wraps

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chalandise.catalogue.models import Solution, Submission
from chalandise.catalogue.operations import calls as operations
from chalandise.catalogue.queries import calls as queries
from chalandise.catalogue.queries.access import call_of
from chalandise.catalogue.queries.companies import latest_check
from chalandise.catalogue.queries.sheets import lines_of, text_of
from chalandise.catalogue.rules.sheet import CONFIDENTIAL, FIELDS
from chalandise.foundation import wording
from chalandise.foundation.refusals import Refused
from chalandise.seasons.operations.calendar import note_date
from chalandise.web.shell import export
from chalandise.web.shell.gestures import attempt
from chalandise.web.team.forms.calls import CallForm, CriteriaForm, ExtensionForm
from chalandise.web.team.gate import neighbourhood_page


def call_page(view):
    """The view receives the territory and one of its calls."""
    @neighbourhood_page
    @wraps(view)
    def found(request, territory, call, *args, **words):
        try:
            one = call_of(territory, call)
        except ObjectDoesNotExist:
            raise Http404 from None
        one.territory = territory
        return view(request, territory, one, *args, **words)
    return found


def _to(territory, call):
    return redirect("team:call", territory.slug, call.slug)


@neighbourhood_page
@require_safe
def calls(request, territory):
    """Every call of the territory, with what came in."""
    return render(request, "team/catalogue/calls.html", {"territory": territory, "calls": queries.calls_counted(territory)})


@neighbourhood_page
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, territory):
    form = CallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, call = attempt(request, operations.create_call, form=form, by=request.user, territory=territory, **form.values())
        if done:
            messages.success(request, _("L’appel est préparé, personne ne le voit encore. Regardez ses critères, puis publiez-le."))
            return _to(territory, call)
    return render(request, "team/catalogue/call_form.html", {"territory": territory, "form": form, "call": None}, status=422 if form.is_bound and form.errors else 200)


@call_page
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, territory, call):
    form = CallForm(request.POST or None, call=call)
    if request.method == "POST" and form.is_valid():
        done, _call = attempt(request, operations.edit_call, form=form, by=request.user, call=call, version=form.cleaned_data["version"] or 0, values=form.values())
        if done:
            messages.success(request, _("C’est enregistré."))
            return _to(territory, call)
    return render(request, "team/catalogue/call_form.html", {"territory": territory, "form": form, "call": call}, status=422 if form.is_bound and form.errors else 200)


@call_page
@require_safe
def call(request, territory, call):
    """The call today: what came in, by need, what waits, what remains to be done."""
    counted = queries.calls_counted(territory).get(pk=call.pk)
    answers, kept = queries.read_by(request.user, queries.answers_to(call))
    return render(request, "team/catalogue/call.html", {
        "territory": territory, "call": call, "counted": counted, "coverage": queries.coverage_of(call), "criteria": call.criteria.all(),
        "answers": answers, "kept": kept, "extensions": call.extensions.select_related("by"), "families": queries.needs_by_family(call.needs),
        "extension_form": ExtensionForm()})


@call_page
@require_http_methods(["GET", "HEAD", "POST"])
def criteria(request, territory, call):
    """The criteria, their weights, what each score means."""
    form = CriteriaForm(request.POST or None, criteria=list(call.criteria.all()))
    if request.method == "POST" and form.is_valid() and _criteria_set(request, call, form):
        messages.success(request, _("C’est enregistré."))
        return _to(territory, call)
    return render(request, "team/catalogue/criteria.html", {"territory": territory, "call": call, "form": form}, status=422 if form.is_bound and form.errors else 200)


def _criteria_set(request, call, form):
    """Write the criteria; a refusal goes next to the field of the row that it names."""
    try:
        operations.set_criteria(by=request.user, call=call, rows=form.rows())
    except Refused as refusal:
        form.add_error(form.field_of(refusal.field), refusal.sentence)
        return False
    return True


@call_page
@require_POST
def publication(request, territory, call):
    """Open the call to everybody, and put its deadline on the line of the territory's seasons."""
    done, published = attempt(request, operations.publish_call, by=request.user, call=call)
    if done:
        on_the_line(request.user, territory, published)
        messages.success(request, _("L’appel est public : %(address)s") % {"address": request.build_absolute_uri(f"/appels/{call.slug}/")})
    return _to(territory, call)


def on_the_line(by, territory, call):
    """Show the deadline of a call on the line of the territory's open seasons."""
    day = wording.as_day(call.deadline)
    note_date(by=by, territory=territory, key=f"call-{call.pk}", on=day, label_fr=call.title, label_en=call.title)


@call_page
@require_POST
def extension(request, territory, call):
    """Move the deadline later, and say why."""
    form = ExtensionForm(request.POST)
    if form.is_valid():
        done, made = attempt(request, operations.extend_call, form=form, by=request.user, call=call, deadline=form.cleaned_data["deadline"],
                             reason=form.cleaned_data["reason"])
        if done:
            on_the_line(request.user, territory, made.call)
            messages.success(request, _("La date limite est %(when)s. Les entreprises concernées reçoivent un message.") % {"when": wording.moment(made.after)})
            return _to(territory, call)
    return render(request, "team/catalogue/extension.html", {"territory": territory, "call": call, "form": form}, status=422)


@call_page
@require_safe
def answers_file(request, territory, call):
    """The answers that were sent, one line each, without demonstration accounts nor those that a conflict keeps from the reader."""
    heads = [_("Numéro"), _("Entreprise"), "SIREN", _("Reçue le"), _("Version"), _("Registre"), *(_label(name) for name in SHOWN), _label("motivation")]
    return export.as_csv(f"reponses-{call.slug}", heads, map(_exported, queries.read_by(request.user, queries.answers_to(call))[0]))


SHOWN = [name for name in FIELDS if name not in CONFIDENTIAL]


def _label(name):
    model = Submission if name == "motivation" else Solution
    return str(model._meta.get_field(name).verbose_name)


def _exported(row):
    version, check = list(row.versions.all())[-1], next(iter(row.solution.provider.checks.all()), None)
    return [row.number, version.sheet["company"], version.sheet["siren"], version.at, version.number, check.get_status_display() if check else "",
            *(text_of(version.sheet, name) for name in SHOWN), version.sheet["motivation"]]


@call_page
@require_safe
def answer(request, territory, call, submission_id):
    """One answer as reviewers read it, to print; never a draft."""
    row = queries.answers_to(call).filter(pk=submission_id).first()
    if row is None:
        raise Http404
    if queries.read_by(request.user, [row])[1]:
        raise PermissionDenied(_("Un lien d’intérêts vous tient à l’écart de cette réponse : quelqu’un d’autre de l’équipe la lit."))
    version = list(row.versions.all())[-1]
    return render(request, "team/catalogue/answer.html", {"territory": territory, "call": call, "row": row, "version": version, "sheet": version.sheet,
                                                          "parts": lines_of(version.sheet), "check": latest_check(row.solution.provider)})
