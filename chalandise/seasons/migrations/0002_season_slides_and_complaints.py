import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("seasons", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveField(model_name="milestone", name="note"),
        migrations.RenameField(model_name="milestone", old_name="label", new_name="label_fr"),
        migrations.AddField(model_name="milestone", name="label_en", field=models.CharField(blank=True, max_length=120)),
        migrations.AddField(model_name="milestone", name="slid_from", field=models.DateField(blank=True, null=True)),
        migrations.AddField(
            model_name="complaint", name="about",
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+",
                                    to=settings.AUTH_USER_MODEL)),
        migrations.AddField(
            model_name="complaint", name="answered_by",
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+",
                                    to=settings.AUTH_USER_MODEL)),
    ]
