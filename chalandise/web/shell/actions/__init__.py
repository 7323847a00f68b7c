"""The page of an action and its gestures, the same for the merchant, the mentor and the team; each door gives addresses."""
