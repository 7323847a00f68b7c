from django.apps import AppConfig


class Merchant(AppConfig):
    name = "chalandise.web.merchant"
    label = "merchant"

    def ready(self):
        from chalandise.web.merchant import links  # noqa: F401, PLC0415  (registers what mailed links show)
