from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Impact(AppConfig):
    name = "chalandise.impact"
    label = "impact"
    periodic = [("impact.tasks.ask_readings", 24 * 60), ("impact.tasks.ask_takings", 24 * 60), ("impact.tasks.prune_takings", 24 * 60),
                ("impact.tasks.estimate_again", 24 * 60), ("impact.tasks.weigh_plans", 24 * 60),
                ("impact.tasks.draw_streets", 24 * 60)]

    # What the journal's verbs say in a timeline: "<room>.<verb>" to words after a person's name.
    verbs = {
        "impact.read": _("a donné le chiffre du mois"), "impact.said_unknown": _("ne connaît pas le chiffre du mois"),
        "impact.said_later": _("donnera le chiffre du mois plus tard"),
        "impact.corrected": _("a corrigé le chiffre du mois"),
        "impact.unread": _("a effacé sa réponse du mois"),
        "impact.measure_planned": _("a écrit ce que l’action doit changer, et comment on le verra"),
        "impact.measure_agreed": _("est d’accord avec la mesure prévue"),
        "impact.takings_typed": _("a écrit des recettes"),
        "impact.takings_closed": _("a noté des jours de fermeture"),
        "impact.takings_settled": _("a tranché des recettes en doute"),
        "impact.slip_given": _("a donné la photo d’un relevé de caisse"),
        "impact.slip_erased": _("a effacé la photo d’un relevé de caisse"),
        "impact.takings_explained": _("a dit pourquoi les recettes changent de niveau"),
        "impact.takings_erased": _("a effacé les recettes"),
        "impact.takings_file_read": _("a donné un fichier de caisse"),
        "impact.takings_columns": _("a confirmé les colonnes du fichier de caisse"),
        "impact.takings_written": _("a enregistré un fichier de caisse"),
        "impact.takings_undone": _("a annulé un fichier de caisse"),
        "impact.takings_asked": _("a demandé les recettes d’avant la saison"),
        "impact.estimate_asked": _("a demandé l’effet des actions"),
        "impact.estimated": _("a calculé l’effet des actions"),
        "impact.released": _("a publié l’effet des actions auprès des partenaires et des boutiques"),
        "impact.release_ended": _("a retiré l’effet des actions aux partenaires et aux boutiques"),
        "impact.circumstance": _("a noté ce qui a touché la rue"),
        "impact.circumstance_removed": _("a retiré une note sur ce qui a touché la rue"),
    }
    # What this room holds on a person: (model, field, what it is for, days kept, "erase" | "anonymise" | "keep").
    personal = [
        ("impact.Reading", "by", _("savoir qui a donné le chiffre"), 1095, "anonymise"),
        ("impact.CheckIn", "by", _("savoir qui a répondu à la question du mois"), 1095, "anonymise"),
        ("impact.MeasurePlan", "by", _("savoir qui a écrit la mesure prévue"), 1095, "anonymise"),
        ("impact.MeasurePlan", "agreed_by", _("savoir que le commerçant est d’accord avec la mesure prévue"), 1095, "anonymise"),
        ("impact.Taking", "by", _("les recettes de la boutique, sous accord, pour mesurer ce que l’action a apporté"), 1095, "anonymise"),
        ("impact.TakingsFile", "by", _("savoir qui a donné un fichier de caisse ; le fichier lui-même est effacé"), 1095, "anonymise"),
        ("impact.Rupture", "by", _("savoir qui a dit pourquoi les recettes changent de niveau"), 1095, "anonymise"),
        ("impact.Slip", "by", _("le relevé de caisse photographié, preuve du chiffre écrit"), 1095, "anonymise"),
        ("impact.TakingsRequest", "by", _("savoir qui a demandé les recettes, pour ne pas insister"), 1095, "anonymise"),
        ("impact.EstimateRun", "by", _("savoir qui a demandé un calcul"), 1095, "anonymise"),
        ("impact.Release", "by", _("savoir qui a publié un résultat"), 1095, "anonymise"),
        ("impact.Circumstance", "by", _("savoir qui a noté ce qui a touché la rue"), 1095, "anonymise"),
    ]
    # Rows that the archive of a season leaves out: (model, filter). Takings belong to the merchant, not to the season.
    out_of_archives = [
        ("impact.Reading", {"action__indicator__in": ("monthly_sales",)}),
        ("impact.Taking", {}), ("impact.StreetPoint", {}), ("impact.Rupture", {}), ("impact.TakingsDay", {}), ("impact.TakingsFile", {}), ("impact.Slip", {}),
        ("impact.EstimateRun", {}), ("impact.Estimate", {}),  # only what was released leaves
    ]
