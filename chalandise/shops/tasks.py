"""What the worker does for the shops."""
from chalandise.shops.models import Import
from chalandise.shops.operations import applying, checking


def check_import(batch_id):
    """Judge every line of an import."""
    return checking.check_import(Import.objects.get(pk=batch_id))


def apply_import(batch_id, by_id=None):
    """Write a checked import."""
    return applying.apply_import(Import.objects.get(pk=batch_id), by_id)
