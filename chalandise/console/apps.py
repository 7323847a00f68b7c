from django.apps import AppConfig


class Console(AppConfig):
    name = "chalandise.console"
    label = "console"
