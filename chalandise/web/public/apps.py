from django.apps import AppConfig


class Public(AppConfig):
    name = "chalandise.web.public"
    label = "public"

    def ready(self):
        from chalandise.web.public import links  # noqa: F401, PLC0415  (registers what mailed links show)
