"""What the catalogue asks of the latest assessment of a shop: how at ease it is, and which needs its next steps have."""
from chalandise.diagnostics.models import Assessment
from chalandise.diagnostics.queries.sheets import sheet
from chalandise.diagnostics.rules import level

LEVELS = {"begin": "beginner", "going": "regular", "strong": "advanced", "": ""}  # this room's words to the catalogue's
THEMES = ("skills", "daily")  # what tells how at ease a shop is, the most telling first


def latest_of(shop):
    """Return the latest finished Assessment of a shop, or None (one query)."""
    return (Assessment.objects.filter(shop=shop).exclude(finished_at=None).select_related("season", "shop")
            .order_by("-finished_at", "-id").first())


def ease_of(assessment):
    """Return "beginner", "regular" or "advanced" from the scores of a finished assessment, "" when nothing tells."""
    if assessment is None:
        return ""
    themes = assessment.scores.get("themes", {})
    scores = [themes.get(theme, {}).get("value") for theme in THEMES] + [assessment.overall]
    return LEVELS[level(next((s for s in scores if s is not None), None))]


def needs_of(assessment):
    """Return the codes of the needs of a finished assessment's next steps, the most useful first, each once."""
    if assessment is None:
        return []
    present = sheet(assessment)
    needs = (present.bank.guidance[step.key].need for step in present.result.steps)
    return [code for code in dict.fromkeys(needs) if code]
