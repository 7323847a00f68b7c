"""Reading assessments. Each query takes the person, or an object that a gate has already checked for that person."""
from chalandise.diagnostics.queries.peers import Peers, peers_of
from chalandise.diagnostics.queries.restitution import Restitution, restitution
from chalandise.diagnostics.queries.sheets import (
    Sheet,
    assessment_of,
    assessments_of_shop,
    bank_for,
    due_moment,
    place_in_season,
    place_of_shop,
    places_assessed_by_mentor,
    sheet,
    slot,
)

__all__ = ["Peers", "Restitution", "Sheet", "assessment_of", "assessments_of_shop", "bank_for", "due_moment", "peers_of", "place_in_season", "place_of_shop",
           "places_assessed_by_mentor", "restitution", "sheet", "slot"]
