"""Evidence packages that territories publish and import, so that what was tried in one street helps the next."""
