from django.urls import path

from actions import views
from actions.activities import views as activities
from actions.activities import views_of_shares as shares

app_name = "actions"

urlpatterns = [
    path("enrol/<slug:plan>/<slug:action>/person/<int:person>/", views.enrol_person, name="enrol_person"),
    path(
        "enrol/<slug:plan>/<slug:action>/household/<int:household>/",
        views.enrol_household,
        name="enrol_household",
    ),
    path("enrolments/<int:enrolment>/move/", views.move, name="move"),
    path("activities/new/<slug:plan>/<slug:action>/<slug:kind>/", activities.hold, name="hold"),
    path("activities/<int:pk>/", activities.activity, name="activity"),
    path("activities/<int:pk>/edit/", activities.edit, name="edit_activity"),
    path("activities/<int:pk>/shares/", shares.share_out, name="share_out"),
    path("activities/<int:pk>/pay/", shares.pay, name="pay_shares"),
    path("shares/<int:share>/end/", shares.end, name="end_share"),
]
