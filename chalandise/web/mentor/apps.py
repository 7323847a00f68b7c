from django.apps import AppConfig


class Mentor(AppConfig):
    name = "chalandise.web.mentor"
    label = "mentor"

    def ready(self):
        from chalandise.web.mentor import links, offline  # noqa: F401, PLC0415  (register what mailed links show and what a phone keeps)
