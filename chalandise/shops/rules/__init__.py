"""What a trade is, and what each value of a shop's record may be."""
from chalandise.shops.rules.trades import (
    CHANNELS,
    FAMILIES,
    TRADES,
    family_of,
    trade_choices,
    trade_label,
    trade_of,
)

__all__ = ["CHANNELS", "FAMILIES", "TRADES", "family_of", "trade_choices", "trade_label", "trade_of"]
