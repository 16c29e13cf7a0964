from django.urls import path

from households.attachments import views as attaching
from households.entry import views as entering
from households.entry import views_of_drafts as drafting
from households.file import views as files
from households.file import views_of_cards as cards
from households.finding import views as finding
from households.finding import views_of_exports as exporting
from households.finding import views_of_saved as keeping
from households.history import views as history
from households.urls_of_changes import CHANGES
from households.views import deciding, helping

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
    path("drafts/", drafting.mine, name="drafts"),
    path("drafts/<uuid:key>/keep/", drafting.keep, name="keep_draft"),
    path("drafts/<uuid:key>/discard/", drafting.discard, name="discard_draft"),
    path("<int:pk>/", files.detail, name="detail"),
    path("<int:pk>/history/", history.changes, name="history"),
    path("<int:pk>/as-on/", history.as_on_day, name="as_on"),
    path("<int:pk>/history/<slug:kind>/<int:event>/<slug:field>/restore/", history.restore, name="restore"),
    path("<int:pk>/correct/", entering.correct, name="correct"),
    path("<int:pk>/persons/add/", entering.add_person, name="add_person"),
    path("<int:pk>/persons/<int:person_pk>/correct/", entering.correct_person, name="correct_person"),
    path("<int:pk>/persons/<int:person_pk>/number/", files.show_number, name="show_number"),
    path("<int:pk>/number/", files.show_household_number, name="show_household_number"),
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
