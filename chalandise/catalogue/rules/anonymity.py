"""What a reviewer reads of a sheet when companies are not named: codes and figures as they are, texts once the team went over them, nothing else."""
import re

# Codes, figures and dates: they name nobody.
OPEN = ("needs", "trades", "level", "price_setup", "price_month", "trial_months", "price_after", "commission", "commitment_months",
        "data_location", "accessibility", "languages", "install_hours")
# Texts in which a company may be named: shown as the team left them, and not at all before.
TEXTS = ("summary", "text", "prerequisites", "price_note", "data_note", "exit_text", "exit_formats", "references", "motivation")


def without_names(sheet, redacted):
    """Return the part of a sheet that names nobody.

    Parameters
    ----------
    sheet : dict
        As a version keeps it.
    redacted : {field: text}
        What the team left of each text. A text that it did not read, or emptied, is left out: the original never comes back.
        What the sheet may hold beside (company, addresses, demo account, documents) is never shown.
    """
    shown = {name: sheet[name] for name in OPEN if name in sheet}
    return {**shown, **{name: redacted[name] for name in TEXTS if redacted.get(name)}}


def texts_of(sheet):
    """Return {field: text} of what the team has to go over in a sheet."""
    return {name: sheet[name] for name in TEXTS if sheet.get(name)}


def proposed(text, names, instead):
    """Return a text in which each of some names, whatever its case, is replaced: what the team starts from."""
    for name in sorted({n.strip() for n in names if n and n.strip()}, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", instead, text, flags=re.IGNORECASE)
    return text
