"""Writing about shops: one by one (keep, twins), and by whole files (imports, checking, applying)."""
from chalandise.shops.operations.applying import undo_import
from chalandise.shops.operations.imports import ask_apply, choose_sheet, confirm_mapping, decide, open_import, to_write
from chalandise.shops.operations.keep import close_shop, create_shop, edit_shop, reopen_shop
from chalandise.shops.operations.twins import merge_shops

__all__ = ["ask_apply", "choose_sheet", "close_shop", "confirm_mapping", "create_shop", "decide", "edit_shop", "merge_shops",
           "open_import", "reopen_shop", "to_write", "undo_import"]
