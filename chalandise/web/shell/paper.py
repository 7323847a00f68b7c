"""Chapters of a white paper or a pack on a page, the same for the team, the public and the committee."""
from chalandise.web.shell.figures import Bar, Bars


def drawn(chapters):
    """Return the chapters with their bar blocks as figures, ready for "shell/paper/_chapters.html"."""
    return [{**c, "blocks": [_figure(b) if b["kind"] == "bars" else b for b in c["blocks"]]} for c in chapters]


def _figure(block):
    return {"kind": "figure", "figure": Bars(block["title"], [Bar(r["label"], r["value"], words=r["words"]) for r in block["rows"]],
                                             source=block["note"], unit="%", low=0, high=100)}
