"""The white paper and the packs on paper (PDF/UA)."""
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from chalandise.foundation import documents, wording
from chalandise.whitepaper.queries import shown


def edition(found, language="fr"):
    """Return the PDF of an edition as it may be read now."""
    season = found.content["season"]
    with translation.override(language):
        title = _("Livre blanc : %(season)s") % {"season": season["name"]}
        under = _("%(axis)s, %(territory)s. Édition %(n)s, %(day)s.") % {
            "axis": season["axis"], "territory": season["territory"], "n": found.number, "day": wording.day_year(found.made_at)}
        trail = _("Empreinte du contenu (sha256) : %(digest)s. Chaque chiffre, sa requête et le nombre d’enregistrements sont dans le "
                  "fichier joint à la page de cette édition.") % {"digest": found.digest}
    return _paper(found.content, language, title, under, trail)


def pack(found, language="fr"):
    """Return the PDF of a committee's pack."""
    content = found.content
    starts = datetime.fromisoformat(content["gathering"]["starts_at"])
    with translation.override(language):
        title = content["gathering"]["title"]
        under = _("%(season)s. %(when)s. %(place)s") % {"season": content["season"]["name"], "when": wording.moment(starts),
                                                        "place": content["gathering"]["place"]}
        trail = _("Chiffres arrêtés le %(day)s.") % {"day": wording.moment(found.made_at)}
    return _paper(content, language, title, under, trail)


def _paper(content, language, title, under, trail):
    data = {"territory": content["season"]["territory"], "accent": content["season"]["accent"], "heading": title, "under": under,
            "trail": trail, "chapters": shown(content, language)}
    return documents.pdf("whitepaper/paper.typ", data, title=title, lang=language)
