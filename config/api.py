"""The API's routes, collected from the floors: each ``api.py`` exposes ``ROUTES`` of prefix and viewset."""

from __future__ import annotations

from typing import Any

from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView
from rest_framework.routers import SimpleRouter

from actions import api as actions
from assessment import api as assessment
from foundation.jobs import api as jobs
from households import api as households
from support_measures import api as support_measures

FLOORS: list[list[tuple[str, Any]]] = [
    jobs.ROUTES,
    households.ROUTES,
    support_measures.ROUTES,
    actions.ROUTES,
    assessment.ROUTES,
]

router = SimpleRouter()
for routes in FLOORS:
    for prefix, viewset in routes:
        router.register(prefix, viewset, basename=prefix)


class Schema(SpectacularAPIView):
    """The OpenAPI description. It holds no data; who has signed in may read it."""

    open_because = "a description without data, for whoever has signed in"


class Docs(SpectacularSwaggerView):
    open_because = "shows the description"
