from django.urls import path

from households.duplicates import views

app_name = "duplicates"
urlpatterns = [
    path("", views.pairs, name="list"),
    path("find/", views.find, name="find"),
    path("<int:pk>/", views.pair, name="pair"),
    path("<int:pk>/apart/", views.apart, name="apart"),
    path("<int:pk>/merge/", views.merge, name="merge"),
    path("merges/<int:pk>/", views.merged, name="merged"),
    path("merges/<int:pk>/undo/", views.undo, name="undo"),
]
