"""Cursors: opaque, short, and refused when somebody made them up."""
import base64
import binascii

from chalandise.api.problems import Wrong


def write(kind, key):
    """Return the cursor after a key: letters and figures only."""
    return base64.urlsafe_b64encode(f"{kind}:{key}".encode()).decode().rstrip("=")


def read(kind, cursor):
    """Return the key of a cursor of this kind, 0 for an empty one; raise Wrong otherwise."""
    if not cursor:
        return 0
    try:
        said, _colon, key = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii").partition(":")
    except (binascii.Error, ValueError):
        raise Wrong("cursor", "This cursor is not one of ours: take `next` of the page before.") from None
    if said != kind or not key.isascii() or not key.isdecimal() or len(key) > 18:
        raise Wrong("cursor", "This cursor is not one of ours: take `next` of the page before.")
    return int(key)
