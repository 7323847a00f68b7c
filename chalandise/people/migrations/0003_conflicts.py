import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def keep_less(apps, schema_editor):
    """A note is kept for the kind "other" only, and shorter."""
    rows = apps.get_model("people", "Tie").objects.exclude(note="")
    rows.exclude(kind="other").update(note="")
    for tie in rows.filter(kind="other").iterator():
        tie.note = tie.note[:120]
        tie.save(update_fields=["note"])


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_persona'),
    ]

    operations = [
        migrations.RunPython(keep_less, migrations.RunPython.noop),
        migrations.CreateModel(
            name='ConflictRefusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_kind', models.CharField(max_length=40)),
                ('object_id', models.BigIntegerField()),
                ('scope_kind', models.CharField(max_length=40)),
                ('scope_id', models.BigIntegerField()),
                ('at', models.DateTimeField()),
                ('gesture', models.CharField(max_length=12)),
                ('level', models.CharField(max_length=10)),
                ('kind', models.CharField(max_length=40)),
                ('path', models.JSONField(default=list)),
                ('label', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'db_table': 'conflict_refusal',
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Declaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_kind', models.CharField(max_length=40)),
                ('object_id', models.BigIntegerField()),
                ('scope_kind', models.CharField(max_length=40)),
                ('scope_id', models.BigIntegerField()),
                ('at', models.DateTimeField()),
                ('kind', models.CharField(blank=True, max_length=40)),
            ],
            options={
                'db_table': 'declaration',
            },
        ),
        migrations.CreateModel(
            name='Supervision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_kind', models.CharField(max_length=40)),
                ('object_id', models.BigIntegerField()),
                ('scope_kind', models.CharField(max_length=40)),
                ('scope_id', models.BigIntegerField()),
                ('at', models.DateTimeField()),
                ('gesture', models.CharField(max_length=12)),
                ('kind', models.CharField(max_length=40)),
            ],
            options={
                'db_table': 'supervision',
            },
        ),
        migrations.AddField(
            model_name='tie',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='ties', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='tie',
            name='other',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='ties_about', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='tie',
            name='note',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AlterField(
            model_name='tie',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='ties', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='tie',
            name='source',
            field=models.CharField(choices=[('declared', 'déclaré'), ('derived', 'déduit'), ('team', 'noté par l’équipe')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='tie',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('organisation', None), ('person__isnull', False)), models.Q(('organisation__isnull', False), ('person', None)), _connector='OR'), name='tie_has_one_subject'),
        ),
        migrations.AddField(
            model_name='conflictrefusal',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='conflictrefusal',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conflict_refusals', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='declaration',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='declarations', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='supervision',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='supervised', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='supervision',
            name='supervisor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='supervises', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='conflictrefusal',
            index=models.Index(fields=['scope_kind', 'scope_id', 'at'], name='conflict_re_scope_k_429c3c_idx'),
        ),
        migrations.AddIndex(
            model_name='declaration',
            index=models.Index(fields=['object_kind', 'object_id'], name='declaration_object__a9ea50_idx'),
        ),
        migrations.AddConstraint(
            model_name='declaration',
            constraint=models.UniqueConstraint(fields=('person', 'object_kind', 'object_id'), name='declared_once'),
        ),
        migrations.AddIndex(
            model_name='supervision',
            index=models.Index(fields=['scope_kind', 'scope_id'], name='supervision_scope_k_8ece3e_idx'),
        ),
    ]
