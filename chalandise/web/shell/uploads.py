"""A request that is far too large is refused by what it announces, before anything of it is read."""
from django.conf import settings
from django.shortcuts import render

BESIDE = 2 * 2**20  # what a form may weigh beside its file


def refuse_huge(get_response):
    """Middleware: answer 413 with the limit in words; neither memory nor disk sees the file."""
    def answer(request):
        size = request.META.get("CONTENT_LENGTH") or "0"
        if size.isdecimal() and int(size) > settings.UPLOAD_LIMIT + BESIDE:
            response = render(request, "shell/errors/413.html", {"size": -(-int(size) // 2**20), "limit": settings.UPLOAD_LIMIT // 2**20}, status=413)
            response["Connection"] = "close"  # nobody waits for the rest
            return response
        return get_response(request)
    return answer
