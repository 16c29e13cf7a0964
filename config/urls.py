"""Where each floor's pages begin. Each app keeps its own names (app_name)."""

from django.urls import URLPattern, URLResolver, include, path

from config.api import Docs, Schema, router
from config.health import health
from config.home import home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("health/", health, name="health"),
    path("accounts/", include("foundation.accounts.urls")),
    path("runs/", include("foundation.jobs.urls")),
    path("policy/", include("foundation.policy.urls")),
    path("households/", include("households.urls")),
    path("proposals/", include("households.proposals.urls")),
    path("quality/", include("households.quality.urls")),
    path("duplicates/", include("households.duplicates.urls")),
    path("comparison/", include("households.comparison.urls")),
    path("rosters/", include("households.roster.urls")),
    path("", include("assessment.urls")),
    path("support-measures/", include("support_measures.urls")),
    path("actions/", include("actions.urls")),
    path("key-actions/", include("assessment.key_actions.urls")),
    path("entitlements/", include("assessment.entitlements.urls")),
    path("api/v1/", include((router.urls, "api"))),
    path("api/schema/", Schema.as_view(), name="api_schema"),
    path("api/docs/", Docs.as_view(url_name="api_schema"), name="api_docs"),
]
