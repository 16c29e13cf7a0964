from django.urls import path

from households.roster import views, views_deciding, views_of_results, views_teaching, views_undoing

app_name = "rosters"
urlpatterns = [
    path("", views.roster_list, name="list"),
    path("upload/", views.upload, name="upload"),
    path("template/<slug:code>/", views.template, name="template"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/columns/", views_teaching.columns, name="columns"),
    path("<int:pk>/places/", views_teaching.places, name="places"),
    path("<int:pk>/confirm/", views.confirm, name="confirm"),
    path("<int:pk>/discard/", views.discard, name="discard"),
    path("<int:pk>/wrong-rows/make/", views.make_wrong_rows, name="make_wrong_rows"),
    path("<int:pk>/wrong-rows/", views.wrong_rows, name="wrong_rows"),
    path("limits/", views_of_results.limits, name="limits"),
    path("<int:pk>/absent/", views_of_results.absent, name="absent"),
    path("<int:pk>/file/", views_of_results.original, name="file"),
    path("<int:pk>/here/", views_of_results.from_above, name="from_above"),
    path("<int:pk>/decide/", views_deciding.decide_kinds, name="decide"),
    path("<int:pk>/rows/<int:row_pk>/", views_deciding.decide_row, name="decide_row"),
    path("<int:pk>/rows/<int:row_pk>/who/", views_deciding.answer, name="answer_row"),
    path("<int:pk>/undo/", views_undoing.undo, name="undo"),
]
