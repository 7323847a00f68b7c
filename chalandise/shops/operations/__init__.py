"""Writing about shops: one by one (keep, twins), and by whole files (imports)."""
from chalandise.shops.operations.keep import close_shop, create_shop, edit_shop, reopen_shop
from chalandise.shops.operations.twins import merge_shops

__all__ = ["close_shop", "create_shop", "edit_shop", "merge_shops", "reopen_shop"]
