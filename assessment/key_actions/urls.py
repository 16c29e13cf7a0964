from django.urls import path

from assessment.key_actions import views

app_name = "key_actions"

urlpatterns = [
    path("", views.key_actions, name="list"),
    path("<slug:slug>/", views.key_action, name="action"),
    path("<slug:slug>/records/", views.records, name="records"),
]
