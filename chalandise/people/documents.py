"""Letters on paper, for people without an e-mail address."""
import re

from django.utils.translation import gettext as _

from chalandise.foundation import documents


def paper_letter(letter, *, territory="", accent=""):
    """Return the PDF of a letter; the first link of its text becomes a QR code beside the address in full."""
    return documents.pdf("people/letter.typ", {"territory": territory, "accent": accent, "letters": [_sheet(letter)]},
                         title=letter.subject, lang=letter.language)


def paper_letters(letters, *, territory="", accent="", lang="fr"):
    """Return one PDF of several letters, each beginning on a right-hand page: printed on both sides, none shares a sheet."""
    return documents.pdf("people/letter.typ", {"territory": territory, "accent": accent, "letters": [_sheet(one) for one in letters],
                                               "bundle": True}, title=_("Lettres à remettre"), lang=lang)


def _sheet(letter):
    link = re.search(r"\[[^\]]+\]\((https?://[^)\s]+)\)", letter.body)
    body = re.sub(r"^\[[^\]]+\]\(https?://[^)\s]+\)$", "", letter.body, flags=re.MULTILINE)
    return {"to": letter.to_name, "subject": letter.subject, "reason": letter.reason, "written": letter.written_at.date(),
            "body": documents.blocks(body), "link": link[1] if link else "", "qr": documents.qr_svg(link[1]) if link else ""}
