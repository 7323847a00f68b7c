"""The stylesheet: one file per component on disk, one answer on the wire; and the accent of a territory."""
import gzip
import hashlib
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpResponse
from django.templatetags.static import static
from django.utils.cache import patch_vary_headers

from chalandise.computing.contrast import shades

FOLDER = Path(__file__).resolve().parent.parent / "static" / "shell" / "css"
FOREVER = "public, max-age=31536000, immutable"


def _read():
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.css")))
    text = re.sub(r"/\*.*?\*/\s*", "", text, flags=re.DOTALL)
    text = re.sub(r"url\(\.\./(fonts/[^)]+)\)", lambda m: f"url({static('shell/' + m[1])})", text)
    body = re.sub(r"\n\s*", "\n", text).encode()
    return hashlib.sha256(body).hexdigest()[:12], body, gzip.compress(body, 9, mtime=0)


_kept = cache(_read)


def stylesheet():
    """Return (digest, body, gzipped body), read again at each call only while developing."""
    return _read() if settings.DEBUG else _kept()


def sheet(request, digest):
    """Answer the components' styles, cached for ever under their digest."""
    present, body, small = stylesheet()
    return _css(request, body, small, FOREVER if digest == present else "no-cache")


def accent(request, colour):
    """Answer the few properties that change with a territory, readable on light and on dark."""
    if not re.fullmatch(r"[0-9a-f]{6}", colour):
        raise Http404
    tone = shades(f"#{colour}")
    light, dark = ("{" + ";".join(f"--{k.replace('_', '-')}:{v}" for k, v in scheme.items()) + "}" for scheme in (tone.light, tone.dark))
    body = f"@layer tokens{{:root{light}@media screen and (prefers-color-scheme:dark){{:root{dark}}}}}".encode()
    return _css(request, body, gzip.compress(body, mtime=0), FOREVER)


def _css(request, body, small, keep):
    zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    answer = HttpResponse(small if zipped else body, content_type="text/css; charset=utf-8", headers={"Cache-Control": keep})
    if zipped:
        answer["Content-Encoding"] = "gzip"
    patch_vary_headers(answer, ["Accept-Encoding"])
    return answer
