import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0004_one_account_of_each_kind'),
        ('people', '0004_ties_about_people'),
        ('shops', '0002_import_decisions'),
    ]

    operations = [
        migrations.AddField(
            model_name='commitment',
            name='payee',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='commitment',
            name='shop',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='shops.shop'),
        ),
    ]
