from django.urls import path

from chalandise.web.reviewer.views import home, reading

app_name = "reviewer"

urlpatterns = [
    path("<slug:key>/", home.home, name="home"),
    path("<slug:key>/declarations/", home.declarations, name="declarations"),
    path("<slug:key>/ma-part/", home.part, name="part"),
    path("<slug:key>/reponses/<int:submission_id>/", reading.submission, name="submission"),
    path("<slug:key>/reponses/<int:submission_id>/declaration/", reading.declaration, name="declaration"),
    path("<slug:key>/reponses/<int:submission_id>/relecture/", reading.review, name="review"),
    path("<slug:key>/reponses/<int:submission_id>/abstention/", reading.abstention, name="abstention"),
    path("<slug:key>/reponses/<int:submission_id>/lien/", reading.tie, name="tie"),
    path("<slug:key>/reponses/<int:submission_id>/discussion/", reading.discussion, name="discussion"),
    path("<slug:key>/reponses/<int:submission_id>/documents/<int:document_id>/", reading.document, name="document"),
]
