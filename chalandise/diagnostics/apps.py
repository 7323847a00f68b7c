from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Diagnostics(AppConfig):
    name = "chalandise.diagnostics"
    label = "diagnostics"

    # What the journal's verbs say in a timeline: "<room>.<verb>" to words after a person's name.
    verbs = {
        "diagnostics.begun": _("a commencé le diagnostic"),
        "diagnostics.finished": _("a terminé le diagnostic"),
        "diagnostics.reopened": _("a rouvert le diagnostic pour le corriger"),
        "diagnostics.settled": _("a choisi entre deux réponses du diagnostic"),
        "diagnostics.pictured": _("a joint une photo à une réponse du diagnostic"),
        "diagnostics.unpictured": _("a retiré une photo du diagnostic"),
        "diagnostics.asked": _("a demandé aux boutiques de remplir le diagnostic"),
        "diagnostics.looked_back": _("a redit où en était la boutique au départ"),
        "diagnostics.second_looks_drawn": _("a tiré au sort les visites à regarder à deux"),
        "diagnostics.looked_again": _("a donné un deuxième regard sur la boutique"),
        "diagnostics.dma_begun": _("a commencé l’évaluation européenne"),
        "diagnostics.dma_finished": _("a terminé l’évaluation européenne"),
        "diagnostics.dma_reopened": _("a rouvert l’évaluation européenne"),
        "diagnostics.bank_opened": _("a commencé à changer le questionnaire"),
        "diagnostics.bank_dropped": _("a abandonné son brouillon du questionnaire"),
        "diagnostics.bank_published": _("a publié une version du questionnaire"),
    }
    # What this room holds on a person: (model, field, what it is for, days kept, "erase" | "anonymise" | "keep").
    personal = [
        ("diagnostics.Assessment", "by", _("savoir qui a rempli le diagnostic d’une boutique"), 1095, "anonymise"),
        ("diagnostics.Answer", "by", _("savoir qui a donné une réponse d’un diagnostic"), 1095, "anonymise"),
        ("diagnostics.Given", "by", _("savoir qui a donné une réponse d’un diagnostic"), 1095, "anonymise"),
        ("diagnostics.Snapshot", "by", _("savoir qui a pris une photo pendant le diagnostic"), 1095, "anonymise"),
        ("diagnostics.Retrospect", "by", _("savoir qui a redit où en était la boutique au départ"), 1095, "anonymise"),
        ("diagnostics.SecondLook", "rater", _("savoir qui a donné un deuxième regard"), 1095, "anonymise"),
        ("diagnostics.DmaSheet", "by", _("savoir qui a rempli l’évaluation européenne d’une boutique"), 1095, "anonymise"),
        ("diagnostics.BankText", "by", _("savoir qui a changé le questionnaire"), 1095, "anonymise"),
    ]
