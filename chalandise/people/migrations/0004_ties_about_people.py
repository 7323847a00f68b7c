from django.db import migrations


def name_the_other(apps, schema_editor):
    """A tie about a person leads to them, so that their rights reach it; one about nobody any more goes."""
    rows, people = apps.get_model("people", "Tie").objects, apps.get_model("people", "Person").objects
    for tie in rows.filter(object_kind="people.person", other=None).iterator():
        if people.filter(pk=tie.object_id).exists():
            rows.filter(pk=tie.pk).update(other_id=tie.object_id)
        else:
            tie.delete()


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0003_conflicts"),
    ]

    operations = [migrations.RunPython(name_the_other, migrations.RunPython.noop)]
