"""The merchant's home: one thing to do, one minute; then the mentor, the action, the journey."""
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from chalandise.shops.queries import shops_kept_by
from chalandise.web.merchant import home as reading
from chalandise.web.merchant import todo
from chalandise.web.merchant.gate import shop_page


@require_GET
@login_required
def index(request):
    """Go to my shop, or choose among mine."""
    shops = list(shops_kept_by(request.user)[:50])
    if len(shops) == 1:
        return redirect("merchant:home", shops[0].pk)
    return render(request, "merchant/index.html", {"shops": shops})


@require_GET
@shop_page
def home(request, shop):
    """My shop today."""
    found = reading.read(request.user, shop)
    waiting = todo.waiting(found) if found.place else []
    return render(request, "merchant/home.html", {
        "shop": shop, "home": found, "first": waiting[0] if waiting else None, "others": waiting[1:],
        "season": found.season,
        "action_address": todo.address(("merchant:action", shop.pk)), "visits_address": todo.address(("merchant:visits", shop.pk)),
        "lessons_address": todo.address(("merchant:lessons", shop.pk)),
        "charter_address": todo.address(("merchant:charter", shop.pk))})
