"""What must hold in a season: small predicates, and what makes a playbook usable."""
import re

_SHAPES = {  # table: {key: what it must be}
    "milestones": {"key": "word", "label": "words", "about": "words"},
    "criteria": {"key": "word", "label": "words", "about": "words", "weight": "count", "anchors": "lists"},
    "indicators": {"code": "word", "unit": "words", "question": "words"},
    "kinds": {"code": "word", "label": "words", "about": "words", "indicators": "list"},
}
_THRESHOLDS = {"first_contact", "charter_unsigned", "slots_unanswered", "visit_reminder", "minutes_missing", "silence",
               "action_stalled", "reading_missing", "gathering_reminder", "complaint_answer"}


def _text(value):
    return isinstance(value, str) and bool(value.strip())


_TESTS = {
    "word": (lambda v: isinstance(v, str) and re.fullmatch(r"[a-z][a-z0-9_]{0,39}", v), "must be a short word: a-z, 0-9 and _"),
    "words": (lambda v: isinstance(v, dict) and _text(v.get("fr")) and _text(v.get("en")), "needs a text in fr and in en"),
    "count": (lambda v: isinstance(v, int) and not isinstance(v, bool) and v > 0, "must be a whole number above 0"),
    "list": (lambda v: isinstance(v, list) and v and all(map(_text, v)), "must be a list of words"),
    "lists": (lambda v: isinstance(v, dict) and all(isinstance(v.get(c), list) and v[c] for c in ("fr", "en")),
              "needs a list in fr and in en"),
}


def _month_day(value):
    match = isinstance(value, str) and re.fullmatch(r"(\d\d)-(\d\d)", value)
    # 29 February does not come every year.
    return bool(match) and 1 <= int(match[1]) <= 12 and 1 <= int(match[2]) <= (28, 30, 31)[
        0 if match[1] == "02" else 1 if match[1] in ("04", "06", "09", "11") else 2]


def playbook_faults(book):
    """Yield (where, why) for everything that makes a playbook unusable; nothing when it is sound."""
    for key in ("key", "version"):
        if not _text(book.get(key)):
            yield key, "is missing"
    for key in ("visits", "panel_size"):
        if not _TESTS["count"][0](book.get(key)):
            yield key, _TESTS["count"][1]
    if not _TESTS["words"][0](book.get("name")):
        yield "name", _TESTS["words"][1]
    for table, shape in _SHAPES.items():
        yield from _table_faults(table, shape, book.get(table))
    yield from _milestone_faults([m for m in book.get("milestones") or [] if isinstance(m, dict)])
    yield from _threshold_faults(book.get("thresholds"))
    known = {i.get("code") for i in book.get("indicators") or []}
    for n, kind in enumerate(book.get("kinds") or []):
        for code in kind.get("indicators") or []:
            if code not in known:
                yield f"kinds[{n}].indicators", f"{code!r} is not an indicator"


def _table_faults(table, shape, rows):
    if not isinstance(rows, list) or not rows:
        yield table, "is missing"
        return
    seen = set()
    for n, row in enumerate(rows):
        for key, kind in shape.items():
            test, why = _TESTS[kind]
            if key not in row:
                yield f"{table}[{n}].{key}", "is missing"
            elif not test(row[key]):
                yield f"{table}[{n}].{key}", why
        name = row.get("key") or row.get("code")
        if name in seen:
            yield f"{table}[{n}].{'key' if 'key' in row else 'code'}", f"{name!r} is there twice"
        seen.add(name)


def _milestone_faults(rows):
    known = []
    for n, row in enumerate(rows):
        here, anchor = f"milestones[{n}]", row.get("after")
        if anchor is None and n:
            yield f"{here}.after", "only the first milestone has no anchor"
        elif anchor is not None and anchor not in known:
            yield f"{here}.after", f"{anchor!r} is not a milestone above this one"
        known.append(row.get("key"))
        if "from_day" in row or "to_day" in row:
            for key in ("from_day", "to_day"):
                if not _month_day(row.get(key)):
                    yield f"{here}.{key}", "must be a day of every year, written 12-31"
        elif not isinstance(row.get("days"), int) or isinstance(row.get("days"), bool) or not 0 <= row["days"] <= 1000:
            yield f"{here}.days", "must be a whole number of working days, 0 to 1000"


def _threshold_faults(table):
    if not isinstance(table, dict):
        yield "thresholds", "is missing"
        return
    for name in sorted(_THRESHOLDS - set(table)):
        yield f"thresholds.{name}", "is missing"
    for name, value in table.items():
        if not _TESTS["count"][0](value):
            yield f"thresholds.{name}", _TESTS["count"][1]


# --- complaints -----------------------------------------------------------------------------------------------------

def may_read_complaint(person, complaint):
    """Say whether somebody of the team may read a complaint: never the one that it is about, nor its own author as judge."""
    return person.pk not in (complaint.about_id, complaint.person_id)
