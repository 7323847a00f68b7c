"""The calendar of the country: holidays by zone, sales as the law says, nothing that overlaps itself."""
from datetime import date, timedelta

from django.utils import translation

from chalandise.impact.rules.calendar import FOLDER, _table, last_known, national, zone_of


def names(kind, *span, department="33"):
    return [h.name for h in national(department, *span) if h.kind == kind]


def test_the_holidays_of_the_gironde_are_those_of_its_zone_at_the_time():
    assert (zone_of("33", date(2015, 2, 14)), zone_of("33", date(2018, 2, 14)), zone_of("974", date(2018, 2, 14))) == ("C", "A", "")
    found = {(h.first, h.last) for h in national("33", date(2015, 1, 10), date(2018, 3, 31)) if h.name == "Vacances d’hiver"}
    assert found == {(date(2015, 2, 13), date(2015, 3, 1)), (date(2016, 2, 13), date(2016, 2, 28)), (date(2017, 2, 18), date(2017, 3, 5)),
                     (date(2018, 2, 10), date(2018, 2, 25))}


def test_all_zones_left_together_in_the_spring_of_2021():
    for department in ("33", "59", "75"):
        assert [(h.first, h.last) for h in national(department, date(2021, 4, 1), date(2021, 5, 10)) if h.kind == "school"] == [
            (date(2021, 4, 10), date(2021, 4, 25))]


def test_sales_begin_on_the_wednesday_of_the_law_but_for_the_years_moved_by_decree():
    moved = {2020: "summer", 2021: "both"}
    for row in _table("sales"):
        first, winter = row["first"], row["name_en"] == "Winter sales"
        assert (first.weekday(), row["last"].weekday()) == (2, 1)
        if moved.get(first.year) in ("both", "winter" if winter else "summer"):
            continue
        month = [date(first.year, 1 if winter else 6, n) for n in range(1, 31)]
        wednesdays = [d for d in month if d.weekday() == 2]
        legal = (wednesdays[1] if wednesdays[1].day <= 12 else wednesdays[0]) if winter else (wednesdays[-1] if wednesdays[-1].day <= 28 else wednesdays[-2])
        assert (first, (row["last"] - first).days + 1) == (legal, 42 if first.year < 2020 else 28)


def test_every_department_has_one_zone_and_no_holiday_overlaps_another():
    rows = _table("zones")
    assert len({r["department"] for r in rows}) == len(rows) == 94
    for zone in "ABC":
        spans = sorted((r["first"], r["last"]) for r in _table("school") if zone in r["zones"])
        assert all(a[1] < b[0] for a, b in zip(spans, spans[1:], strict=False))
        assert all(timedelta(days=2) < b - a < timedelta(days=65) for a, b in spans)


def test_alsace_has_its_own_holidays_and_english_its_words():
    saint_stephen = date(2017, 12, 26)
    assert [len(names("public", saint_stephen, saint_stephen, department=d)) for d in ("33", "67")] == [0, 1]
    with translation.override("en"):
        assert names("school", date(2017, 12, 26), date(2017, 12, 26)) == ["Christmas holidays"]
        assert names("public", date(2017, 12, 25), date(2017, 12, 25)) == ["Christmas Day"]


def test_the_folder_says_where_it_comes_from_and_where_it_stops():
    notice = (FOLDER / "NOTICE.md").read_text(encoding="utf-8")
    assert "Licence ouverte" in notice and f"to {last_known():%Y-%m}" in notice
