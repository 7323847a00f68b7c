"""What a season prints: proofs and charters, tagged and complete."""
import io

import pikepdf

from chalandise.seasons import documents
from chalandise.seasons.operations import charters
from chalandise.seasons.queries import charters as reading
from chalandise.seasons.queries import playbook


def test_the_certificate_and_the_sheet_are_accessible_pdf(cast):
    cast.pairing  # noqa: B018
    text = charters.publish_new_version(by=cast.rose, season=cast.season, audience="merchant", tell=False,
                                        text=playbook.charter(cast.season, "merchant"))
    made = charters.sign(season=cast.season, audience="merchant", person=cast.lila, shop=cast.lys, typed_name="Lila Sarda")
    for pdf in (documents.certificate(made), documents.charter_sheet(text, reading.roll(cast.season, "merchant")[0], "http://exemple.invalid/l/x/"),
                documents.charter_sheet(text, reading.roll(cast.season, "merchant")[0], "")):
        with pikepdf.open(io.BytesIO(pdf)) as document:
            assert document.Root.MarkInfo.Marked
