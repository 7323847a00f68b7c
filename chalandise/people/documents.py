"""Letters on paper, for people without an e-mail address."""
import re

from chalandise.foundation import documents


def paper_letter(letter, *, territory="", accent=""):
    """Return the PDF of a letter; the first link of its text becomes a QR code beside the address in full."""
    link = re.search(r"\[[^\]]+\]\((https?://[^)\s]+)\)", letter.body)
    body = re.sub(r"^\[[^\]]+\]\(https?://[^)\s]+\)$", "", letter.body, flags=re.MULTILINE)
    return documents.pdf("people/letter.typ", {
        "territory": territory, "accent": accent, "to": letter.to_name, "subject": letter.subject, "reason": letter.reason,
        "written": letter.written_at.date(), "body": documents.blocks(body), "link": link[1] if link else "",
        "qr": documents.qr_svg(link[1]) if link else ""}, title=letter.subject, lang=letter.language)
