from django.urls import path

from households.proposals import views

app_name = "proposals"
urlpatterns = [
    path("", views.proposals, name="list"),
    path("<int:pk>/", views.proposal, name="proposal"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
