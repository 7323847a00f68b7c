from django.apps import AppConfig


class Api(AppConfig):
    name = "chalandise.api"
    label = "api"
