from django.urls import path

from foundation.policy import views, views_editing, views_figures, views_plans, views_records

app_name = "policy"
urlpatterns = [
    path("", views.plans, name="list"),
    path("compare/", views_plans.compare, name="compare"),
    path("figures/", views_figures.figures, name="figures"),
    path("figures/new/", views_figures.add, name="add_figure"),
    path("figures/<int:pk>/", views_figures.correct, name="correct_figure"),
    path("<slug:plan>/", views.plan, name="plan"),
    path("<slug:plan>/copy/", views_plans.copy, name="copy"),
    path("<slug:plan>/put-in-force/", views_plans.enforce, name="enforce"),
    path("<slug:plan>/<slug:kind>/<slug:slug>/", views.item, name="item"),
    path("<slug:plan>/<slug:kind>/<slug:slug>/edit/", views_editing.edit_item, name="edit_item"),
    path("<slug:plan>/<slug:kind>/<slug:slug>/records/", views_records.edit_records, name="edit_records"),
    path("<slug:plan>/<slug:kind>/<slug:slug>/add/", views_editing.add_item, name="add_item"),
    path(
        "<slug:plan>/<slug:kind>/<slug:slug>/remove/<slug:benefit>/",
        views_editing.remove_item,
        name="remove_item",
    ),
]
