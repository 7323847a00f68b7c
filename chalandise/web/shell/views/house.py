"""/maison/: every component of the house with every state, for those who build and operate it."""
from datetime import timedelta
from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chalandise.foundation import clock
from chalandise.web.shell import samples
from chalandise.web.shell.icons import ICONS


@require_safe
@login_required
def components(request):
    """Show the components. Operators only: to anybody else this page does not exist."""
    if not request.user.is_superuser:
        raise Http404
    axis, shops = samples.street()
    now = clock.now()
    return render(request, "shell/house/components.html", {
        "season": samples.season(), "season_before": samples.season(120), "season_after": samples.season(-500), "empty_season": None,
        "journey": samples.journey(), "axis": axis, "shops": shops, "forms": samples.forms_in_every_state(), "page": samples.page(),
        "figures": samples.drawings(), "icons": list(ICONS), "now": now, "moments": [now - timedelta(d) for d in (400, 23, 1, 0, -1, -9)],
        "money": Decimal("4310.5"), "phone": "+33500000000"})
