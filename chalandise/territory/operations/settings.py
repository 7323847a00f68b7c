"""A territory is founded, and its settings changed: who organises, whom to call, its colour, its statements."""
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from chalandise.computing.contrast import is_readable, proposal
from chalandise.foundation import journal
from chalandise.foundation.refusals import Refused
from chalandise.territory.models import Territory

FIELDS = ("name", "organiser", "accent", "contact_name", "contact_email", "contact_phone", "legal_notice", "privacy_notice",
          "accessibility_notice")


@transaction.atomic
def found_territory(*, by, name, organiser="", contact_email=""):
    """Open a territory that has no season yet; its address comes from its name."""
    name = " ".join(name.split())
    slug = slugify(name)[:60].strip("-")
    if not slug:
        raise Refused(_("Donnez le nom du territoire."), field="name")
    if slug == "territoire" or Territory.objects.filter(slug=slug).exists():
        raise Refused(_("Un territoire porte déjà ce nom."), field="name")
    territory = Territory.objects.create(name=name[:120], slug=slug, organiser=organiser, contact_email=contact_email)
    journal.record("territory.founded", by=by, on=territory, territory=territory.pk)
    return territory


def check_accent(accent):
    """Return a colour readable on our papers; refuse any other with the nearest one that is."""
    try:
        well = is_readable(accent)
    except ValueError as error:
        raise Refused(_("Une couleur s’écrit comme #7d4a92."), field="accent") from error
    if not well:
        raise Refused(_("Cette couleur est trop claire : du texte écrit avec elle ne se lirait pas. La plus proche qui convient "
                        "est %(other)s.") % {"other": proposal(accent)}, field="accent")
    return accent.lower()


@transaction.atomic
def edit_settings(*, by, territory, version, values):
    """Change the settings; raise Conflict when somebody changed the same ones meanwhile.

    Parameters
    ----------
    values : dict
        Some of FIELDS; an empty statement means the house's own text.
    """
    strange = set(values) - set(FIELDS)
    if strange:
        raise ValueError(f"not a setting: {sorted(strange)}")
    if not " ".join(values.get("name", territory.name).split()):
        raise Refused(_("Donnez le nom du territoire."), field="name")
    if "accent" in values:
        values = {**values, "accent": check_accent(values["accent"])}
    before = {name: getattr(territory, name) for name in values}
    territory.save_version(version=version, values=values)
    changed = [name for name in values if before[name] != values[name]]
    if changed:
        said = {n: [before[n], values[n]] if not n.endswith("_notice") and not n.startswith("contact") else ["", ""] for n in changed}
        journal.record("territory.settings_changed", by=by, on=territory, changes=said, territory=territory.pk)
    return territory
