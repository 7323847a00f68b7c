"""What keeps visits from being planned, in sentences that name people and shops."""
from django.utils.translation import gettext, gettext_noop

WORDS = {
    "window": gettext_noop("la visite %(n)s de %(shop)s doit avoir lieu avant son jalon"),
    "mentor": gettext_noop("%(mentor)s n’est libre que certaines demi-journées"),
    "shop": gettext_noop("%(shop)s n’est ouverte qu’à certaines heures"),
    "rush": gettext_noop("%(shop)s ne reçoit pas aux heures de pointe"),
    "holidays": gettext_noop("personne ne travaille les jours fériés"),
    "apart": gettext_noop("dix jours au moins séparent deux visites de %(shop)s"),
    "together": gettext_noop("%(mentor)s ne peut être qu’à un endroit à la fois"),
    "guests": gettext_noop("%(shop)s reçoit une visite à la fois"),
}


def why_not(conflict, visits):
    """Say one smallest conflict ([[kind, key], …]); `visits` maps ids to visits with their pairing, shop and mentor."""
    of_mentor = {v.pairing.mentor_id: v.pairing.mentor for v in visits.values()}
    of_shop = {v.pairing.shop_id: v.pairing.shop for v in visits.values()}
    of_pairing = {v.pairing_id: v.pairing.shop for v in visits.values()}
    said = []
    for kind, key in conflict:
        words = WORDS.get(kind)
        if words is None:
            continue
        visit = visits.get(key) if kind == "window" else None
        shop = visit.pairing.shop if visit else of_pairing.get(key) if kind == "apart" else of_shop.get(key)
        said.append(gettext(words) % {"n": visit.number if visit else "", "shop": shop or "", "mentor": of_mentor.get(key) or ""})
    return gettext("Tout ne tient pas ensemble : %(limits)s. Changez l’une de ces choses, puis calculez à nouveau.") % {"limits": " ; ".join(dict.fromkeys(said))}
