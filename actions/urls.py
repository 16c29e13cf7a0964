from django.urls import path

from actions import views

app_name = "actions"

urlpatterns = [
    path("enrol/<slug:plan>/<slug:action>/person/<int:person>/", views.enrol_person, name="enrol_person"),
    path(
        "enrol/<slug:plan>/<slug:action>/household/<int:household>/",
        views.enrol_household,
        name="enrol_household",
    ),
    path("enrolments/<int:enrolment>/move/", views.move, name="move"),
]
