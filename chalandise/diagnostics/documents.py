"""What the assessment puts on paper: the restitution, the questionnaire to fill by hand."""
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from chalandise.foundation import documents


def restitution(told, advice=None):
    """Return the PDF of a Restitution; `advice` {need: catalogue Advice} adds the solutions that fit to each next step."""
    shop, season = told.assessment.shop, told.assessment.season
    data = {
        "territory": season.territory.name, "accent": season.territory.accent, "shop": shop.name,
        "moment": told.assessment.get_moment_display(), "day": told.assessment.finished_at, "sentence": told.sentence,
        "panel": told.peers.overall if told.peers.themes else None, "beside": bool(told.peers.themes), "n": told.peers.n,
        "overall": told.overall, "answered": told.answered, "asked": told.asked,
        "moments": [m for m, _overall in told.moments], "scores": [o for _moment, o in told.moments],
        "themes": [{"name": str(t.theme), "cells": ["–" if v is None else str(v) for v in t.cells], "latest": t.latest or 0,
                    "panel": "–" if t.panel is None else str(t.panel), "known": t.latest is not None, "words": t.words} for t in told.themes],
        "strengths": [{"ask": str(line.question.ask), "fact": str(line.option)} for line in told.strengths],
        "steps": [{"title": f"{s.rank}. {s.guidance.title}", "theme": str(s.theme), "time": str(s.guidance.time),
                   "why": str(s.guidance.why), "how": str(s.guidance.how), "there": _there(s.there, told.peers.who), "solutions": _solutions((advice or {}).get(s.guidance.need))}
                  for s in told.steps],
        "unknown": [str(line.question.ask) for line in told.unknown],
        "facts": [{"year": f.national.year, "share": f.national.share, "population": str(f.national.population),
                   "source": f.national.source, "n": f.national.n} for f in told.facts],
    }
    return documents.pdf("diagnostics/restitution.typ", data, title=_("Diagnostic de %(shop)s") % {"shop": shop}, lang=_language())


def _solutions(advice):
    """Return the solutions of one step as lines: name, price with what it becomes, why."""
    return [{"name": p.solution.name, "price": p.price, "why": ", ".join(p.reasons)} for p in advice.best] if advice else []


def _there(there, who):
    """Say how many comparable shops do a thing already, or "" when they are too few to tell."""
    if there is None:
        return ""
    done, of = there
    if not done:
        return _("Personne ne le fait encore parmi les %(of)s %(who)s : vous seriez la première.") % {"of": of, "who": who}
    return ngettext("%(n)s le fait déjà, sur %(of)s %(who)s.", "%(n)s le font déjà, sur %(of)s %(who)s.", done) % {"n": done, "of": of, "who": who}


def questionnaire(sheet):
    """Return the PDF of the questions that concern a shop, with boxes to tick."""
    shop, season = sheet.assessment.shop, sheet.assessment.season
    data = {
        "territory": season.territory.name, "accent": season.territory.accent, "shop": shop.name, "season": season.name,
        "moment": sheet.assessment.get_moment_display(), "contact": season.territory.contact_name or season.territory.organiser,
        "themes": [{"name": str(theme), "questions": [
            {"ask": str(r.question.ask), "example": r.example, "options": [str(o) for o in r.question.options]} for r in lines]}
            for theme, lines in sheet.by_theme()],
    }
    return documents.pdf("diagnostics/questionnaire.typ", data, title=_("Questionnaire de %(shop)s") % {"shop": shop}, lang=_language())


def _language():
    return "en" if (get_language() or "fr").startswith("en") else "fr"
