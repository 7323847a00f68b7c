from django.apps import AppConfig


class Reviewer(AppConfig):
    name = "chalandise.web.reviewer"
    label = "reviewer_door"

    def ready(self):
        from chalandise.web.reviewer import links  # noqa: F401, PLC0415  (registers what mailed links show)
