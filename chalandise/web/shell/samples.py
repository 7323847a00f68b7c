"""Invented things for the page of components (/maison/): nothing here exists or is kept."""
from datetime import date, timedelta
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from chalandise.foundation import clock
from chalandise.foundation.refusals import Conflict
from chalandise.seasons.models import Milestone
from chalandise.web.shell import figures
from chalandise.web.shell.courses import Course, Row
from chalandise.web.shell.gestures import show_conflict
from chalandise.web.shell.weeks import Weeks

# label, days from today, last day, done, due, late
STOPS = [("Appel à candidatures", -76, None, 71, 71, 0), ("Panel", -63, None, 20, 20, 0), ("Chartes et T0", -56, None, 40, 40, 0),
         ("Visite 1", -45, None, 20, 20, 0), ("Visite 2", -27, None, 19, 20, 1), ("Visite 3", -5, None, 14, 20, 2),
         ("Moment collectif", 15, None, 0, 0, 0), ("Comité 1", 22, None, 0, 0, 0), ("Noël", 25, 48, 0, 0, 0),
         ("Comité 2", 113, None, 0, 0, 0), ("T1", 140, None, 0, 20, 0), ("Clôture", 190, None, 0, 0, 0),
         ("Livre blanc", 210, None, 0, 0, 0), ("T2", 380, None, 0, 20, 0)]


def season(shift=0):
    """Return something with milestones, as a season has; `shift` moves it by days."""
    today = clock.today() + timedelta(shift)
    rows = [Milestone(label_fr=label, order=n, on=today + timedelta(on), until=today + timedelta(until) if until else None,
                      planned_on=today, done=done if shift <= 0 else 0, due=due, late=late if not shift else 0)
            for n, (label, on, until, done, due, late) in enumerate(STOPS)]
    return SimpleNamespace(milestones=SimpleNamespace(all=lambda: rows), slug="maison", name=_("Saison d’exemple"))


def journey():
    return [{"label": _("Diagnostic de départ"), "when": _("27 sept."), "state": "past", "note": _("38 sur 100")},
            {"label": _("Visites 1 et 2"), "when": _("6 et 26 oct."), "state": "past"},
            {"label": _("Visite 3"), "when": _("à fixer"), "state": "now", "note": _("trois créneaux proposés")},
            {"label": _("Moment collectif"), "when": _("5 déc., 8 h, café compris"), "state": "next"},
            {"label": _("Bilan"), "when": _("avril"), "state": "next"}]


class Sample(forms.Form):
    name = forms.CharField(label=_("Enseigne"), help_text=_("Le nom écrit au-dessus de la porte."),
                           widget=forms.TextInput(attrs={"autocomplete": "organization"}))
    siret = forms.CharField(label="SIRET", min_length=14, help_text=_("Quatorze chiffres, sur vos factures."),
                            widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    need = forms.CharField(label=_("Ce que vous aimeriez"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    trade = forms.ChoiceField(label=_("Métier"), choices=[("", _("Choisir…")), ("beauty", _("Beauté")), ("craft", _("Artisanat"))])
    channels = forms.MultipleChoiceField(label=_("Où vous trouve-t-on déjà ?"), required=False, widget=forms.CheckboxSelectMultiple,
                                         choices=[("site", _("Un site")), ("social", _("Les réseaux sociaux")), ("none", _("Nulle part"))])
    slot = forms.ChoiceField(label=_("Quand passer vous voir ?"), widget=forms.RadioSelect,
                             choices=[("am", _("Le matin")), ("pm", _("L’après-midi"))])
    day = forms.DateField(label=_("Jour"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    photo = forms.FileField(label=_("Photo"), required=False)
    agree = forms.BooleanField(label=_("J’ai lu la charte"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=1)


def forms_in_every_state():
    """Return the form untouched, with errors, and after somebody else saved meanwhile."""
    class Closed(Sample):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            for field in self.fields.values():
                field.disabled = True
    wrong = Sample({"siret": "123", "need": _("Prendre des rendez-vous le soir.")}, prefix="wrong")
    wrong.add_error(None, _("La saison n’accepte plus de candidature depuis hier. Laissez-nous vos coordonnées pour la prochaine."))
    both = Sample({"both-name": "Institut Lys"}, prefix="both")
    show_conflict(both, Conflict("", theirs={"need": _("Être trouvée sur une carte.")}, version=2,
                                 yours={"need": _("Prendre des rendez-vous quand l’institut est fermé.")}))
    return {"fresh": Sample(prefix="fresh"), "wrong": wrong, "both": both, "closed": Closed(prefix="closed")}


def drawings():
    themes = [_("Être trouvé"), _("Donner envie"), _("Vendre et réserver"), _("Garder le lien"), _("S’organiser"),
              _("Mesurer"), _("Être en règle")]
    return {
        "levels": figures.Bars(_("Diagnostic de départ, par thème"), [figures.Bar(t, v) for t, v in zip(themes, (62, 41, 18, 35, 54, 12, 70), strict=True)],
                               description=_("Moyenne des 20 boutiques, sur 100."), source=_("Exemple. Réponses de septembre 2017."), low=0, high=100),
        "effects": figures.Bars(_("Ce que l’action a changé au chiffre d’affaires"), [
            figures.Bar(_("Rendez-vous en ligne (6)"), 6.5, 1, 12, _("+1 % à +12 %")),
            figures.Bar(_("Horaires et fiche à jour (8)"), 2.5, -3, 8, _("on ne peut pas dire")),
            figures.Bar(_("Vidéo d’un geste (4)"), -1, -7, 5, _("on ne peut pas dire"))], unit="%",
            source=_("Exemple. Comparé à 31 boutiques de la même rue, intervalles à 95 %.")),
        "radar": figures.Radar(_("Maturité au fil de la saison"), themes, [
            figures.Series(_("T0, septembre"), [62, 41, 18, 35, 54, 12, 70]), figures.Series(_("T1, avril"), [74, 55, 46, 48, 60, 30, 78]),
            figures.Series(_("T2, un an après"), [80, 58, 62, None, 66, 44, 82])], source=_("Exemple. Moyenne de 20 boutiques.")),
        "weeks": Weeks(_("Les recettes, semaine par semaine"), [
            SimpleNamespace(year=day.isocalendar()[0], number=day.isocalendar()[1], start=day, days_known=7,
                            state="closed" if n % 52 in (31, 32) else "missing" if 40 <= n < 48 else "doubtful" if n in (12, 75) else "have")
            for n in range(104) for day in [date(2016, 1, 4) + timedelta(weeks=n)]], source=_("Exemple.")),
        "course": Course(
            _("Ce qui a été observé, et ce qui aurait été attendu sans l’action"), [str(n - 20) for n in range(53)],
            [(0, "−20"), (20, "0"), (33, "+13"), (52, "+32")],
            [(_("observé"), [100 + 9 * (n > 20) + 22 * (26 <= n < 32) + n % 5 for n in range(53)]),
             (_("attendu sans l’action"), [100 + 22 * (26 <= n < 32) + n % 4 for n in range(53)])],
            (_("ce que le hasard explique, 95 fois sur 100"), [94 + 22 * (26 <= n < 32) + n % 4 for n in range(53)],
             [106 + 22 * (26 <= n < 32) + n % 4 for n in range(53)]),
            (20, _("début de l’action")), [Row(_("Vacances scolaires"), ((_("Vacances de Noël"), 28, 30),)), Row(_("Soldes"), ((_("Soldes d’hiver"), 31, 37),))],
            source=_("Exemple."), words=_("Exemple.")),
        "spark": figures.Sparkline(_("Rendez-vous pris hors ouverture"), [0, 2, 3, 3, 6, 11], labels=("juin", "juil.", "août", "sept.", "oct.", "nov.")),
    }


def street():
    """Return an axis with its stops and shops beside it, as the street line reads them."""
    def stop(name, along_m, approximate=False):
        return SimpleNamespace(name=name, along_m=along_m, approximate=approximate)
    stops = [stop("Quinconces", 0), stop("Fondaudège – Muséum", 650), stop("Barrière du Médoc", 1450, True), stop("Courbet", 2050, True),
             stop("Calypso", 2600), stop("Mairie du Bouscat", 3150)]
    places = [120, 180, 240, 420, 700, 760, 1180, 1210, 1230, 1600, 1900, 2300, 2350, 2900]
    names = ["Institut Lys", "Librairie du Médoc", "L’Atelier du Cuir", "Épicerie Noix", "Fleurs d’Inès", "Cycles Roman", "La Maille",
             "Au Bon Four", "Optique Sol", "Bar du Midi", "Cave Ondine", "Salon Petra", "Jouets Filou", "Thé & Cie"]
    shops = [SimpleNamespace(pk=n, name=name, along_m=m, number=str(12 + m // 10 + n % 2), address=f"{12 + m // 10 + n % 2} rue Fondaudège")
             for n, (name, m) in enumerate(zip(names, places, strict=True))]
    shops.append(SimpleNamespace(pk=99, name="Chez Mona", along_m=None, number="", address="rue Fondaudège"))
    return SimpleNamespace(name="Fondaudège – Le Bouscat", line_name="Tram D", length_m=3300, approximate=True,
                           stops=SimpleNamespace(all=lambda: stops)), shops


def page():
    return Paginator(range(240), 10).get_page(7)
