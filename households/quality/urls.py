from django.urls import path

from households.quality import views

app_name = "quality"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("<slug:name>/", views.rows, name="rows"),
]
