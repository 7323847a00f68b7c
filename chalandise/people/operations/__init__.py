"""Writing about people: one module a subject; the gestures are called from here."""
from chalandise.people.operations.account import edit_person, erase_person
from chalandise.people.operations.conflicts import check_conflict, declare_interests, note_refusal
from chalandise.people.operations.consents import give_consent, withdraw_consent
from chalandise.people.operations.letters import (
           cancel_letter,
           edit_letter,
           mark_all_printed,
           mark_printed,
           record_bounce,
           release_letter,
           release_letters,
)
from chalandise.people.operations.links import issue_link, issue_links, renew_link, revoke_links, spend_link, use_link
from chalandise.people.operations.organisations import affiliate, end_affiliation, record_organisation
from chalandise.people.operations.roles import (
           cover_role,
           end_role,
           grant_role,
           hand_over,
           invite_colleague,
           remove_colleague,
)
from chalandise.people.operations.ties import declare_tie, derive_tie, end_tie, join_group

__all__ = ["affiliate", "cancel_letter", "check_conflict", "cover_role", "declare_interests", "declare_tie", "derive_tie", "edit_letter", "edit_person", "end_affiliation",
           "end_role", "end_tie", "erase_person", "give_consent", "grant_role", "hand_over", "invite_colleague",
           "issue_link", "issue_links", "join_group", "mark_all_printed", "mark_printed", "note_refusal", "record_bounce", "record_organisation", "release_letter", "release_letters",
           "remove_colleague",
           "renew_link", "revoke_links", "spend_link",
           "use_link", "withdraw_consent"]
