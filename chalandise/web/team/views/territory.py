"""The street as the team keeps it: axis and stops, perimeter, works; an address can be tried."""
from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chalandise.foundation import clock
from chalandise.shops.queries import shops_of
from chalandise.territory import operations, queries
from chalandise.territory.operations import files
from chalandise.territory.rules import blocked, is_running
from chalandise.web.shell.gestures import attempt
from chalandise.web.team.forms import territory as forms
from chalandise.web.team.gate import neighbourhood_page

WHY = {
    "number": gettext_lazy("Le numéro est dans le tronçon."), "street": gettext_lazy("Toute la rue en fait partie."),
    "no_number": gettext_lazy("La rue est connue, mais sans numéro on ne peut pas dire de quel côté de la limite."),
    "other_town": gettext_lazy("La rue porte ce nom, mais pas dans cette commune."),
    "unknown_street": gettext_lazy("Aucun tronçon ne nomme cette rue. Si elle en fait partie, ajoutez-la, ou ajoutez ce nom à ses autres noms."),
    "out_of_range": gettext_lazy("La rue est connue, le numéro n’est pas dans le tronçon."), "nothing": gettext_lazy("Aucune rue n’est écrite."),
}


@neighbourhood_page
@require_safe
def territory(request, territory):
    """Show the axes, the perimeters, the works, and try an address."""
    axes, perimeters = list(queries.axes_of(territory)), list(queries.perimeters_of(territory))
    words = " ".join(request.GET.get("adresse", "").split())[:200]
    today = clock.today()
    return render(request, "team/territory/territory.html", {
        "territory": territory, "axes": [(axis, [s for s in shops if s.along_m is not None]) for axis, shops in _with_shops(territory, axes)],
        "perimeters": perimeters, "works": [(w, blocked(w), is_running(w, today)) for w in queries.works_of(territory)], "words": words,
        "tried": [(p, found, WHY[found.reason]) for p in perimeters if words for found in [queries.locate_address(p, words)]],
        "communes": territory.communes.order_by("name"), "may_open": request.runs_territory and bool(axes)})


def _with_shops(territory, axes):
    """Return [(axis, its open shops)]: a shop is drawn on the axis of its stretch."""
    shops = shops_of(territory).filter(closed_on=None, stretch__isnull=False).select_related("stretch__perimeter")
    by_axis = {axis.pk: [] for axis in axes}
    for shop in shops:
        by_axis[shop.stretch.perimeter.axis_id].append(shop)
    return [(axis, by_axis[axis.pk]) for axis in axes]


def _page(request, territory, form, *, title, button, intro="", removal=""):
    return render(request, "team/territory/form.html", {"territory": territory, "form": form, "title": title, "button": button,
                                                        "intro": intro, "removal": removal}, status=422 if form.is_bound and form.errors else 200)


@neighbourhood_page
@require_http_methods(["GET", "HEAD", "POST"])
def street_new(request, territory, stretch_id):
    """Add a street to a stretch."""
    stretch = get_object_or_404(queries.stretches_of(territory), pk=stretch_id)
    form = forms.StreetForm(request.POST or None, communes=territory.communes.all())
    if request.method == "POST" and form.is_valid() and attempt(
            request, operations.add_street, form=form, by=request.user, stretch=stretch, commune=form.cleaned_data["commune"], **form.written)[0]:
        messages.success(request, _("La rue est ajoutée."))
        return redirect("team:territory", territory.slug)
    return _page(request, territory, form, title=_("Ajouter une rue à « %s »") % stretch, button=_("Ajouter la rue"))


def _street_or_404(territory, street_id):
    return get_object_or_404(queries.streets_of(territory), pk=street_id)


@neighbourhood_page
@require_http_methods(["GET", "HEAD", "POST"])
def street(request, territory, street_id):
    """Correct a street: its other names, its numbers, its side."""
    found = _street_or_404(territory, street_id)
    known = {name: getattr(found, name) for name in ("name", "commune", "from_number", "to_number", "side")}
    form = forms.StreetForm(request.POST or None, initial={**known, "aliases": "\n".join(found.aliases)}, communes=territory.communes.all())
    if request.method == "POST" and form.is_valid() and attempt(
            request, operations.edit_street, form=form, by=request.user, street=found, commune=form.cleaned_data["commune"], **form.written)[0]:
        messages.success(request, _("La rue est corrigée."))
        return redirect("team:territory", territory.slug)
    return _page(request, territory, form, title=_("%(street)s, tronçon « %(stretch)s »") % {"street": found.name, "stretch": found.stretch},
                 button=_("Enregistrer"), removal="team:street_removal")


@neighbourhood_page
@require_POST
def street_removal(request, territory, street_id):
    """Take a street out of its stretch."""
    if attempt(request, operations.remove_street, by=request.user, street=_street_or_404(territory, street_id))[0]:
        messages.success(request, _("La rue n’est plus dans le périmètre."))
    return redirect("team:territory", territory.slug)


@neighbourhood_page
@require_http_methods(["GET", "HEAD", "POST"])
def works_new(request, territory, axis_id):
    """Add a phase of works to an axis."""
    axis = get_object_or_404(queries.axes_of(territory), pk=axis_id)
    form = forms.WorksForm(request.POST or None, stretches=queries.stretches_of(territory).filter(perimeter__axis=axis))
    if request.method == "POST" and form.is_valid() and attempt(
            request, operations.add_works, form=form, by=request.user, axis=axis, **form.cleaned_data)[0]:
        messages.success(request, _("La phase de travaux est notée."))
        return redirect("team:territory", territory.slug)
    return _page(request, territory, form, title=_("Noter une phase de travaux sur « %s »") % axis, button=_("Noter cette phase"))


@neighbourhood_page
@require_http_methods(["GET", "HEAD", "POST"])
def works(request, territory, works_id):
    """Correct a phase of works."""
    found = get_object_or_404(queries.works_of(territory), pk=works_id)
    known = {name: getattr(found, name) for name in ("name", "starts_on", "ends_on", "stretch", "blocks", "note", "source")}
    form = forms.WorksForm(request.POST or None, initial=known, stretches=queries.stretches_of(territory).filter(perimeter__axis=found.axis))
    if request.method == "POST" and form.is_valid() and attempt(
            request, operations.edit_works, form=form, by=request.user, works=found, **form.cleaned_data)[0]:
        messages.success(request, _("La phase est corrigée."))
        return redirect("team:territory", territory.slug)
    return _page(request, territory, form, title=found.name, button=_("Enregistrer"), removal="team:works_removal")


@neighbourhood_page
@require_POST
def works_removal(request, territory, works_id):
    """Remove a phase written by mistake."""
    found = get_object_or_404(queries.works_of(territory), pk=works_id)
    if attempt(request, operations.remove_works, by=request.user, works=found)[0]:
        messages.success(request, _("La phase est retirée."))
    return redirect("team:territory", territory.slug)


# --- files of geography -----------------------------------------------------------------------------------------------

def _communes(request, territory, form):
    return operations.load_communes(by=request.user, territory=territory, communes=files.communes_in(form.cleaned_data["file"]))


def _axis(request, territory, form):
    given = form.cleaned_data
    return operations.load_axis(by=request.user, territory=territory, name=given["name"], line_name=given["line_name"], source=given["source"],
                                points=files.line_in(given["line"])[0], stops=files.stops_in(given["file"]))


def _perimeter(request, territory, form, axis):
    return operations.load_perimeter(by=request.user, axis=axis, name=form.cleaned_data["name"], streets=files.streets_in(form.cleaned_data["file"]))


def _works(request, territory, form, axis):
    return operations.load_works(by=request.user, axis=axis, phases=files.phases_in(form.cleaned_data["file"]))


FILES = {"communes": (forms.CommunesForm, _communes, gettext_lazy("Charger les communes")),
         "axe": (forms.AxisForm, _axis, gettext_lazy("Charger un axe et ses arrêts")),
         "perimetre": (forms.PerimeterForm, _perimeter, gettext_lazy("Charger le périmètre")),
         "travaux": (forms.WorksFileForm, _works, gettext_lazy("Charger les travaux"))}


@neighbourhood_page
@require_http_methods(["GET", "HEAD", "POST"])
def file(request, territory, what, axis_id=None):
    """Load communes, an axis, the perimeter or the works of an axis from a file; all of it or nothing."""
    if what not in FILES or (axis_id is None) != (what in ("communes", "axe")):
        raise Http404
    form_class, load, title = FILES[what]
    more = {"axis": get_object_or_404(queries.axes_of(territory), pk=axis_id)} if axis_id else {}
    form = form_class(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and attempt(request, partial(load, request, territory, form, **more), form=form)[0]:
        messages.success(request, _("Le fichier est chargé."))
        return redirect("team:territory", territory.slug)
    return _page(request, territory, form, title=title, button=_("Charger"), intro=_("Charger de nouveau le même fichier ne double rien."))
