"""Reading people: who holds which role, what binds whom, who may make which gesture."""
from chalandise.people.queries.directory import (
    affiliations_of,
    bounced_among,
    consents_now,
    consents_of,
    demo_personas,
    digest_of,
    find_link,
    has_consent,
    has_role,
    hats_of,
    holders,
    is_alive,
    letters_in,
    letters_to_do,
    letters_to_print,
    organisation_named,
    roles_now,
    scopes_of,
    team_roles,
)
from chalandise.people.queries.ties import ties_about, ties_between, ties_of

__all__ = ["affiliations_of", "bounced_among", "consents_now", "consents_of", "demo_personas", "digest_of", "find_link", "has_consent", "has_role", "hats_of", "holders", "is_alive", "letters_in", "letters_to_do", "letters_to_print", "organisation_named", "roles_now", "scopes_of", "team_roles", "ties_about", "ties_between", "ties_of"]
