"""Filters and tags of every page: {% load shell %}.

Filters give plain text in the reader's language (so they also serve in letters and attributes), except `ago` and
`phone`, which give HTML: a `<time>` with the exact day on hover, a `tel:` link.
"""
from zlib import crc32

from django import template
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from chalandise.catalogue.rules.prices import price_words
from chalandise.foundation import journal, wording
from chalandise.web.shell import icons, line, street

register = template.Library()


def _quiet(say):
    """A filter says nothing of nothing."""
    def filtered(value, *args):
        return say(value, *args) if value not in (None, "") else ""
    filtered.__doc__ = say.__doc__
    return filtered


for name in ("day", "day_year", "short_day", "short_date", "moment", "clock_time", "number", "euros"):
    register.filter(name, _quiet(getattr(wording, name)))


@register.filter
def ago(value):
    """"hier", "il y a 5 jours", "demain", with the exact day on hover and for machines."""
    if value in (None, ""):
        return ""
    return format_html('<time datetime="{}" title="{}">{}</time>', wording.iso(value), wording.day_year(value), wording.ago(value))


@register.filter
def phone(value):
    """A telephone number that dials."""
    return format_html('<a href="tel:{}">{}</a>', value, wording.phone(value)) if value else ""


@register.filter
def seen(trail, question):
    """The keys of the answers that a form shows for one question of a sheet, for the form to send back."""
    return trail.seen(question)


@register.filter
def after(question):
    """The answers that lead to a question, for the script of the whole sheet: "listing:lively,right;site:fresh"."""
    return ";".join(f"{key}:{','.join(sorted(wanted))}" for key, wanted in question.after.items())


@register.simple_tag
def address(name, *args):
    """Return the address of a page, or "" when nothing answers to that name yet: {% address "public:legal" slug as legal %}."""
    try:
        return reverse(name, args=[a for a in args if a not in (None, "")])
    except NoReverseMatch:
        return ""


FOOT = [("public:catalogue", _("Catalogue des solutions")), ("public:calls", _("Appels à solutions")),
        ("public:complaint", _("Signaler un problème")), ("public:legal", _("Mentions légales")),
        ("public:privacy", _("Vos données")), ("public:accessibility", _("Accessibilité"))]


@register.simple_tag
def foot_links(territory):
    """The pages every footer leads to, as far as they exist: those of the territory, else those of the platform."""
    slug = getattr(territory, "slug", "")
    found = ((address(name, slug) or address(name), words) for name, words in FOOT)
    return format_html_join("", '<li><a href="{}">{}</a></li>', (pair for pair in found if pair[0]))


@register.filter
def widget_kind(field):
    """Which shape a form field takes: "tick" (one box), "choices" (radio or check boxes), "way" (on the street), "line"."""
    if shape := getattr(field.field.widget, "shape", ""):
        return shape
    kind = getattr(field.field.widget, "input_type", "")
    if kind in ("checkbox", "radio"):
        return "choices" if field.use_fieldset else "tick"
    return "line"


@register.filter
def on_the_way(field):
    """The marks of a street with the radio button of each stretch, then the button of who does not know: (mark or None, button)."""
    buttons = {str(button.data["value"]): button for button in field.subwidgets}
    return [*((mark, buttons.get(str(mark.stretch))) for mark in field.field.widget.marks), (None, buttons[""])]


@register.filter
def versus(form):
    """The texts of a conflict, field by field: (label, what is recorded now, what was typed)."""
    conflict = form.conflict
    return [(form.fields[name].label if name in form.fields else name, conflict.theirs[name], conflict.yours[name])
            for name in conflict.theirs]


@register.simple_tag
def icon(name):
    """An icon of the set (chalandise/web/shell/icons.py); always write words beside it."""
    return icons.icon(name)


@register.inclusion_tag("shell/_timeline.html")
def timeline(thing, limit=50, only=""):
    """What happened to an object, newest first: {% timeline visit %}; `only`: beginnings of verbs, separated by spaces."""
    return {"lines": journal.timeline(thing, limit=limit, verbs_of=only.split())}


@register.inclusion_tag("shell/_pager.html", takes_context=True)
def pager(context, page):
    """The pages of a list, keeping the search and the filters of the address: {% pager page %} (a Django Page)."""
    around = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    asked = context["request"].GET.copy()

    def address(number):
        asked["page"] = number
        return "?" + asked.urlencode()
    return {"page": page, "stops": [(n, address(n) if isinstance(n, int) else "") for n in around],
            "before": address(page.number - 1) if page.has_previous() else "",
            "after": address(page.number + 1) if page.has_next() else ""}


@register.simple_tag
def season_line(season, size="", counts=True):
    """The season as a tram line: {% season_line season %}, {% season_line season size="small" %} on every page of it.

    On a public page: {% season_line season counts=False %}, dates only.
    """
    return _drawn(line.of_season(season, counts), "shell/line/small.html" if size == "small" else "shell/line/line.html")


@register.simple_tag
def journey_line(stops, name=""):
    """A shop's journey as the same line; stops: dicts label, when, state (past, now, late, next), note."""
    return _drawn(line.of_journey(stops, name), "shell/line/line.html")


def _drawn(found, template_name):
    hatch = f"hatch-{crc32(f'{template_name}{found}'.encode()):x}"  # a pattern is found by its id, alone on its page
    return render_to_string(template_name, {"line": found, "hatch": hatch})


@register.filter
def plain(value):
    """A number for an attribute of a drawing: a point, no group, whatever the language."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


@register.filter
def spread(found, x):
    """A place on the full line, in percent, as a place on the small one, which needs no room for labels."""
    return plain(1.2 + 97.6 * (x - found.start) / ((found.end - found.start) or 1))


@register.inclusion_tag("shell/figures/bars.html")
def bars(figure):
    """Horizontal bars or intervals: {% bars figure %} (a figures.Bars)."""
    return {"figure": figure}


@register.filter
def price(solution):
    """What a solution costs, with what it becomes: "19,00 € par mois pendant 3 mois, puis 29,00 € par mois"."""
    return price_words(solution)


@register.inclusion_tag("shell/figures/flow.html")
def flow(figure):
    """Money from whom it came to what it did: {% flow figure %} (a flows.Flow)."""
    return {"figure": figure}


@register.inclusion_tag("shell/figures/radar.html")
def radar(figure):
    """Outlines over themes: {% radar figure %} (a figures.Radar)."""
    return {"figure": figure}


@register.inclusion_tag("shell/figures/sparkline.html")
def sparkline(figure):
    """A small curve beside a sentence: {% sparkline figure %} (a figures.Sparkline)."""
    return {"figure": figure}


@register.inclusion_tag("shell/figures/course.html")
def course(figure):
    """A curve through time with what would have been expected: {% course figure %} (a courses.Course)."""
    return {"figure": figure}


@register.inclusion_tag("shell/figures/weeks.html")
def weeks(figure):
    """A calendar of weeks by years: {% weeks figure %} (a weeks.Weeks)."""
    return {"figure": figure}


@register.inclusion_tag("shell/line/street.html")
def street_line(axis, shops):
    """The street itself: its stops, and these shops between them: {% street_line axis shops %}."""
    return {"street": street.of_axis(axis, list(shops))}


@register.filter
def labels_height(halts):
    """Room that the slanted names of the stops need above the street, in pixels (the last name lies flat)."""
    return line.rise(max((len(h.name) + 2 * h.guessed for h in halts[:-1]), default=0))


@register.filter
def last_x(halts):
    return halts[-1].x
