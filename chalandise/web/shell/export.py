"""Files of rows: CSV that a French spreadsheet opens rightly, XLSX. A cell can never become a formula."""
import csv
import io
from datetime import date, datetime
from decimal import Decimal

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext

from chalandise.foundation import clock, wording

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
CONTROL = dict.fromkeys((n for n in range(32) if n not in (9, 10, 13)), None)


def words(value):
    """Return what a cell says on a page."""
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return gettext("oui") if value else gettext("non")
    if isinstance(value, datetime):
        return f"{wording.short_date(value)}, {wording.clock_time(value)}"
    if isinstance(value, date):
        return wording.short_date(value)
    return wording.number(value) if isinstance(value, (int, float, Decimal)) else value


def plain(value):
    """Return what a cell is in a file: numbers and dates stay what they are, text is made harmless."""
    if isinstance(value, bool):
        return gettext("oui") if value else gettext("non")
    if isinstance(value, datetime):
        return value.astimezone(clock.PARIS).replace(tzinfo=None, microsecond=0)
    if value is None or isinstance(value, (int, float, Decimal, date)):
        return value
    text = (", ".join(map(str, value)) if isinstance(value, (list, tuple, set)) else str(value)).translate(CONTROL)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def _comma(value):
    """Decimals with a comma: French spreadsheets read them as numbers."""
    value = plain(value)
    return str(value).replace(".", ",") if isinstance(value, (float, Decimal)) else value


def as_csv(name, heads, rows):
    """Stream rows as CSV: semicolons and a byte order mark, which is what spreadsheets in France expect."""
    def lines():
        yield "\ufeff"
        yield _line([plain(head) for head in heads])
        for row in rows:
            yield _line([_comma(value) for value in row])
    return StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8", headers=_named(name, "csv"))


def _line(row):
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";").writerow(row)
    return buffer.getvalue()


def as_xlsx(name, heads, rows):
    """Write rows as a workbook, row by row (flat memory)."""
    from openpyxl import Workbook  # noqa: PLC0415  (heavy)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.freeze_panes = "A2"
    sheet.append([plain(head) for head in heads])
    for row in rows:
        sheet.append([plain(value) for value in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return HttpResponse(buffer.getvalue(), headers=_named(name, "xlsx"),
                        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def _named(name, suffix):
    return {"Content-Disposition": f'attachment; filename="{name}-{clock.today().isoformat()}.{suffix}"'}


KINDS = {"csv": as_csv, "xlsx": as_xlsx}
