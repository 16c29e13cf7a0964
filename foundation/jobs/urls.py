from django.urls import path

from foundation.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.runs, name="list"),
    path("<int:pk>/", views.progress, name="progress"),
    path("<int:pk>/stop/", views.stop, name="stop"),
    path("<int:pk>/resume/", views.resume, name="resume"),
]
