from django.urls import path

from chalandise.web.reviewer.views import home

app_name = "reviewer"

urlpatterns = [
    path("<slug:key>/", home.home, name="home"),
]
