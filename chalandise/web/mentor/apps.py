from django.apps import AppConfig


class Mentor(AppConfig):
    name = "chalandise.web.mentor"
    label = "mentor"

    def ready(self):
        from chalandise.web.mentor import links  # noqa: F401, PLC0415  (registers what mailed links show)
