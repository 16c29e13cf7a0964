from django.urls import path

from assessment.entitlements import views, views_overview, views_stating, views_taking, views_trying
from assessment.handing import views as handing

app_name = "entitlements"

urlpatterns = [
    path("", views_overview.items, name="items"),
    path("count/", views_overview.count_all, name="count_all"),
    path("<slug:kind>/<slug:slug>/", views.item, name="item"),
    path("<slug:kind>/<slug:slug>/print/", views_taking.print_list, name="print"),
    path("<slug:kind>/<slug:slug>/export/", views_taking.export, name="export"),
    path("<slug:kind>/<slug:slug>/hand-out/", handing.hand_out_list, name="hand_out"),
    path("<slug:kind>/<slug:slug>/coverage/", views.coverage, name="coverage"),
    path("<slug:kind>/<slug:slug>/record-chosen/", views.record_chosen, name="record_chosen"),
    path("<slug:kind>/<slug:slug>/try/", views_trying.try_item, name="try"),
    path("<slug:kind>/<slug:slug>/state/", views_stating.state_many, name="state_many"),
    path("<slug:kind>/<slug:slug>/record/", views.record_many, name="record_many"),
]
