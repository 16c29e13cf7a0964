from django.urls import path

from foundation.policy import views

app_name = "policy"
urlpatterns = [
    path("", views.plans, name="list"),
    path("<slug:plan>/", views.plan, name="plan"),
    path("<slug:plan>/<slug:kind>/<slug:slug>/", views.item, name="item"),
]
