from django.apps import AppConfig


class Team(AppConfig):
    name = "chalandise.web.team"
    label = "team"
    periodic = [("web.team.tasks.remind", 60), ("web.team.tasks.write_digests", 60),
                ("web.team.tasks.watch", 24 * 60)]

    def ready(self):
        from chalandise.web.team import links  # noqa: F401, PLC0415  (registers what mailed links show)
