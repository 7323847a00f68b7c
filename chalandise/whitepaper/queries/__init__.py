"""Reading what is published of a season."""
from chalandise.whitepaper.queries.editions import (
    committee_of,
    committees_of,
    edition_of,
    editions_of,
    latest_pack,
    pack_by_link,
    pack_of,
    packs_of,
    published,
    published_numbers,
    published_seasons,
)
from chalandise.whitepaper.queries.gather import digest, gather
from chalandise.whitepaper.queries.packs import gather_pack
from chalandise.whitepaper.queries.shown import shown, withdrawn

__all__ = ["committee_of", "committees_of", "digest", "edition_of", "editions_of", "gather", "gather_pack", "latest_pack",
           "pack_by_link", "pack_of", "packs_of", "published", "published_numbers", "published_seasons", "shown", "withdrawn"]
