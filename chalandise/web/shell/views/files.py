"""Files go through here: the address is signed by a page that already checked who asks."""
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from chalandise.foundation.files import IMAGE, find_signed


@require_safe
def fetch(request, key):
    """Send a file: a picture in place, anything else as a download that no browser interprets."""
    stored = find_signed(key, request.GET.get("t", ""))
    if stored is None:
        raise Http404
    try:
        response = FileResponse(stored.file.open("rb"), content_type=stored.media_type, filename=stored.name,
                                as_attachment=stored.kind != IMAGE)
    except FileNotFoundError:
        raise Http404 from None
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
