"""The few shapes a chapter is made of. Plain data: they are frozen in an edition, drawn on a page and set on paper.

Kinds: text, note, facts (label, value, note), table (columns, rows, note), bars (label, value out of 100, words), list, quote.
"""


def chapter(key, title, *blocks):
    return {"key": key, "title": str(title), "blocks": [b for b in blocks if b]}


def text(words):
    return {"kind": "text", "text": str(words)}


def note(words):
    return {"kind": "note", "text": str(words)}


def facts(*rows):
    """`rows`: (label, value, note) or (label, value, note, code of the figure)."""
    return {"kind": "facts", "rows": [{"label": str(r[0]), "value": str(r[1]), "note": str(r[2]), "code": r[3] if len(r) > 3 else ""}
                                      for r in rows]}


def table(title, columns, rows, words=""):
    rows = [[str(c) for c in row] for row in rows]
    return {"kind": "table", "title": str(title), "columns": [str(c) for c in columns], "rows": rows, "note": str(words)} if rows else None


def bars(title, rows, words=""):
    """`rows`: (label, value 0 to 100, words)."""
    rows = [{"label": str(label), "value": max(0, min(100, round(value))), "words": str(said)} for label, value, said in rows]
    return {"kind": "bars", "title": str(title), "rows": rows, "note": str(words)} if rows else None


def bullets(title, items):
    items = [str(i) for i in items]
    return {"kind": "list", "title": str(title), "items": items} if items else None


def quote(words, who, consent=None):
    """`consent`: id of the consent that lets a name stand here; the name itself is never frozen, it is read when shown."""
    return {"kind": "quote", "text": str(words), "who": str(who), "consent": consent}
