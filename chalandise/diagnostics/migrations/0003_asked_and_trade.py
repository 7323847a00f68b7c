from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("diagnostics", "0002_initial")]

    operations = [
        migrations.AddField("assessment", "trade", models.CharField(blank=True, max_length=40, default=""), preserve_default=False),
        migrations.AddField("assessment", "asked_at", models.DateTimeField(blank=True, null=True)),
        migrations.AlterField("assessment", "started_at", models.DateTimeField(blank=True, null=True)),
        migrations.AlterField("assessment", "filler", models.CharField(
            blank=True, choices=[("mentor", "par le parrain"), ("merchant", "par le commerçant"), ("referent", "par la référente")], max_length=8)),
    ]
