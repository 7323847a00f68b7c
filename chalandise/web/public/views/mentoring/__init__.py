"""The public pages of the mentors: offer to accompany a shop."""
