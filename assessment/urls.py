from django.urls import path

from assessment.funds import views as funds
from assessment.handing import views as handing
from assessment.ledgers import views as ledgers
from assessment.ledgers import views_comparing as comparing
from assessment.monitoring import views as monitoring
from assessment.progress import views as progress

app_name = "assessment"

urlpatterns = [
    path("alerts/", monitoring.alerts, name="alerts"),
    path("alerts/<int:pk>/", monitoring.alert, name="alert"),
    path("alerts/<int:pk>/verify/", monitoring.verify, name="verify_alert"),
    path("alerts/<int:pk>/close/", monitoring.close, name="close_alert"),
    path("alerts/detect/", monitoring.start_detection, name="start_detection"),
    path("alerts/runs/<int:run_id>/", monitoring.detection_run, name="detection_run"),
    path("ledgers/", ledgers.ledgers, name="ledgers"),
    path("ledgers/runs/<int:run_id>/", ledgers.ledger_run, name="ledger_run"),
    path("ledgers/<int:pk>/", ledgers.ledger, name="ledger"),
    path("ledgers/<int:pk>/download/", ledgers.download, name="ledger_file"),
    path("ledgers/<int:pk>/compare/<int:other>/", comparing.compare, name="compare_ledgers"),
    path("ledgers/<int:pk>/compare/<int:other>/export/", comparing.export, name="export_comparison"),
    path("tasks/", handing.tasks, name="tasks"),
    path("tasks/<int:pk>/", handing.task, name="task"),
    path("tasks/<int:pk>/close/", handing.close, name="close_task"),
    path("funds/", funds.funds, name="funds"),
    path("funds/records/", funds.records, name="fund_records"),
    path("progress/", progress.progress, name="progress"),
    path("progress/households/", progress.households, name="progress_households"),
    path("progress/<int:code>/", progress.progress_area, name="progress_area"),
]
