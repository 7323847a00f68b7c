"""Layout, components, sign-in, links, error pages, the season line."""
