from django.urls import path

from households.comparison import views
from households.comparison import views_of_words as words

app_name = "comparison"
urlpatterns = [
    path("", views.tasks, name="tasks"),
    path("tasks/<int:pk>/", views.task, name="task"),
    path("tasks/<int:pk>/take/", views.take, name="take"),
    path("tasks/<int:pk>/assign/", views.assign, name="assign"),
    path("tasks/<int:pk>/settle/", views.settle, name="settle"),
    path("compare/", views.start, name="start"),
    path("<int:pk>/", views.result, name="result"),
    path("rows/<int:pk>/", words.identity, name="identity"),
    path("words/", words.words, name="words"),
    path("words/<int:pk>/", words.word, name="word"),
]
