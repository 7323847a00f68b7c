import gzip

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from chalandise.foundation import journal
from chalandise.foundation.refusals import Refused
from chalandise.shops.models import Import, Shop
from chalandise.shops.operations import (
    ask_apply,
    choose_sheet,
    confirm_mapping,
    create_shop,
    decide,
    open_import,
    undo_import,
)
from chalandise.shops.queries import counts_of, doubts_of, report_lines
from tests.shops.files import HEADER, applied, checked, uploaded, verdicts

pytestmark = pytest.mark.django_db
SIRET = "73282932000074"
LINES = [
    ["Boulangerie Lune", SIRET, "12 rue Fondaudège", "33000", "Bordeaux", "05 56 00 00 00", "lune.invalid"],
    ["Institut Lys", "", "112 r. Fondaudège", "33000", "Bordeaux", "05 56 00 00 01", ""],
    ["Fleurs du Nord", "73282932000075", "3 rue X", "33110", "Le Bouscat", "", ""],
    ["Loin d’ici", "", "1 place Y", "75001", "Paris", "", ""],
    ["", "", "", "", "", "", ""],
    ["Lune", "", "12 rue Fondaudège", "33000", "Bordeaux", "", ""],
    ["", "", "", "33000", "Bordeaux", "", ""],
    ["=HYPERLINK(\"http://mal.invalid\")", "", "14 rue Fondaudège", "33000", "Bordeaux", "voir site", ""],
]


@pytest.fixture
def place(cast):
    cast.lys  # noqa: B018  (known before the file comes)
    return cast.perimeter.axis.territory


def test_every_line_is_judged_and_says_why(cast, place):
    batch = checked(cast.odile, place, uploaded(LINES))
    assert verdicts(batch) == [(2, "new", ""), (3, "update", ""), (4, "doubt", "siret_wrong"), (5, "doubt", "outside"),
                               (7, "doubt", "twin_in_file"), (8, "error", ""), (9, "new", "")]
    assert counts_of(batch) == {"new": 2, "same": 0, "update": 1, "doubt": 3, "error": 1}
    told = {row.line: [(r["column"], r["code"]) for r in row.reasons] for row in batch.rows.all()}
    assert told == {2: [], 3: [], 4: [("SIRET", "siret_wrong")], 5: [("Code postal", "outside")],
                    7: [("Enseigne", "twin_in_file")], 8: [("Enseigne", "nothing")], 9: [("Téléphone", "phone")]}
    assert Shop.objects.count() == 1
    assert (Import.State(batch.state), batch.counts["new"]) == (Import.State.CHECKED, 2)


def test_nothing_in_doubt_is_written_without_a_decision_and_a_decision_writes_it(cast, place):
    batch = applied(cast.odile, checked(cast.odile, place, uploaded(LINES)))
    assert sorted(Shop.objects.values_list("name", flat=True)) == ["=HYPERLINK(\"http://mal.invalid\")", "Boulangerie Lune", "Institut Lys"]
    cast.lys.refresh_from_db()
    assert (cast.lys.phone, cast.lys.version) == ("+33556000001", 2)
    lune = Shop.objects.get(siret=SIRET)
    assert (lune.trade, lune.stretch.name, lune.along_m, lune.website, lune.source) == ("bakery", "Fondaudège", 66, "https://lune.invalid", "spreadsheet")
    assert [line.what for line in journal.timeline(lune)] == ["a importé un fichier"]
    assert batch.counts | {"created": 2, "completed": 1} == batch.counts


def test_each_kind_of_doubt_is_decided_at_once_or_line_by_line(cast, place):
    batch = checked(cast.odile, place, uploaded(LINES))
    assert decide(by=cast.odile, batch=batch, doubts="outside", decision="take") == 1
    assert decide(by=cast.odile, batch=batch, doubts="twin_in_file", decision="merge") == 1
    wrong = batch.rows.get(doubts="siret_wrong")
    assert decide(by=cast.odile, batch=batch, rows=[wrong.pk], decision="merge") == 1
    assert [(d["doubts"], d["decision"], d["n"], d["matched"]) for d in doubts_of(batch)] == [
        ("outside", "take", 1, 0), ("siret_wrong", "take", 1, 0), ("twin_in_file", "merge", 1, 1)]
    applied(cast.odile, batch)
    assert sorted(Shop.objects.exclude(pk=cast.lys.pk).values_list("name", "siret", "city")) == [
        ("=HYPERLINK(\"http://mal.invalid\")", None, "Bordeaux"), ("Boulangerie Lune", SIRET, "Bordeaux"), ("Fleurs du Nord", None, "Le Bouscat"), ("Loin d’ici", None, "Paris")]
    lines = batch.rows.in_bulk(field_name="id").values()
    assert len({r.shop_id for r in lines if r.line in (2, 7)}) == 1


def test_the_same_import_again_changes_nothing(cast, place):
    first = checked(cast.odile, place, uploaded(LINES))
    for kind, decision in (("outside", "take"), ("twin_in_file", "merge"), ("siret_wrong", "take")):
        decide(by=cast.odile, batch=first, doubts=kind, decision=decision)
    applied(cast.odile, first)
    before = list(Shop.objects.order_by("pk").values())
    again = checked(cast.odile, place, uploaded(LINES))
    assert counts_of(again) == {"new": 0, "same": 6, "update": 0, "doubt": 0, "error": 1}
    with pytest.raises(Refused, match="rien à importer"):
        ask_apply(by=cast.odile, batch=again)
    assert list(Shop.objects.order_by("pk").values()) == before


def test_a_whole_import_is_undone_as_one(cast, place):
    before = Shop.objects.filter(pk=cast.lys.pk).values("phone", "street", "channels").get()
    batch = applied(cast.odile, checked(cast.odile, place, uploaded(LINES)))
    for _ in range(2):
        batch = undo_import(by=cast.odile, batch=batch)
    assert list(Shop.objects.values_list("name", flat=True)) == ["Institut Lys"]
    assert Shop.objects.filter(pk=cast.lys.pk).values("phone", "street", "channels").get() == before
    assert {k: batch.counts[k] for k in ("removed", "restored", "kept")} == {"removed": 2, "restored": 1, "kept": 0}
    again = checked(cast.odile, place, uploaded(LINES))
    assert counts_of(again) == {"new": 2, "same": 0, "update": 1, "doubt": 3, "error": 1}


def test_the_undo_keeps_what_was_edited_or_used_since_and_says_so(cast, place):
    from chalandise.people.models import Role
    from chalandise.people.operations import grant_role
    from chalandise.shops.operations import edit_shop
    batch = applied(cast.odile, checked(cast.odile, place, uploaded(LINES)))
    lune = Shop.objects.get(siret=SIRET)
    grant_role(person=cast.karim, kind=Role.Kind.MERCHANT, scope_id=lune.pk)
    other = Shop.objects.get(number="14")
    edit_shop(by=cast.rose, shop=other, version=1, city="BORDEAUX")
    cast.lys.refresh_from_db()
    edit_shop(by=cast.rose, shop=cast.lys, version=2, phone="05 56 99 99 99")
    batch = undo_import(by=cast.odile, batch=batch)
    assert {k: batch.counts[k] for k in ("removed", "restored", "kept")} == {"removed": 0, "restored": 0, "kept": 3}
    cast.lys.refresh_from_db()
    assert (cast.lys.phone, Shop.objects.count()) == ("+33556999999", 3)
    assert [r.reasons[-1]["code"] for r in batch.rows.filter(line__in=(2, 3, 9))] == ["kept", "kept", "kept"]


def test_merging_with_a_known_shop_is_never_undone_by_removing_it(cast, place):
    known = create_shop(by=cast.odile, territory=place, name="Pressing Blanc", number="5", street="rue Fondaudège", postcode="33000", city="Bordeaux")
    batch = checked(cast.odile, place, uploaded([["Pressing Blanc et fils", "", "5 rue Fondaudège", "33000", "Bordeaux", "", ""]]))
    assert verdicts(batch) == [(2, "doubt", "twin")]
    decide(by=cast.odile, batch=batch, doubts="twin", decision="merge")
    batch = undo_import(by=cast.odile, batch=applied(cast.odile, batch))
    assert Shop.objects.filter(pk=known.pk).exists()
    assert {k: batch.counts[k] for k in ("removed", "restored", "kept")} == {"removed": 0, "restored": 0, "kept": 0}


def test_the_columns_are_guessed_remembered_and_may_be_another_choice(cast, place):
    batch = open_import(by=cast.odile, territory=place, uploaded=uploaded(LINES))
    assert batch.mapping == {"name": "Enseigne", "siret": "SIRET", "address": "Adresse", "postcode": "Code postal", "city": "Ville", "phone": "Téléphone", "website": "Site"}
    assert batch.reading["sample"]["Ville"] == ["Bordeaux", "Le Bouscat", "Paris"]
    for wrong, why in (({"city": "Ville"}, "quelle colonne donne l’enseigne"), ({"name": "Absente"}, "n’est pas dans ce fichier")):
        with pytest.raises(Refused, match=why):
            confirm_mapping(by=cast.odile, batch=batch, mapping=wrong)
    chosen = {"name": "Enseigne", "city": "Ville", "siret": ""}
    checked(cast.odile, place, uploaded(LINES), mapping=chosen)
    assert open_import(by=cast.odile, territory=place, uploaded=uploaded(LINES[:2])).mapping == {"name": "Enseigne", "city": "Ville"}
    assert len(open_import(by=cast.hugo, territory=cast.villeneuve, uploaded=uploaded(LINES)).mapping) == 7


@pytest.mark.parametrize(("name", "data", "why"), [
    ("a.csv", b"", "vide"), ("a.csv", b"%PDF-1.7 ...%%EOF", "bon genre"), ("a.csv.gz", gzip.compress(b"nom;ville\nA;B\n" * 50, mtime=0)[:-9], "abîmé"), ("a.xlsx", b"PK\x03\x04zzz", "abîmé"),
])
def test_a_file_that_is_no_table_is_refused_at_once(cast, place, name, data, why):
    with pytest.raises(Refused, match=why):
        open_import(by=cast.odile, territory=place, uploaded=SimpleUploadedFile(name, data))
    assert Import.objects.count() == 0
    with pytest.raises(Refused, match="Choisissez"):
        open_import(by=cast.odile, territory=place, uploaded=None)


def test_a_broken_json_is_kept_as_a_failed_import_that_says_where(cast, place):
    batch = open_import(by=cast.odile, territory=place, uploaded=SimpleUploadedFile("a.geojson", b'{"a": [\n  {"b": 1},\n]}'))
    assert (batch.state, batch.reading["line"], batch.reading["column"]) == ("failed", 2, 11)
    assert batch.failure == "Ce fichier n’est pas du JSON valide : ligne 2, colonne 11, une virgule de trop avant « ] ». Rien n’a été lu."


def test_a_gzip_is_opened_and_a_workbook_lets_choose_its_sheet(cast, place):
    from tests.foundation.test_tables import workbook
    packed = SimpleUploadedFile("b.csv.gz", gzip.compress(uploaded(LINES).read()))
    assert open_import(by=cast.odile, territory=place, uploaded=packed).mapping["name"] == "Enseigne"
    book = SimpleUploadedFile("b.xlsx", workbook(("Nord", [["nom"], ["A"]]), ("Sud", [["enseigne", "ville"], ["B", "Bordeaux"], ["C", "Bordeaux"]])))
    batch = open_import(by=cast.odile, territory=place, uploaded=book)
    assert batch.mapping == {"name": "enseigne", "city": "ville"}
    batch = choose_sheet(by=cast.odile, batch=batch, sheet="Nord")
    assert (batch.mapping, batch.reading["sheet"]) == ({"name": "nom"}, "Nord")
    with pytest.raises(Refused, match="pas dans le classeur"):
        choose_sheet(by=cast.odile, batch=batch, sheet="Est")


def test_gestures_out_of_their_time_are_refused(cast, place):
    batch = open_import(by=cast.odile, territory=place, uploaded=uploaded(LINES))
    for gesture in (lambda: decide(by=cast.odile, batch=batch, decision="take", doubts="outside"), lambda: ask_apply(by=cast.odile, batch=batch)):
        with pytest.raises(Refused, match="colonnes à confirmer"):
            gesture()
    with pytest.raises(Refused, match="rien à annuler"):
        undo_import(by=cast.odile, batch=batch)
    batch = checked(cast.odile, place, uploaded(LINES))
    with pytest.raises(Refused, match="Choisissez"):
        decide(by=cast.odile, batch=batch, decision="perhaps", doubts="outside")
    applied(cast.odile, batch)
    assert ask_apply(by=cast.odile, batch=batch).state == "applied"


def test_the_report_names_line_column_and_reason(cast, place):
    batch = checked(cast.odile, place, uploaded(LINES))
    lines = list(report_lines(batch))
    assert lines[0] == ["Ligne", "Boutique", "Résultat", "Décision", "Colonne", "Raison"]
    assert lines[3] == [4, "Fleurs du Nord", "à confirmer", "", "SIRET", "Le SIRET « 73282932000075 » a un chiffre faux : sa clé de contrôle ne tombe pas juste."]


def test_two_lines_with_one_siret_become_one_shop(cast, place):
    batch = checked(cast.odile, place, uploaded([["A", SIRET, "1 rue Fondaudège", "33000", "", "", ""], ["B", SIRET, "3 rue Fondaudège", "33000", "", "05 56 00 00 00", ""]]))
    assert verdicts(batch) == [(2, "new", ""), (3, "doubt", "twin_in_file")]
    decide(by=cast.odile, batch=batch, doubts="twin_in_file", decision="take")
    applied(cast.odile, batch)
    assert list(Shop.objects.filter(siret=SIRET).values_list("name", "phone")) == [("A", "+33556000000")]
    batch = undo_import(by=cast.odile, batch=batch)
    assert (Shop.objects.filter(siret=SIRET).count(), batch.counts["removed"]) == (0, 1)


def test_a_shop_written_between_the_check_and_the_import_is_not_doubled(cast, place):
    batch = checked(cast.odile, place, uploaded(LINES[:1]))
    create_shop(by=cast.rose, territory=place, name="Lune", siret=SIRET)
    applied(cast.odile, batch)
    assert list(Shop.objects.filter(siret=SIRET).values_list("name", "phone")) == [("Lune", "+33556000000")]


def test_the_lines_of_another_territory_are_unknown_here(cast, place):
    applied(cast.odile, checked(cast.odile, place, uploaded(LINES[:1])))
    batch = checked(cast.hugo, cast.villeneuve, uploaded(LINES[:1]))
    assert verdicts(batch) == [(2, "doubt", "outside")]


def test_a_line_with_too_many_cells_is_doubtful(cast, place):
    batch = checked(cast.odile, place, uploaded([["A", "", "1 rue X", "33000", "Bordeaux", "", "", "de trop"]], header=HEADER))
    assert verdicts(batch) == [(2, "doubt", "shifted")]
