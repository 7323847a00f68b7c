"""What works may block, and what they mean for a shop today."""
from django.utils.translation import gettext_lazy as _

BLOCKS = {"cars": _("les voitures"), "deliveries": _("les livraisons"), "parking": _("le stationnement"), "pavement": _("le trottoir")}


def is_running(works, day):
    """Say whether a phase of works is under way on a day."""
    return works.starts_on <= day and (works.ends_on is None or day <= works.ends_on)


def blocked(works):
    """Return in words what a phase of works blocks."""
    return [str(BLOCKS[b]) for b in works.blocks if b in BLOCKS]
