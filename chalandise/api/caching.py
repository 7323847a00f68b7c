"""Answers that others may keep: an ETag, a few minutes, read from any site."""
import hashlib
from functools import wraps

from django.http import HttpResponseNotModified
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags

MINUTES = 5


def opened(view):
    """Decorate a public, cookieless answer: ETag and 304, Cache-Control, and the permission to be read from any page."""
    @wraps(view)
    def answered(request, *args, **kwargs):
        return mark(request, view(request, *args, **kwargs))
    return answered


def mark(request, response):
    """Put the headers on an answer, and leave out its body when the reader has it already."""
    response["Access-Control-Allow-Origin"] = "*"
    if response.status_code != 200:
        return response
    patch_cache_control(response, public=True, max_age=60 * MINUTES)
    if response.streaming:
        return response
    response["ETag"] = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    if matches(request, response["ETag"]):
        gone = HttpResponseNotModified()
        for name in ("ETag", "Cache-Control", "Vary", "Access-Control-Allow-Origin"):
            if name in response:
                gone[name] = response[name]
        return gone
    return response


def matches(request, etag):
    """Say whether the reader has this answer already (If-None-Match, compared weakly)."""
    held = parse_etags(request.headers.get("If-None-Match", ""))
    bare = etag.removeprefix("W/")
    return "*" in held or any(one.removeprefix("W/") == bare for one in held)
