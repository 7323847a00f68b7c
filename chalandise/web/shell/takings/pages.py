"""The pages of a shop's takings, whoever opens them: the merchant, or the referent of the season."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponseNotAllowed, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chalandise.computing.takings import Grain
from chalandise.foundation import files, tables
from chalandise.foundation.wording import number as say_number
from chalandise.impact import operations
from chalandise.impact.models import Channel, FileState, Rupture, TakingsFile
from chalandise.impact.operations.explaining import explain
from chalandise.impact.operations.files import is_stalled, to_confirm
from chalandise.impact.operations.slips import drop_slip, read_slip
from chalandise.impact.queries.files import file_of, files_of, report_lines, takings_lines
from chalandise.impact.queries.street import beside
from chalandise.impact.queries.takings import agreement_of, asked_since, book_of, changes_of, channels_of, slips_of
from chalandise.impact.rules.takings import ASKED, LEAST
from chalandise.web.shell.gestures import attempt, number, typed
from chalandise.web.shell.measures.street import street_drawing
from chalandise.web.shell.takings.forms import (
    ClosedForm,
    ColumnsForm,
    FileForm,
    SlipForm,
    TypedForm,
    WriteForm,
    read_start,
)
from chalandise.web.shell.weeks import Weeks

GRAINS = {"mois": Grain.MONTH, "semaines": Grain.WEEK}
HOLES = 60  # rows of the table of months


def page(request, place, part, title, status=200, **context):
    return render(request, place.frame, {"part": f"shell/takings/{part}", "title": title, "place": place, "shop": place.shop, **context}, status=status)


def home(request, place):
    """Show what is known, what is doubtful, what could still be given."""
    channel = request.GET.get("recettes") if request.GET.get("recettes") in Channel.values else Channel.ALL
    book = book_of(place.person, place.shop, season=place.season, channel=channel)
    since = asked_since(place.season)
    asked = {m for m in book.known_months if m >= since and (place.season is None or m < place.season.starts_on.replace(day=1))}
    by_month = {r.start: r for r in book.rows if r.grain == Grain.MONTH}
    return page(
        request, place, "_home.html", _("Recettes"), agreement=agreement_of(place.shop), book=book, channel=Channel(channel), known=len(asked), asked=ASKED,
        least=LEAST, channels=[(c.value, c.label) for c in channels_of(place.person, place.shop)],
        months=[(t, date_format(t.start, "F Y").capitalize(), by_month.get(t.start)) for t in reversed(book.months)][:HOLES],
        calendar=Weeks(_("Ce que l’on sait, semaine par semaine"), book.weeks, source=str(Channel(channel).label).capitalize()) if book.rows else None,
        changes=[(change, said, _change_words(change)) for change, said in changes_of(book)], whys=Rupture.Why.choices,
        street=street_drawing(beside(place.person, place.shop, place.season)),
        files=files_of(place.person, place.shop)[:20], slips=[(s, files.url(s.stored)) for s in slips_of(place.person, place.shop)[:24]])


def _change_words(change):
    """Say what the program sees, and nothing more."""
    when = date_format(change.start, "F Y")
    if change.kind == "days":
        n = round(abs(change.size))
        return (ngettext("Depuis %(when)s, la boutique ouvre %(n)s jour de plus par semaine.", "Depuis %(when)s, la boutique ouvre %(n)s jours de plus par semaine.", n)
                if change.size > 0 else
                ngettext("Depuis %(when)s, la boutique ouvre %(n)s jour de moins par semaine.", "Depuis %(when)s, la boutique ouvre %(n)s jours de moins par semaine.", n)
                ) % {"when": when, "n": n}
    if change.size >= 1:
        return _("Depuis %(when)s, les recettes sont environ %(times)s fois plus hautes qu’avant.") % {"when": when, "times": say_number(round(change.size))}
    return _("Depuis %(when)s, les recettes sont environ %(times)s fois plus basses qu’avant.") % {"when": when, "times": say_number(round(1 / change.size))}


# --- gestures ------------------------------------------------------------------------------------------------------------

def typing(request, place, gesture):
    """Type a few months or weeks."""
    grain = GRAINS[gesture]
    only = read_start(request.GET.get("de", ""), grain)
    form = TypedForm(request.POST or None, request.FILES or None, place=place, grain=grain, only=only)
    if request.method == "POST" and form.is_valid():
        done, written = attempt(request, form.run, form=form)
        if done:
            messages.success(request, ngettext("%(n)s chiffre est noté. Merci !", "%(n)s chiffres sont notés. Merci !", len(written)) % {"n": len(written)}
                             if written else _("C’était déjà noté : rien n’a changé."))
            return redirect(place.address())
    title = _("Vos recettes, semaine par semaine") if grain == Grain.WEEK else _("Vos recettes, mois par mois")
    return page(request, place, "_typed.html", title, form=form, grain=grain, only=only, status=422 if form.is_bound and form.errors else 200)


def closing(request, place, gesture):
    """Say from when to when the shop was closed."""
    form = ClosedForm(request.POST or None, place=place)
    if request.method == "POST" and form.is_valid():
        done, count = attempt(request, form.run, form=form)
        if done:
            messages.success(request, ngettext("%(n)s jour est noté fermé.", "%(n)s jours sont notés fermés.", count) % {"n": count})
            return redirect(place.address())
    return page(request, place, "_closed.html", _("Jours de fermeture"), form=form, status=422 if form.is_bound and form.errors else 200)


def settling(request, place, gesture):
    """Keep doubtful figures, or leave them out."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    ids = [n for v in request.POST.getlist("taking") if (n := number(v)) is not None]
    keep = request.POST.get("decision") == "keep"
    if not ids:
        messages.error(request, _("Cochez au moins un chiffre."))
    else:
        done, count = attempt(request, operations.settle_doubts, by=place.person, shop=place.shop, ids=ids, keep=keep, via=place.via)
        if done and count:
            messages.success(request, _("C’est gardé tel quel.") if keep else _("C’est laissé de côté : la période manque, vous pouvez l’écrire."))
    return redirect(place.address())


def giving(request, place, gesture):
    """Give a file."""
    form = FileForm(request.POST or None, request.FILES or None, place=place)
    if request.method == "POST" and form.is_valid():
        done, file = attempt(request, form.run, form=form)
        if done:
            return redirect(place.address(file=file.pk))
    return page(request, place, "_give.html", _("Donner le fichier de la caisse"), form=form, status=422 if form.is_bound and form.errors else 200)


def download(request, place, gesture):
    """Take one's own takings away; the referent reads them here and carries nothing off."""
    if not place.mine:
        raise Http404
    return _csv(takings_lines(place.person, place.shop), f"recettes-{slugify(place.shop.name)}")


def erasing(request, place, gesture):
    """Take the agreement back, and erase everything."""
    if not place.mine:
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if attempt(request, operations.take_back, by=place.person, shop=place.shop, via=place.via)[0]:
        messages.success(request, _("Votre accord est repris et les recettes sont effacées. Merci de les avoir données."))
    return redirect(place.address())


def explaining(request, place, gesture):
    """Say what a change was."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    kind, _sep, day = typed(request, "rupture").partition(":")
    start = read_start(day, Grain.WEEK if kind == "days" else Grain.MONTH)
    if attempt(request, explain, by=place.person, shop=place.shop, kind=kind, start=start, why=typed(request, "why"), via=place.via)[0]:
        messages.success(request, _("C’est noté, à côté du calendrier."))
    return redirect(place.address())


def photographing(request, place, gesture):
    """Give the picture of a till's report."""
    form = SlipForm(request.POST or None, request.FILES or None, place=place)
    if request.method == "POST" and form.is_valid():
        done, slip = attempt(request, form.run, form=form)
        if done:
            messages.success(request, _("La photo est là, et la personne référente lira le chiffre. Merci !") if slip.waits_for else _("La photo et le chiffre sont notés. Merci !"))
            return redirect(place.address())
    return page(request, place, "_photo.html", _("Photographier le relevé de caisse"), form=form, status=422 if form.is_bound and form.errors else 200)


def slipping(request, place, gesture):
    """Write what is read on a picture, or erase it."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    slip = slips_of(place.person, place.shop).filter(pk=number(request.POST.get("slip", "")) or 0).first()
    if slip is None:
        messages.error(request, _("Ce relevé n’est plus là."))
    elif request.POST.get("decision") == "erase":
        if attempt(request, drop_slip, by=place.person, slip=slip, via=place.via)[0]:
            messages.success(request, _("La photo est effacée."))
    else:
        done, found = attempt(request, read_slip, by=place.person, slip=slip, amount=typed(request, "amount"), confirmed="confirmed" in request.POST, via=place.via)
        if done:
            messages.success(request, _("Le chiffre est noté, la photo reste à côté."))
        elif isinstance(found, operations.Wrong):
            messages.error(request, next(iter(found.wrong.values())))
    return redirect(f"{place.address()}#slips")


GESTURES = {"mois": typing, "semaines": typing, "fermetures": closing, "doutes": settling, "fichiers": giving, "telechargement": download, "effacement": erasing,
            "ruptures": explaining, "photo": photographing, "releves": slipping}


def answer(request, place, gesture):
    """Answer the last word of an address."""
    if gesture not in GESTURES:
        raise Http404
    return GESTURES[gesture](request, place, gesture)


def _csv(lines, name):
    return StreamingHttpResponse(tables.csv_lines(lines), content_type="text/csv; charset=utf-8",
                                 headers={"Content-Disposition": f'attachment; filename="{name}.csv"'})


# --- a file --------------------------------------------------------------------------------------------------------------

def one_file(request, place, file_id, gesture=""):
    """Show where a file is, or answer a gesture on it."""
    try:
        file = file_of(place.person, place.shop, file_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    if not gesture:
        return _show(request, place, file, WriteForm())
    if gesture not in FILE_GESTURES:
        raise Http404
    return FILE_GESTURES[gesture](request, place, file)


def _show(request, place, file, form, status=200):
    ways = {name: place.address(name, file=file.pk) for name in ("colonnes", "feuille", "ecriture", "annulation", "rapport")}
    known = {"file": file, "file_ways": ways, "stalled": is_stalled(file)}
    if file.state == FileState.READ:
        return page(request, place, "_columns.html", file.name, form=ColumnsForm(file=file), **known)
    if file.state == FileState.CHECKED:
        doubtful = file.days.exclude(doubt="")
        differs = file.days.filter(verdict="differs")
        known |= {"form": form, "asks": to_confirm(file), "doubtful": doubtful[:100], "differs": differs[:100],
                  "fresh": file.counts["new"] + file.counts["differs"]}
    return page(request, place, "_file.html", file.name, status=status, **known)


def _columns(request, place, file):
    form = ColumnsForm(request.POST or None, file=file)
    if request.method == "POST" and form.is_valid():
        done, read = attempt(request, operations.confirm_columns, form=form, by=place.person, file=file, **form.words())
        if done:
            return redirect(reverse("job", args=[read.job]) + "?" + urlencode({"suite": place.address(file=file.pk)}))
    ways = {name: place.address(name, file=file.pk) for name in ("colonnes", "feuille")}
    return page(request, place, "_columns.html", file.name, form=form, file=file, file_ways=ways, status=422 if form.is_bound and form.errors else 200)


def _tap(operation, said=""):
    def tap(request, place, file):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if attempt(request, operation, by=place.person, file=file)[0] and said:
            messages.success(request, said())
        return redirect(place.address(file=file.pk))
    return tap


def _sheet(request, place, file):
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    attempt(request, operations.choose_sheet, by=place.person, file=file, sheet=request.POST.get("sheet", ""))
    return redirect(place.address(file=file.pk))


def _write(request, place, file):
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = WriteForm(request.POST)
    if form.is_valid():
        done, written = attempt(request, operations.write_file, form=form, by=place.person, file=file, sure=form.cleaned_data["sure"])
        if done:
            messages.success(request, _("C’est enregistré, et le fichier lui-même est effacé. Merci !"))
            return redirect(place.address(file=file.pk))
    return _show(request, place, TakingsFile.objects.select_related("shop", "stored", "by").get(pk=file.pk), form, status=422)


def _report(request, place, file):
    return _csv(report_lines(file), f"rapport-{file.pk}")


FILE_GESTURES = {"colonnes": _columns, "feuille": _sheet, "ecriture": _write,
                 "annulation": _tap(operations.undo_file, lambda: _("Ce fichier est annulé : tout est revenu comme avant lui.")), "rapport": _report}
