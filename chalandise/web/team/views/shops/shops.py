"""The list of shops, one shop's page, and what the team does with it."""
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chalandise.shops import operations, queries
from chalandise.shops.models import Shop
from chalandise.shops.rules import CHANNELS, FAMILIES, TRADES, trade_label
from chalandise.territory.queries import axes_of, stretches_of
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.listing import Column, Filter, Listing
from chalandise.web.team.forms.shops import ClosingForm, ShopForm
from chalandise.web.team.gate import neighbourhood_page

SOURCES = {"team": gettext_lazy("l’équipe"), "application": gettext_lazy("une candidature"), "register": gettext_lazy("un registre"),
           "osm": "OpenStreetMap", "spreadsheet": gettext_lazy("un tableur"), "demo": gettext_lazy("la démonstration")}


def _in_family(shops, family):
    return shops.filter(trade__in=[family, *(t.code for t in TRADES.values() if t.family == family)])


def _open_or_closed(shops, value):
    return shops.filter(closed_on__isnull=value == "ouverte")


def channel_words(shop):
    return ", ".join(str(CHANNELS[c]) for c in shop.channels if c in CHANNELS)


def _columns(territory):
    return [
        Column("boutique", _("Boutique"), value="name", sort="sort_key", link=lambda s: reverse("team:shop", args=[territory.slug, s.pk])),
        Column("metier", _("Métier"), value=lambda s: trade_label(s.trade), sort="trade"),
        Column("adresse", _("Adresse"), value="address", sort=("street", "number")),
        Column("troncon", _("Tronçon"), value="stretch.name", sort=("stretch__order", "along_m")),
        Column("canaux", _("A déjà"), value=channel_words),
        Column("fermee", _("Fermée le"), value="closed_on", sort="closed_on"),
        Column("siret", "SIRET", exported_only=True), Column("naf", "NAF", exported_only=True),
        Column("phone", _("Téléphone"), exported_only=True), Column("email", _("Adresse e-mail"), exported_only=True),
        Column("website", _("Site"), exported_only=True), Column("hours", _("Horaires"), value="opening_hours", exported_only=True),
        Column("source", _("Vient de"), value=lambda s: SOURCES.get(s.source, s.source), exported_only=True),
    ]


@neighbourhood_page
@require_safe
def shops(request, territory):
    """Show the shops of a territory: search, filter, sort, export."""
    listing = Listing(request, queries.shops_of(territory), columns=_columns(territory), default_sort="boutique", name="boutiques",
                      search=["sort_key", "street", "city", "siret"], filters=[
                          Filter("famille", _("Famille"), [(c, str(f)) for c, f in FAMILIES.items()], _in_family),
                          Filter("troncon", _("Tronçon"), lambda: [(s.pk, s.name) for s in stretches_of(territory)], "stretch"),
                          Filter("etat", _("État"), [("ouverte", _("ouvertes")), ("fermee", _("fermées"))], _open_or_closed),
                          Filter("source", _("Vient de"), SOURCES.items(), "source")],
                      counted=lambda n: ngettext("%(n)s boutique", "%(n)s boutiques", n) % {"n": n})
    return listing.answer("team/shops/list.html", {"territory": territory})


def shop_or_404(territory, shop_id):
    try:
        return queries.shop_of(territory, shop_id)
    except Shop.DoesNotExist:
        raise Http404 from None


@neighbourhood_page
@require_safe
def shop(request, territory, shop_id):
    """Show one shop: where it is, what it has, what happened, which other record may be the same."""
    found = shop_or_404(territory, shop_id)
    return render(request, "team/shops/shop.html", {
        "territory": territory, "shop": found, "trade": trade_label(found.trade), "channels": channel_words(found),
        "source": SOURCES.get(found.source, found.source), "twins": queries.look_alikes(found), "closing": ClosingForm(),
        "axis": next(iter(axes_of(territory)), None)})


def _form(request, territory, form, **words):
    return render(request, "team/shops/form.html", {"territory": territory, "form": form, **words},
                  status=422 if form.is_bound and form.errors else 200)


@neighbourhood_page
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, territory):
    """Add a shop by hand."""
    form = ShopForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, added = attempt(request, operations.create_shop, form=form, by=request.user, territory=territory, **form.written)
        if done:
            messages.success(request, _("« %s » est ajoutée.") % added.name)
            return redirect("team:shop", territory.slug, added.pk)
    return _form(request, territory, form, title=_("Ajouter une boutique"), button=_("Ajouter la boutique"), back=reverse("team:shops", args=[territory.slug]))


@neighbourhood_page
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, territory, shop_id):
    """Correct a shop's record; two people at once each see the other's text."""
    found = shop_or_404(territory, shop_id)
    form = ShopForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid() and attempt(
            request, operations.edit_shop, form=form, by=request.user, shop=found, version=form.cleaned_data["version"] or 0, **form.written)[0]:
        messages.success(request, _("La fiche est corrigée."))
        return redirect("team:shop", territory.slug, found.pk)
    return _form(request, territory, form, title=_("Corriger la fiche de %s") % found.name, button=_("Enregistrer"),
                 back=reverse("team:shop", args=[territory.slug, shop_id]))


@neighbourhood_page
@require_POST
def closure(request, territory, shop_id):
    """Note that a shop shut its doors for good."""
    found, form = shop_or_404(territory, shop_id), ClosingForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Cette date ne se lit pas : écrivez-la comme 20/11/2017."))
    elif attempt(request, operations.close_shop, by=request.user, shop=found, on=form.cleaned_data["closed_on"])[0]:
        messages.success(request, _("La fermeture est notée. Son histoire reste."))
    return redirect("team:shop", territory.slug, shop_id)


@neighbourhood_page
@require_POST
def reopening(request, territory, shop_id):
    """Note that a shop is open again."""
    if attempt(request, operations.reopen_shop, by=request.user, shop=shop_or_404(territory, shop_id))[0]:
        messages.success(request, _("La réouverture est notée."))
    return redirect("team:shop", territory.slug, shop_id)


@neighbourhood_page
@require_http_methods(["GET", "HEAD", "POST"])
def merging(request, territory, shop_id, other_id):
    """Show two records of one shop side by side; make one of them."""
    kept, gone = shop_or_404(territory, shop_id), shop_or_404(territory, other_id)
    if request.method == "POST":
        done, _merged = attempt(request, operations.merge_shops, by=request.user, kept=kept, gone=gone)
        if done:
            messages.success(request, _("Les deux fiches n’en font plus qu’une."))
        return redirect("team:shop", territory.slug, kept.pk)
    pairs = [(Shop._meta.get_field(name).verbose_name, getattr(kept, name), getattr(gone, name))
             for name in ("name", "siret", "number", "street", "postcode", "city", "phone", "email", "website", "opening_hours")]
    return render(request, "team/shops/merge.html", {"territory": territory, "kept": kept, "gone": gone, "pairs": pairs})
