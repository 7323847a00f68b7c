"""Files of others kept in the repository are the ones that were published."""
import hashlib
from pathlib import Path

import pytest

# axe-core 4.14.1, MPL-2.0
KEPT = {"vendor/axe.min.js": "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"}


@pytest.mark.parametrize(("path", "digest"), KEPT.items())
def test_a_vendored_file_is_as_it_was_published(path, digest):
    file = Path(__file__).resolve().parent / path
    assert hashlib.sha256(file.read_bytes()).hexdigest() == digest
    assert list(file.parent.glob("axe-core.LICENSE*")) != []
