"""Translations without gettext's programs: French is the language of the sources, English stands in locale/en of each room.

    python tools/messages.py compile            write the .mo files that are older than their .po
    python tools/messages.py collect [folder…]  add new sentences to the .po files, drop those no longer used
"""
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
KEYWORDS = {"gettext": None, "gettext_lazy": None, "gettext_noop": None, "_": None, "_n": (1, 2),
            "ngettext": (1, 2), "ngettext_lazy": (1, 2),
            "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}


def folders():
    """The apps that speak: every package of the house with an apps.py, longest path first."""
    found = [p.parent for p in (ROOT / "chalandise").rglob("apps.py")]
    return sorted(found, key=lambda p: -len(p.parts))


def compile_all():
    import polib
    for po in (ROOT / "chalandise").rglob("locale/*/LC_MESSAGES/django.po"):
        mo = po.with_suffix(".mo")
        french = Path(str(mo).replace("/en/", "/fr/"))
        if not mo.exists() or not french.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            polib.pofile(str(po)).save_as_mofile(str(mo))
            french_plurals(polib, po, french)


def french_plurals(polib, english, path):
    """Write the French catalogue of a room: its sentences are French already, but zero is singular ("0 lettre")."""
    french = polib.MOFile()
    french.metadata = {"Content-Type": "text/plain; charset=utf-8", "Plural-Forms": "nplurals=2; plural=(n > 1);"}
    for entry in polib.pofile(str(english)):
        if entry.msgid_plural:
            french.append(polib.MOEntry(msgctxt=entry.msgctxt, msgid=entry.msgid, msgid_plural=entry.msgid_plural,
                                        msgstr_plural={0: entry.msgid, 1: entry.msgid_plural}))
    path.parent.mkdir(parents=True, exist_ok=True)
    french.save(str(path))


def sentences(folder, inner):
    """Yield (context, singular, plural) said by one app, its sub-apps left out."""
    import io

    import django
    from babel.messages.extract import extract
    from django.conf import settings
    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    from django.utils.translation.template import templatize
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".py", ".html", ".md", ".txt", ".typ", ".xml") or any(i in path.parents for i in inner) or "migrations" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            text = templatize(text)
        for _, found, _, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
            words = list(found) if isinstance(found, tuple) else [found]
            words = [w for w in words if w]
            if words:
                yield context, words[0], words[1] if len(words) > 1 else None


def all_sentences():
    """Map each app folder to the ordered set of what it says."""
    apps = folders()
    return {a: list(dict.fromkeys(sentences(a, [b for b in apps if b != a and a in b.parents]))) for a in apps}


def collect(*only):
    import polib
    for folder, said in all_sentences().items():
        if only and not any(str(folder).endswith(o.strip("/")) for o in only):
            continue
        path = folder / "locale/en/LC_MESSAGES/django.po"
        if not said and not path.exists():
            continue
        old = {(e.msgctxt, e.msgid): e for e in polib.pofile(str(path))} if path.exists() else {}
        new = polib.POFile(wrapwidth=110)
        new.metadata = {"Language": "en", "MIME-Version": "1.0", "Content-Type": "text/plain; charset=utf-8",
                        "Content-Transfer-Encoding": "8bit", "Plural-Forms": "nplurals=2; plural=(n != 1);"}
        for context, one, many in said:
            entry = polib.POEntry(msgid=one, msgctxt=context)
            was = old.get((context, one))
            if many:
                entry.msgid_plural = many
                kept = was.msgstr_plural if was else {}
                entry.msgstr_plural = {0: kept.get(0, ""), 1: kept.get(1, "")}
            elif was:
                entry.msgstr = was.msgstr
            new.append(entry)
        path.parent.mkdir(parents=True, exist_ok=True)
        new.save(str(path))
        missing = sum(1 for e in new if not e.translated())
        print(f"{folder.relative_to(ROOT)}: {len(new)} sentences" + (f", {missing} to translate" if missing else ""))


if __name__ == "__main__":
    {"compile": compile_all, "collect": collect}[sys.argv[1]](*sys.argv[2:])
