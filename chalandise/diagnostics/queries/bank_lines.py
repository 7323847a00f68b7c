"""Where each value of a bank's text stands, and the same text with some values replaced, comments and shape kept."""
import json
import re

HEAD = re.compile(r"\s*(\[\[?)([\w.-]+)\]")
PAIR = re.compile(r"\s*([\w.-]+)\s*=\s*")


def places(text):
    """Return {path: (line, column)} from 1, of the tables and values of a TOML text.

    A path is a tuple such as ("question", 3, "answer", 0, "worth"); inline tables and arrays are one place.
    """
    found, arrays, here, inside = {(): (1, 1)}, {}, (), False
    for number, line in enumerate(text.splitlines(), 1):
        if inside:
            inside = line.count('"""') % 2 == 0
            continue
        if head := HEAD.match(line):
            here = _table(head, arrays)
            found[here] = (number, head.start(1) + 1)
        elif pair := PAIR.match(line):
            names = tuple(pair[1].split("."))
            for depth in range(1, len(names)):  # "ask.fr" opens the table "ask"
                found.setdefault(here + names[:depth], (number, pair.start(1) + 1))
            found[here + names] = (number, pair.end() + 1)
            inside = line.count('"""') % 2 == 1
    return found


def _table(head, arrays):
    """Return the path of a header, counting the entries of arrays of tables."""
    path, names = (), head[2].split(".")
    for depth, name in enumerate(names):
        path += (name,)
        if head[1] == "[[" and depth == len(names) - 1:
            arrays[path] = arrays.get(path, -1) + 1
        if path in arrays:
            path += (arrays[path],)
    return path


def nearest(found, path):
    """Return the place of a path, or of the closest table around it."""
    while path not in found:
        path = path[:-1]
    return found[path]


def rewritten(text, values):
    """Return the text with `values` {path: text, number or list} in place; a value that is not there goes below its table's head.

    Raises
    ------
    KeyError
        The table of a path does not exist.
    """
    lines, found, added = text.splitlines(), places(text), []
    for path, value in values.items():
        if path in found:
            line, column = found[path]
            old = lines[line - 1][column - 1:]
            lines[line - 1] = lines[line - 1][:column - 1] + _toml(value)
            if old.startswith('"""') and old.count('"""') == 1:  # a text of several lines: the others go
                end = next(n for n in range(line, len(lines)) if '"""' in (lines[n] or ""))
                lines[line:end + 1] = [None] * (end + 1 - line)
        else:
            depth = next((n for n in range(len(path) - 1, 0, -1) if path[:n] in found), 0)
            if not depth or isinstance(path[depth], int):
                raise KeyError(path)
            line, column = found[path[:depth]]
            added.append((line, " " * (column - 1) + ".".join(path[depth:]) + " = " + _toml(value)))
    for line, written in sorted(added, reverse=True):
        lines.insert(line, written)
    return "\n".join(line for line in lines if line is not None) + "\n"


def _toml(value):
    if isinstance(value, (list, tuple, set, frozenset)):
        return "[" + ", ".join(_toml(v) for v in value) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
