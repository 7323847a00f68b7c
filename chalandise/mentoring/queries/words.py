"""Sentences for the codes that computing gives: reasons of a fit, bars, facts of health, gestures."""
import json
from functools import cache
from pathlib import Path

from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from chalandise.foundation import wording
from chalandise.people.queries.reasons import tie_words

DATA = Path(__file__).resolve().parent.parent / "data"

BARS = {
    "unsigned": _("N’a pas encore signé la charte."),
    "rival": _("Accompagne déjà un concurrent direct de la boutique, et les deux ne l’ont pas accepté."),
    "full": _("Accompagne déjà autant de commerces que prévu."),
}
UNSERVED = {
    "no_candidate": _("Aucun parrain accepté n’a signé la charte."),
    "all_barred": _("Tous les parrains possibles ont un conflit d’intérêts, ou vous les avez écartés."),
    "capacity": _("Les parrains possibles accompagnent déjà un commerce qui n’avait personne d’autre."),
    "rivals": _("Le parrain qui aurait de la place accompagne un concurrent direct, et les deux ne l’ont pas accepté."),
}
STATES = {"early": _("trop tôt"), "track": _("suit son cours"), "call": _("à appeler"), "risk": _("à risque")}
TAGS = {"early": "calm", "track": "ok", "call": "watch", "risk": "act"}
GESTURES = {
    "write_both": _("Écrire aux deux"), "write_mentor": _("Écrire au parrain"), "write_merchant": _("Écrire au commerçant"),
    "ask_minutes": _("Demander le compte rendu"), "call_both": _("Appeler"), "call_merchant": _("Appeler le commerçant"),
    "repair": _("Proposer un autre parrain"), "answer": _("Répondre à la réclamation"), "announce": _("Annoncer le parrainage"),
}
THEMES = {"found": _("Être trouvé"), "sell": _("Vendre"), "relation": _("Relation client"), "daily": _("Travail quotidien"),
          "safety": _("Données et sécurité"), "skills": _("Compétences"), "sobriety": _("Sobriété"), "other": _("Autre chose")}


@cache
def _codes(name):
    path = DATA / name
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


def _entries():
    data = _codes("skills.json")
    return data.get("skills", []) if isinstance(data, dict) else data


def skill(code):
    """Return the words of a skill's code, in the reader's language."""
    language = "en" if (get_language() or "fr").startswith("en") else "fr"
    entry = next((e for e in _entries() if e.get("code") == code), None)
    return str(entry.get(language) or entry.get("label") or code) if entry else code


def skill_choices():
    """Return [(code, words)] of every skill that a mentor may offer."""
    return [(e["code"], skill(e["code"])) for e in _entries()]


def _listed(codes):
    return ", ".join(skill(c) for c in codes)


REASONS = {
    "skills": lambda v: gettext("Sait faire ce qu’il faut : %(what)s") % {"what": _listed(v)},
    "skills_missing": lambda v: gettext("Il manquerait : %(what)s") % {"what": _listed(v)},
    "need_unknown": lambda v: gettext("Le besoin de la boutique n’est pas encore décrit"),
    "trade": lambda v: gettext("Connaît ce métier"),
    "trade_new": lambda v: gettext("Ne connaît pas ce métier"),
    "times": lambda v: ngettext("%(n)s demi-journée en commun", "%(n)s demi-journées en commun", v) % {"n": v},
    "no_times": lambda v: gettext("Aucune demi-journée en commun"),
    "times_unknown": lambda v: gettext("Horaires de la boutique ou du parrain inconnus"),
    "near": lambda v: gettext("À %(km)s km") % {"km": wording.number(v)},
    "distance": lambda v: gettext("À %(km)s km") % {"km": wording.number(v)},
    "far": lambda v: gettext("Loin : %(km)s km") % {"km": wording.number(v)},
    "distance_unknown": lambda v: gettext("Distance inconnue"),
    "merchant_wishes": lambda v: gettext("Le commerçant le souhaite"),
    "mentor_wishes": lambda v: gettext("Le parrain le souhaite"),
    "merchant_doubts": lambda v: gettext("Le commerçant préférerait quelqu’un d’autre"),
    "mentor_doubts": lambda v: gettext("Le parrain préférerait une autre boutique"),
    "tie": lambda v: gettext("Un lien est connu (%(kind)s) : il faut une deuxième personne") % {"kind": tie_words(v[0])},
    "sells": lambda v: gettext("Son entreprise vend aux commerces : vérifiez qu’elle ne fournit pas celui-ci"),
}


def reason(code, value=None):
    """Return one reason of a fit in words."""
    return REASONS[code](value) if code in REASONS else code


def reasons(pairs):
    return [reason(code, value) for code, value in pairs]


ALERTS = {  # the rules of computing/health, as a list names them
    "complaint": _("Réclamation sans réponse"), "fit_bad": _("Le courant ne passe pas"), "silence": _("Silence"),
    "not_announced": _("Parrainage pas annoncé"), "no_contact": _("Pas de premier contact"), "minutes_late": _("Compte rendu en retard"),
    "visit_missed": _("Visite manquée"), "slots_waiting": _("Créneaux sans réponse"), "visit_late": _("Visite sans date"),
    "action_blocked": _("Action bloquée"), "action_still": _("Action immobile"), "bounced": _("Courrier qui revient"),
    "unanswered": _("Rappels sans effet"), "fit_unsure": _("On ne sait pas si le courant passe"),
}
PROBLEMS = {  # of computing/hits
    "no_fit": _("Arrêt : le courant ne passait pas"), "left": _("Arrêt : le commerçant ou le parrain est parti"),
    "visit_missed": _("Visite manquée"), "complaint": _("Réclamation"), "long_silence": _("Plus d’un mois de silence"),
    "action_abandoned": _("Action abandonnée"),
}


def _days(n):
    return ngettext("%(n)s jour", "%(n)s jours", n) % {"n": n}


FACTS = {
    "complaint": lambda f: gettext("Une réclamation attend une réponse depuis le %(day)s.") % {"day": wording.day(f.on)},
    "fit_bad": lambda f: (gettext("Le commerçant a dit le %(day)s que le courant ne passe pas.") if f.side == "merchant" else
                          gettext("Le parrain a dit le %(day)s que le courant ne passe pas.")) % {"day": wording.day(f.on)},
    "fit_unsure": lambda f: gettext("On ne sait pas encore si le courant passe."),
    "silence": lambda f: gettext("Aucun signe de vie depuis %(days)s.") % {"days": _days(f.days)},
    "not_announced": lambda f: gettext("Décidé depuis %(days)s, pas encore annoncé.") % {"days": _days(f.days)},
    "no_contact": lambda f: gettext("Pas de premier contact %(days)s après l’annonce.") % {"days": _days(f.days)},
    "minutes_late": lambda f: gettext("Visite %(n)s sans compte rendu depuis %(days)s.") % {"n": f.visit, "days": _days(f.days)},
    "visit_missed": lambda f: gettext("La visite %(n)s n’a pas eu lieu le %(day)s ; pas de nouvelle date.") % {"n": f.visit, "day": wording.day(f.on)},
    "slots_waiting": lambda f: gettext("Créneaux de la visite %(n)s sans réponse depuis %(days)s.") % {"n": f.visit, "days": _days(f.days)},
    "visit_late": lambda f: gettext("Visite %(n)s sans date ; elle était prévue avant le %(day)s.") % {"n": f.visit, "day": wording.day(f.on)},
    "action_blocked": lambda f: gettext("L’action est bloquée depuis le %(day)s.") % {"day": wording.day(f.on)},
    "action_still": lambda f: gettext("L’action n’a pas bougé depuis le %(day)s.") % {"day": wording.day(f.on)},
    "bounced": lambda f: (gettext("Le courrier au commerçant revient.") if f.side == "merchant" else gettext("Le courrier au parrain revient.")),
    "unanswered": lambda f: (gettext("Deux rappels au commerçant sont restés sans effet.") if f.side == "merchant" else
                             gettext("Deux rappels au parrain sont restés sans effet.")),
    "visit_coming": lambda f: gettext("Visite %(n)s fixée : %(day)s.") % {"n": f.visit, "day": wording.day(f.on)},
    "visit_done": lambda f: gettext("Visite %(n)s faite %(ago)s.") % {"n": f.visit, "ago": wording.ago(f.on)},
    "last_sign": lambda f: gettext("Dernier signe de vie %(ago)s.") % {"ago": wording.ago(f.on)},
    "announced": lambda f: gettext("Annoncé %(ago)s.") % {"ago": wording.ago(f.on)},
    "opened": lambda f: gettext("Décidé %(ago)s.") % {"ago": wording.ago(f.on)},
    "waiting_contact": lambda f: gettext("Premier contact attendu."),
    "waiting_announcement": lambda f: gettext("Reste à annoncer."),
}


def fact(f):
    """Return one fact of health in words."""
    return FACTS[f.code](f)
