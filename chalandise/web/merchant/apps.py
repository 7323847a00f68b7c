from django.apps import AppConfig


class Merchant(AppConfig):
    name = "chalandise.web.merchant"
    label = "merchant"

    def ready(self):
        from chalandise.web.merchant import links, offline  # noqa: F401, PLC0415  (register what mailed links show and what a phone keeps)
