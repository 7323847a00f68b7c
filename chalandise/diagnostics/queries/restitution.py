"""What the merchant gets back: where the shop stands, its strengths, at most six next steps, in plain words."""
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chalandise.diagnostics.models import Assessment
from chalandise.diagnostics.queries import bank as banks
from chalandise.diagnostics.queries.peers import Peers
from chalandise.diagnostics.queries.sheets import sheet
from chalandise.diagnostics.rules import level


@dataclass(frozen=True)
class ThemeLine:
    """A theme at each moment: {"T0": 38, …}, the latest in words, and how many of its questions were answered."""

    theme: banks.Theme
    values: dict
    words: str
    tag: str
    answered: int
    asked: int
    panel: int | None = None   # the panel's median at the same moment
    facts: tuple = ()          # Fact: national figures on questions of this theme

    @property
    def latest(self):
        return next(reversed(self.values.values()), None)

    @property
    def cells(self):
        return list(self.values.values())


@dataclass(frozen=True)
class Advice:
    guidance: banks.Guidance
    theme: banks.Theme
    rank: int
    there: tuple | None = None  # (how many comparable shops do it already, of how many)


@dataclass(frozen=True)
class Fact:
    """A national figure beside the shop's own answer to the same question."""

    question: banks.Question
    national: banks.National
    here: bool


@dataclass(frozen=True)
class Restitution:
    assessment: Assessment
    overall: int | None
    answered: int
    asked: int
    moments: tuple          # finished moments, oldest first: [("T0", 38), …]
    themes: tuple           # ThemeLine, in the bank's order
    strengths: tuple        # Line, best first
    steps: tuple            # Advice, at most six
    unknown: tuple          # questions answered "I do not know"
    facts: tuple            # Fact
    peers: Peers = Peers()

    @property
    def by_strength(self):
        """Return the themes that have a score, highest first."""
        return sorted((t for t in self.themes if t.latest is not None), key=lambda t: -t.latest)

    @property
    def sentence(self):
        """Say in one sentence where the shop stands, without comparing it to anybody."""
        if self.overall is None:
            return _("Il n’y a pas encore assez de réponses pour dire où en est la boutique.")
        strong = sum(t.tag == "ok" for t in self.themes)
        if strong:
            return ngettext("%(n)s thème est déjà solide ; voici par quoi continuer.",
                            "%(n)s thèmes sont déjà solides ; voici par quoi continuer.", strong) % {"n": strong}
        return _("Tout ne se fait pas en même temps : voici par quoi commencer.")

    @property
    def radar(self):
        """Return the figure's series: axes and {moment: values}, None where nothing was answered."""
        return {"axes": [str(t.theme) for t in self.themes],
                "series": [(moment, [t.values.get(moment) for t in self.themes]) for moment, _overall in self.moments],
                "panel": [t.panel for t in self.themes] if self.peers.themes else None}


WORDS = {"strong": (lambda: _("solide"), "ok"), "going": (lambda: _("en route"), "calm"), "begin": (lambda: _("à commencer"), "watch")}


def restitution(assessment, others=(), peers=None):
    """Return the Restitution of a finished (or half-filled) assessment.

    Parameters
    ----------
    others : iterable of Assessment
        The same shop's other assessments of the season; those finished before it appear beside it.
    peers : Peers, optional
        What the panel does, as `peers_of` gives it.
    """
    peers = peers or Peers()
    present = sheet(assessment)
    result = present.result
    past = [a for a in others if a.finished_at and a.moment < assessment.moment]
    columns = [(a.moment, a.scores.get("themes", {}), a.overall) for a in sorted(past, key=lambda a: a.moment)]
    columns.append((assessment.moment, {k: {"value": s.value} for k, s in result.themes.items()}, result.overall.value))
    lines = {r.question.key: r for r in present.lines}
    facts = tuple(Fact(r.question, r.question.national, r.choice in r.question.national.answers)
                  for r in present.lines if r.question.national and r.option)
    return Restitution(
        assessment=assessment, overall=result.overall.value, answered=result.overall.answered, asked=result.overall.asked,
        moments=tuple((m, overall) for m, _themes, overall in columns), peers=peers,
        themes=tuple(_theme_line(t, columns, result.themes[t.key], peers.themes.get(t.key), tuple(f for f in facts if f.question.theme == t.key))
                     for t, _rows in present.by_theme()),
        strengths=tuple(lines[k] for k in result.strengths[:4]),
        steps=tuple(_advice(present.bank, step, rank, peers) for rank, step in enumerate(result.steps, 1)),
        unknown=tuple(r for r in present.lines if r.unknown), facts=facts)


def _advice(bank, step, rank, peers):
    to = next(s.to for s in bank.steps if s.key == step.key)
    worth = bank.question(step.item).option(to).worth
    return Advice(bank.guidance[step.key], bank.theme(step.theme), rank, peers.share(step.item, worth))


def _theme_line(theme, columns, score, panel, facts):
    values = {moment: themes.get(theme.key, {}).get("value") for moment, themes, _overall in columns}
    words, tag = WORDS.get(level(score.value), (lambda: _("sans réponse"), ""))
    return ThemeLine(theme, values, words(), tag, score.answered, score.asked, panel, facts)
