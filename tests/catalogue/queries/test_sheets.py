import json
from decimal import Decimal

from chalandise.catalogue.models import Solution
from chalandise.catalogue.queries.sheets import lines_of, sheet_of, text_of


def test_a_sheet_is_plain_json_and_comes_back_the_same(cast):
    solution = Solution.objects.get(pk=cast.solution.pk)
    sheet = sheet_of(solution)
    assert json.loads(json.dumps(sheet)) == sheet
    assert (sheet["price_setup"], sheet["price_month"], sheet["install_hours"], sheet["commission"]) == ("0", "19", "2", None)
    assert (sheet["company"], sheet["siren"], sheet["documents"]) == ("Ardoise", "732829320", [])


def test_cents_are_kept(cast):
    Solution.objects.filter(pk=cast.solution.pk).update(price_month=Decimal("19.90"))
    assert sheet_of(Solution.objects.get(pk=cast.solution.pk))["price_month"] == "19.90"


def test_a_sheet_reads_by_parts_without_its_empty_lines(cast):
    parts = dict(lines_of({**sheet_of(Solution.objects.get(pk=cast.solution.pk)), "motivation": "Pour la rue."}))
    assert list(parts) == ["L’entreprise", "À quoi ça sert", "Ce que ça coûte", "Les données, et comment on part", "Qui s’en sert, où l’essayer", "La réponse à l’appel"]
    cost = {line.label: line.value for line in parts["Ce que ça coûte"]}
    assert cost == {"Mise en service": "0,00\u00a0€ hors taxes", "Prix par mois aujourd’hui": "19,00\u00a0€ hors taxes", "Mois à ce prix": "3 mois",
                    "Prix par mois ensuite": "29,00\u00a0€ hors taxes", "Engagement, en mois": "sans engagement"}


def test_a_field_taken_out_is_a_line_less(cast):
    sheet = sheet_of(cast.solution)
    for name in ("company", "siren", "country"):
        sheet[name] = ""
    assert "L’entreprise" not in dict(lines_of(sheet))


def test_the_demo_account_is_marked_confidential(cast):
    lines = dict(lines_of({**sheet_of(cast.solution), "demo_account": "essai / essai"}))["Qui s’en sert, où l’essayer"]
    assert [(line.key, line.kind) for line in lines] == [("references", "long"), ("demo_account", "confidential")]


def test_the_words_of_an_export(cast):
    sheet = sheet_of(cast.solution)
    assert (text_of(sheet, "needs"), text_of(sheet, "commission"), text_of(sheet, "languages")) == (
        "Prendre des rendez-vous, Tenir son fichier de clients", "", "français")
