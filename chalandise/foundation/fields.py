"""Fields and abstract models shared by the rooms."""
from django.db import models
from django.utils.translation import gettext as _

from chalandise.foundation.refusals import Conflict


class MoneyField(models.DecimalField):
    """Euros and cents, as Decimal."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_digits", 12)
        kwargs.setdefault("decimal_places", 2)
        super().__init__(*args, **kwargs)


class Versioned(models.Model):
    """A row that two people may edit at the same time: the second sees what changed and loses nothing.

    A form carries the version it was opened with; `save_version` refuses when the row has moved since.
    """

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save_version(self, *, version, values):
        """Write `values` (field name to value) if the row is still at `version`.

        Raises
        ------
        Conflict
            Somebody saved a different text meanwhile; nothing is written.
        """
        changed = type(self).objects.filter(pk=self.pk, version=version).update(
            **values, version=models.F("version") + 1)
        present = type(self).objects.get(pk=self.pk)
        if not changed:
            theirs = {name: getattr(present, name) for name in values if getattr(present, name) != values[name]}
            if theirs:
                raise Conflict(_("Quelqu’un a modifié cette page pendant que vous écriviez. Comparez les deux textes, "
                                 "puis enregistrez celui que vous gardez."),
                               theirs=theirs, yours={name: values[name] for name in theirs}, version=present.version)
        for name in values:
            setattr(self, name, getattr(present, name))
        self.version = present.version
        return self
