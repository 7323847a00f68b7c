from django.apps import AppConfig


class Shell(AppConfig):
    name = "chalandise.web.shell"
    label = "shell"
