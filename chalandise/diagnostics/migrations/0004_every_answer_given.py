import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def tell(apps, schema_editor):
    """Each answer of today was given once, by whoever filled the sheet."""
    Answer, Given = apps.get_model("diagnostics", "Answer"), apps.get_model("diagnostics", "Given")
    for answer in Answer.objects.select_related("assessment").iterator(chunk_size=1000):
        sheet = answer.assessment
        answer.by_id = sheet.by_id
        answer.save(update_fields=["by"])
        Given.objects.create(assessment=sheet, key=uuid.uuid4(), question=answer.question, choice=answer.choice, note=answer.note,
                             seen=[], by_id=sheet.by_id, filler=sheet.filler, bank_version=sheet.bank_version, at=answer.at,
                             received_at=answer.at)


class Migration(migrations.Migration):

    dependencies = [("diagnostics", "0003_asked_and_trade"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.AddField("answer", "by", models.ForeignKey(
            null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
        migrations.CreateModel(
            name="Given",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField()),
                ("question", models.CharField(max_length=40)),
                ("choice", models.CharField(max_length=40)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("seen", models.JSONField(default=list)),
                ("filler", models.CharField(blank=True, choices=[
                    ("mentor", "par le parrain"), ("merchant", "par le commerçant"), ("referent", "par la référente")], max_length=8)),
                ("bank_version", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                ("assessment", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="given",
                                                 to="diagnostics.assessment")),
                ("by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+",
                                         to=settings.AUTH_USER_MODEL)),
            ],
            options={"db_table": "answer_given", "ordering": ["at", "id"], "constraints": [
                models.UniqueConstraint(fields=("assessment", "key", "question", "choice", "note"), name="answer_given_once")]},
        ),
        migrations.RunPython(tell, migrations.RunPython.noop),
    ]
