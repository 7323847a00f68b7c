"""Files of shops for the tests: lines become an uploaded CSV, and a whole import is played through its operations."""
import csv
import io

from django.core.files.uploadedfile import SimpleUploadedFile

from chalandise.foundation import jobs
from chalandise.shops.operations import ask_apply, confirm_mapping, open_import

HEADER = ["Enseigne", "SIRET", "Adresse", "Code postal", "Ville", "Téléphone", "Site"]


def uploaded(lines, *, name="boutiques.csv", header=HEADER, encoding="utf-8-sig"):
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([header, *lines])
    return SimpleUploadedFile(name, out.getvalue().encode(encoding))


def checked(by, territory, file, mapping=None):
    """Return an import as far as its preview."""
    batch = open_import(by=by, territory=territory, uploaded=file)
    confirm_mapping(by=by, batch=batch, mapping=mapping or batch.mapping)
    jobs.run_waiting()
    batch.refresh_from_db()
    return batch


def applied(by, batch):
    """Return an import once its job wrote it."""
    ask_apply(by=by, batch=batch)
    jobs.run_waiting()
    batch.refresh_from_db()
    return batch


def verdicts(batch):
    return [(r.line, r.verdict, r.doubts) for r in batch.rows.all()]
