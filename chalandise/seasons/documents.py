"""Documents of a season on paper: the certificate of a signature, a charter to sign by hand."""
from django.utils.translation import gettext as _

from chalandise.foundation import documents


def certificate(signature, *, lang="fr"):
    """Return the PDF that proves a signature: who, what text (its digest), when, how."""
    season = signature.charter.season
    return documents.pdf("seasons/certificate.typ", {
        "territory": season.territory.name, "accent": season.territory.accent, "season": season.name,
        "organiser": season.territory.organiser, "shop": signature.shop.name if signature.shop else "",
        "audience": str(signature.charter.get_audience_display()), "name": signature.typed_name,
        "version": signature.charter.version, "digest": signature.digest, "at": signature.at, "via": signature.via,
        "recorder": signature.recorded_by.full_name if signature.recorded_by else "",
        "withdrawn": signature.withdrawn_at, "number": signature.pk, "blocks": documents.blocks(signature.charter.text),
    }, title=_("Certificat de signature"), lang=lang)


def charter_sheet(charter, signer, address, *, lang="fr"):
    """Return the PDF of a charter to read and sign by hand, with the address where it can be signed on a phone."""
    season = charter.season
    return documents.pdf("seasons/charter.typ", {
        "territory": season.territory.name, "accent": season.territory.accent, "season": season.name,
        "organiser": season.territory.organiser, "shop": signer.shop.name if signer.shop else "",
        "name": signer.person.full_name if signer.person else "", "version": charter.version, "address": address,
        "qr": documents.qr_svg(address) if address else "", "blocks": documents.blocks(charter.text),
    }, title=_("Charte"), lang=lang)
