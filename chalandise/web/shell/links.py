"""Mailed links: one address (/l/<token>/), one place for expiry and safety; each door registers what a purpose shows.

Reading may repeat (mail scanners open links); a gesture acts on POST only, and twice is the same as once (house.md, 4).
"""
HANDLERS = {}


def handles(purpose):
    """Register `view(request, link)` for a purpose. Doors call it in `links.py`, imported by their AppConfig.ready."""
    def keep(view):
        HANDLERS[purpose] = view
        return view
    return keep
