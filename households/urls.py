from django.urls import path

from households.urls_of_changes import CHANGES
from households.views import attaching, cards, deciding, entering, exporting, files, finding, helping, keeping

app_name = "households"
urlpatterns = [
    path("", finding.households, name="list"),
    path("search/", finding.search, name="search"),
    path("filters/", keeping.filters, name="filters"),
    path("filters/<int:pk>/delete/", keeping.forget_filter, name="forget_filter"),
    path("columns/", keeping.columns, name="columns"),
    path("export/", exporting.export, name="export"),
    path("exports/<int:pk>/", exporting.exported, name="exported"),
    path("exports/<int:pk>/file/", exporting.download, name="export_file"),
    path("register/", entering.register, name="register"),
    path("<int:pk>/", files.detail, name="detail"),
    path("<int:pk>/history/", files.history, name="history"),
    path("<int:pk>/correct/", entering.correct, name="correct"),
    path("<int:pk>/persons/add/", entering.add_person, name="add_person"),
    path("<int:pk>/persons/<int:person_pk>/correct/", entering.correct_person, name="correct_person"),
    path("<int:pk>/persons/<int:person_pk>/remove/", entering.remove_person, name="remove_person"),
    path("<int:pk>/persons/<int:person_pk>/number/", files.show_number, name="show_number"),
    path("<int:pk>/survey/", entering.survey, name="survey"),
    path("<int:pk>/survey/<int:year>/", entering.survey, name="correct_survey"),
    path("<int:pk>/pair/", helping.pair, name="pair"),
    path("<int:pk>/pairings/<int:pairing_pk>/end/", helping.end_pairing, name="end_pairing"),
    path("<int:pk>/visit/", helping.visit, name="visit"),
    path("<int:pk>/findings/<int:finding_pk>/settle/", deciding.settle_finding, name="settle_finding"),
    path("<int:pk>/card/", cards.home_card, name="card"),
    path("<int:pk>/notice/", cards.public_notice, name="notice"),
    path("<int:pk>/attachments/add/", attaching.add, name="attach"),
    path("<int:pk>/attachments/<uuid:key>/", attaching.show, name="attachment"),
    path("<int:pk>/attachments/<uuid:key>/thumbnail/", attaching.thumbnail, name="thumbnail"),
    path("<int:pk>/attachments/<uuid:key>/open/", attaching.open_paper, name="open_paper"),
    path("<int:pk>/attachments/<uuid:key>/withdraw/", attaching.withdraw, name="withdraw_attachment"),
    *CHANGES,
]
