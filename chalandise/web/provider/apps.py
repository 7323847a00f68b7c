from django.apps import AppConfig


class Provider(AppConfig):
    name = "chalandise.web.provider"
    label = "provider_door"

    def ready(self):
        from chalandise.web.provider import links  # noqa: F401, PLC0415  (registers what mailed links show)
