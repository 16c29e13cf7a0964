from django.urls import path

from support_measures import views
from support_measures.areas import views as areas
from support_measures.payments import views as payments

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
    path("record/<slug:plan>/<slug:item>/area/<int:area>/", areas.record_for_area, name="record_for_area"),
    path("area-support/", areas.supports, name="area_supports"),
    path("area-support/choose/", areas.choose, name="choose_area_item"),
    path("area-support/<int:pk>/correct/", areas.correct, name="correct_area_support"),
    path("area-support/<int:pk>/void/", areas.void, name="void_area_support"),
    path("batches/", views.record_batches, name="record_batches"),
    path("batches/<uuid:batch>/take-back/", views.take_back_records, name="take_back_records"),
    path("payments/", payments.payments, name="payments"),
    path("payments/pay/", payments.pay_list, name="pay_list"),
    path("payments/batches/", payments.batches, name="payment_batches"),
    path("payments/batches/<uuid:batch>/take-back/", payments.take_back_batch, name="take_back_payments"),
    path("payments/<int:payment>/take-back/", payments.take_back_one, name="take_back"),
    path("records/<int:record>/pay/", payments.pay_one, name="pay"),
    path("records/<int:record>/advance/", views.advance, name="advance"),
    path("records/<int:record>/void/", views.void, name="void"),
]
