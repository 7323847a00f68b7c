"""The takings of a shop on screen, the same for its merchant and for its referent."""
