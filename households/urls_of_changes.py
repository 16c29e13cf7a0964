"""Addresses of what changes a household as a whole: procedures, family changes, transfers."""

from django.urls import path

from households.families import views as families
from households.families import views_of_transfers as transfers
from households.procedures import views as procedures
from households.statements import views as stating

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
    path("<int:pk>/family/arrive/", families.arrive, name="arrive"),
    path("<int:pk>/family/head/", families.change_head, name="change_head"),
    path("<int:pk>/family/divide/", families.divide, name="divide"),
    path("<int:pk>/family/join/", families.join, name="join"),
    path("<int:pk>/family/move/", families.move, name="move"),
    path("<int:pk>/persons/<int:person_pk>/remove/", families.depart, name="remove_person"),
    path("<int:pk>/statements/new/", stating.make, name="state"),
    path("<int:pk>/statements/<int:statement_pk>/end/", stating.end, name="end_statement"),
    path("<int:pk>/transfer/", transfers.offer, name="offer_transfer"),
    path("transfers/", transfers.listed, name="transfers"),
    path("transfers/ask/", transfers.ask, name="ask_for_transfer"),
    path("transfers/<int:transfer_pk>/", transfers.transfer, name="transfer"),
    path("transfers/<int:transfer_pk>/release/", transfers.release, name="release_transfer"),
    path("transfers/<int:transfer_pk>/receive/", transfers.receive, name="receive_transfer"),
    path("transfers/<int:transfer_pk>/turn-down/", transfers.turn_down, name="turn_down_transfer"),
]
