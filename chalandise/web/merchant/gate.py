"""The merchant's gate: pages of a shop that this person runs (/boutique/<shop>/…)."""
from chalandise.shops.queries import shop_kept_by
from chalandise.web.shell.gates import gate


def _shop(request, key):
    shop = shop_kept_by(request.user, key)
    request.shop, request.territory, request.accent = shop, shop.territory, shop.territory.accent
    return shop


shop_page = gate(_shop)  # view(request, shop, …); the URL names its first part <int:key>
