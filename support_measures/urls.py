from django.urls import path

from support_measures import views

app_name = "support_measures"

urlpatterns = [
    path(
        "record/<slug:plan>/<slug:item>/person/<int:person>/",
        views.record_for_person,
        name="record_for_person",
    ),
    path(
        "record/<slug:plan>/<slug:item>/household/<int:household>/",
        views.record_for_household,
        name="record_for_household",
    ),
    path(
        "record/<slug:plan>/<slug:item>/county/<int:area>/", views.record_for_county, name="record_for_county"
    ),
    path("records/<int:record>/advance/", views.advance, name="advance"),
    path("records/<int:record>/void/", views.void, name="void"),
]
