"""Layout, components, sign-in, links, error pages, the season line."""
from django.apps import AppConfig


class Shell(AppConfig):
    name = "chalandise.web.shell"
    label = "shell"

    def ready(self):
        from chalandise.web.shell.views import session  # noqa: F401, PLC0415  (registers what mailed links show)
