import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('seasons', '0003_one_account_of_each_kind'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='decision',
            name='about',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='decision',
            name='about_id',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='decision',
            name='about_kind',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.CreateModel(
            name='Recusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('watched', models.BooleanField(default=False)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recusals', to='seasons.decision')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recusals', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'recusal',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('decision', 'person'), name='recused_once')],
            },
        ),
    ]
