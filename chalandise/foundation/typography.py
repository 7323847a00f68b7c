"""French spaces that do not break: narrow before ; ! ?, whole before : and %, inside « », between a figure and its €.

Sentences are written with the spaces of a keyboard, in the sources as in what people type; pages, letters and documents
are given the right ones as they leave (Lexique des règles typographiques en usage à l'Imprimerie nationale).
"""
import re

NARROW, WHOLE = "\u202f", "\u00a0"
KEPT = re.compile(r"""<(script|style|textarea|pre|code)\b.*?</\1>      # what is not a sentence
                    | <!--.*?-->
                    | </?[a-zA-Z!](?:"[^"]*"|'[^']*'|[^'">])*>         # a tag, with its attributes
                    | [ ](?P<mark>[;!?:»%€])                           # a space before a mark
                    | (?<=\d)[ ](?=h\b) | (?<=\d[ \u00a0]h)[ ](?=\d)   # 10 h 30
                    | «[ ]""", re.VERBOSE | re.DOTALL)
PLAIN = re.compile(r" (?P<mark>[;!?:»%€])|(?<=\d) (?=h\b)|(?<=\d[ \u00a0]h) (?=\d)|« ")


def of_html(html):
    """Return the HTML with the spaces of its French sentences; tags, scripts and fields keep theirs."""
    return KEPT.sub(_spaced, html)


def english_of_html(html):
    """Return the HTML of an English page: templates join a name and what is said of it by " : ", English has no space there.

    Other marks are left alone: a page in English also holds what people wrote in French.
    """
    return KEPT.sub(lambda found: ":" if found["mark"] == ":" else found[0], html)


def of_text(text):
    """Return a plain sentence with its French spaces."""
    return PLAIN.sub(_spaced, text)


def _spaced(found):
    if found[0] == "« ":
        return f"«{WHOLE}"
    if found[0] == " ":
        return WHOLE
    mark = found["mark"]
    if not mark:
        return found[0]
    return f"{NARROW if mark in ';!?' else WHOLE}{mark}"
