"""Addresses of what changes a household as a whole: procedures, family changes, transfers."""

from django.urls import path

from households.views import procedures

CHANGES = [
    path("procedures/", procedures.running, name="procedures"),
    path("<int:pk>/procedures/open/<slug:kind>/", procedures.open_procedure, name="open_procedure"),
    path("<int:pk>/procedures/<int:case_pk>/", procedures.case, name="procedure"),
    path("<int:pk>/procedures/<int:case_pk>/steps/<slug:kind>/", procedures.record_step, name="record_step"),
    path(
        "<int:pk>/procedures/<int:case_pk>/steps/<int:step_pk>/take-back/",
        procedures.take_back_step,
        name="take_back_step",
    ),
    path("<int:pk>/procedures/<int:case_pk>/confirm/", procedures.confirm, name="confirm_procedure"),
    path("<int:pk>/procedures/<int:case_pk>/end/", procedures.end, name="end_procedure"),
    path("<int:pk>/procedures/<int:case_pk>/revoke/", procedures.revoke, name="revoke_procedure"),
]
