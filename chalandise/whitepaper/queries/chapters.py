"""The chapters of the white paper, in the language of the moment, from counted facts only."""
from decimal import Decimal

from django.utils.translation import gettext as _

from chalandise.actions.models import Action
from chalandise.foundation import wording
from chalandise.seasons.queries import playbook
from chalandise.shops.rules import CHANNELS, trade_label
from chalandise.whitepaper.queries import blocks as b
from chalandise.whitepaper.queries.said import lessons_chapter, people_said
from chalandise.whitepaper.rules import SMALL, fold_small

ENDS = {"promised": lambda: _("promis, pas encore reçu"), "received": lambda: _("reçu des partenaires"),
        "committed": lambda: _("engagé pour des actions"), "paid": lambda: _("payé"), "available": lambda: _("encore disponible")}


def chapters(f):
    """Return every chapter of the white paper."""
    return [why_and_where(f), the_panel(f), the_mentors(f), maturity(f), actions(f), lessons_chapter(f), the_pot(f),
            readings(f), people_said(f), method(f), glossary(), licence(f)]


def counted(n):
    """Say a count of people or shops, unless it is so small that it could be somebody."""
    return wording.number(n) if n == 0 or n >= SMALL else _("moins de %(n)s") % {"n": SMALL}


def shares(title, counts, words, total):
    """Return a bar block of a profile: small counts folded, n always said."""
    shown, folded = fold_small(counts)
    rows = [(words(value), 100 * n / total, wording.number(n)) for value, n in shown]
    if folded:
        rows.append((_("autres, regroupés"), 100 * folded / total, counted(folded)))
    return b.bars(title, rows, _("n = %(n)s. Les nombres de moins de %(small)s sont regroupés.") % {
        "n": wording.number(total), "small": SMALL}) if shown else None  # alone, a folded count is nobody's business


def why_and_where(f):
    season, axis = f.season, f.season.axis
    works = [(name, wording.day_year(start), wording.day_year(end) if end else "–") for name, start, end, _blocks in f.rows["works"]]
    return b.chapter(
        "where", _("Pourquoi et où"),
        b.text(_("La %(season)s accompagne des commerces de l’axe %(axis)s (%(line)s), sur le territoire %(territory)s. Chaque boutique "
                 "choisie rencontre trois fois un parrain bénévole, reçoit un diagnostic et porte une seule action, petite et suivie.") % {
            "season": season.name, "axis": axis.name, "line": axis.line_name or _("sans ligne de transport"), "territory": season.territory.name}),
        b.facts((_("longueur de l’axe"), _("%(n)s m") % {"n": wording.number(axis.length_m)},
                 _("tracé approché") if axis.approximate else _("tracé relevé"), "street.length"),
                (_("phases de travaux connues"), wording.number(len(works)), _("sur l’axe"), "street.works")),
        b.table(_("Les travaux"), [_("Phase"), _("Du"), _("Au")], works),
        b.note(_("Les travaux pèsent sur toutes les boutiques de l’axe en même temps que l’accompagnement : aucun chiffre de ce livre ne "
                 "compare un avant et un après.")))


def the_panel(f):
    total = f.value("panel.shops")
    levels = {0: _("aucun canal numérique"), 1: _("un canal"), 2: _("deux ou trois canaux"), 3: _("quatre canaux ou plus")}
    return b.chapter(
        "panel", _("Les boutiques"),
        b.facts((_("candidatures reçues"), counted(f.value("panel.applications")), "", "panel.applications"),
                (_("boutiques accompagnées"), counted(total), "", "panel.shops"),
                (_("parties en cours de saison"), counted(f.value("panel.left")), _("leur place a pu être reprise"), "panel.left")),
        shares(_("Métiers"), f.groups["panel.trades"], lambda v: trade_label(v) or _("non précisé"), total),
        shares(_("Tronçons"), f.groups["panel.stretches"], lambda v: v or _("non précisé"), total),
        shares(_("Niveau de départ déclaré"), f.groups["panel.levels"], levels.get, total),
        shares(_("Canaux déclarés (une boutique peut en avoir plusieurs)"), f.groups["panel.channels"],
               lambda v: CHANNELS.get(v, v), total))


def the_mentors(f):
    return b.chapter(
        "mentors", _("Les parrains et les marraines"),
        b.text(_("Tous bénévoles. Ils ont signé une charte morale, réciproque et non commerciale : des moyens, pas des résultats.")),
        b.facts((_("parrains et marraines"), counted(f.value("mentors.people")), "", "mentors.people"),
                (_("parrainages"), counted(f.value("mentors.pairings")), "", "mentors.pairings"),
                (_("visites faites"), counted(f.value("mentors.visits")), "", "mentors.visits"),
                (_("heures données"), wording.number(f.value("mentors.hours")), _("visites et trajets déclarés"), "mentors.hours"),
                *contact_rows(f)),
        b.bullets(_("Ce que le suivi a vu venir"), foreseen(f)))


def contact_rows(f):
    """Return the share met within three days, when enough pairings make it a share."""
    share = f.rows["contact.soon"]
    if not share.tells:
        return []
    words = _("%(n)s sur %(of)s parrainages") % {"n": wording.number(share.n), "of": wording.number(share.of)}
    return [(_("premier contact en trois jours"), f"{wording.number(f.value('contact.soon'))}{wording.SPACE}%", words, "contact.soon")]


def foreseen(f):
    """Say what came of the alerts, and how many problems had none, with intervals; nothing when there are too few."""
    said = ((f.rows["alerts.precision"], _("Des alertes levées sur les parrainages, %(n)s sur %(of)s ont été suivies d’un vrai problème dans le mois : "
                                           "%(share)s %%, entre %(low)s et %(high)s %%.")),
            (f.rows["alerts.recall"], _("Des vrais problèmes, %(n)s sur %(of)s avaient une alerte avant : %(share)s %%, entre %(low)s et %(high)s %%.")))
    return [words % {"n": wording.number(share.n), "of": wording.number(share.of), "share": wording.number(round(100 * share.value)),
                     "low": wording.number(round(100 * share.interval[0])), "high": wording.number(round(100 * share.interval[1]))}
            for share, words in said if share.tells]


def maturity(f):
    moments = ("T0", "T1", "T2")
    rows = [[theme or _("Ensemble"), *(_median(values[m]) for m in moments)] for theme, values in f.rows["maturity.medians"]]
    gains = [_("%(before)s → %(after)s : %(gain)s (n = %(n)s)") % {
        "before": g.before, "after": g.after, "n": counted(g.n),
        "gain": _("on ne peut pas dire") if g.value is None else _("%(n)s points en moyenne") % {"n": wording.number(g.value)}}
        for g in f.rows["maturity.gains"]]
    return b.chapter(
        "maturity", _("La maturité numérique"),
        b.text(_("Une quinzaine de questions sur sept thèmes, à réponses observables. Un score ne porte que sur les questions répondues.")),
        b.facts(*((_("%(m)s terminés") % {"m": m}, counted(f.value(f"maturity.{m}.done")), "", f"maturity.{m}.done") for m in moments)),
        b.table(_("Médianes par thème, sur 100"), [_("Thème"), *moments], rows,
                _("n : nombre de boutiques. Sous cinq, on ne peut pas dire.")),
        b.bullets(_("D’un diagnostic à l’autre"), gains),
        b.note(_("Une hausse décrit ce qui a changé, elle ne dit pas pourquoi : une boutique choisie parce qu’elle était en retard remonte "
                 "souvent d’elle-même, et d’autres causes jouent au même moment.")))


def _median(median):
    if not median.n:
        return "–"
    value = _("on ne peut pas dire") if median.value is None else wording.number(median.value)
    return f"{value} (n = {counted(median.n)})"


def actions(f):
    kinds = playbook.kinds(f.season)
    total = f.value("actions.all")
    return b.chapter(
        "actions", _("Les actions"),
        b.text(_("Une boutique, une action : choisie parmi les idées de l’atelier des parrains, payée par la cagnotte, zéro euro pour le "
                 "commerçant.")),
        b.facts((_("actions adoptées en tout"), wording.number(total), "", "actions.all")),
        b.bars(_("Où elles en sont"), [(Action.State(s).label, 100 * n / total, wording.number(n)) for s, n in f.groups["actions.states"].most_common()],
               _("n = %(n)s actions.") % {"n": wording.number(total)}),
        shares(_("Genres d’action"), f.groups["actions.kinds"], lambda v: kinds[v].label if v in kinds else _("autre"), total))


def the_pot(f):
    rows = [(ENDS[k](), wording.euros(Decimal(f.value(f"pot.{k}"))), "", f"pot.{k}") for k in ENDS]
    return b.chapter(
        "pot", _("La cagnotte"), b.facts(*rows),
        b.text(_("Reçu égale disponible, plus engagé, plus payé. Chaque dépense a été demandée par une personne et approuvée par une autre.")),
        b.bullets(_("Les partenaires"), f.rows["partners"]))


def readings(f):
    words = playbook.indicators(f.season)
    rows = [[words[i].question if i in words else i, wording.number(n), wording.number(shops), f"{wording.short_day(start)} {start.year}",
             f"{wording.short_day(end)} {end.year}"] for i, n, shops, start, end in f.rows["readings"] if shops >= SMALL]
    return b.chapter(
        "readings", _("Ce que les commerçants ont compté"),
        b.table(_("Relevés par indicateur"), [_("Question posée"), _("Relevés"), _("Actions"), _("Depuis"), _("Jusqu’à")], rows,
                _("Un indicateur suivi par moins de %(n)s actions n’est pas montré.") % {"n": SMALL}),
        b.note(_("Nous ne calculons pas d’effet ici. Comparer un avant et un après confondrait l’action avec la saison, les travaux et le "
                 "hasard ; il y faut des boutiques de la même rue qui n’ont rien changé et qui donnent les mêmes chiffres.")))


def method(f):
    return b.chapter(
        "method", _("Méthode et limites"),
        b.bullets("", [
            _("Chaque chiffre est compté dans les enregistrements de la saison au %(day)s ; le fichier joint dit de quelle requête il vient et "
              "sur combien d’enregistrements il repose.") % {"day": wording.day_year(f.at)},
            _("Les boutiques se sont portées candidates, puis ont été choisies : elles ne représentent pas toutes les boutiques de la rue."),
            _("Les diagnostics sont remplis par les parrains sur place ou par les commerçants eux-mêmes ; deux personnes ne verraient pas toujours la même chose."),
            _("Sous %(small)s personnes ou boutiques, un nombre est regroupé ou tu. Sous cinq, une médiane ou une moyenne n’est pas donnée.") % {"small": SMALL},
            _("Les noms sont retirés de ce que les gens ont écrit ; la marque […] le montre. Un nom n’apparaît qu’avec l’accord daté de la personne, "
              "et disparaît des pages si elle le retire.")]))


def glossary():
    return b.chapter("glossary", _("Les mots de ce livre"), b.bullets("", [
        _("T0, T1, T2 : diagnostic de départ, de fin de saison, six mois après."),
        _("Panel : les boutiques choisies, équilibrées entre métiers, tronçons et niveaux de départ."),
        _("Parrain, marraine : personne bénévole qui accompagne une boutique."),
        _("Cagnotte : l’argent des partenaires, qui paie les actions."),
        _("Médiane : la valeur qui partage les boutiques en deux moitiés."),
        _("n : le nombre de boutiques ou de personnes sur lequel repose un chiffre.")]))


def licence(f):
    organiser = f.season.territory.organiser or f.season.territory.name
    return b.chapter("licence", _("Réutiliser ce livre"), b.text(
        _("Textes et chiffres de %(who)s, sous Licence Ouverte 2.0 : citez la source et la date. Les citations restent à leurs auteurs.") % {"who": organiser}))

