"""How far a long work is: seen by who asked for it, on a page that may be left."""
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chalandise.foundation.models import Job


@require_safe
@login_required
@never_cache
def progress(request, key):
    """Show a job; htmx asks for the part that moves, a browser without scripts reloads by itself.

    `?suite=<address>` is where its result can be seen once it is done.
    """
    job = Job.objects.filter(pk=key).first()
    if job is None or not (request.user.is_superuser or job.owner_key == request.user.key):
        raise Http404
    after = request.GET.get("suite", "")
    if not url_has_allowed_host_and_scheme(after, allowed_hosts=None):
        after = ""
    part = request.htmx and not request.htmx.boosted
    known = {"job": job, "after": after, "percent": min(100, 100 * job.done // job.total) if job.total else None}
    response = render(request, "shell/jobs/_progress.html" if part else "shell/jobs/progress.html", known)
    if part and job.finished_at:
        if after and not job.failed:
            response["HX-Redirect"] = after  # the result is what was waited for
        else:
            response["HX-Refresh"] = "true"
    return response
