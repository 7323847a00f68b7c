"""My shop, my assessment, my mentor, my action."""
