"""The first page: each role goes on to the page its work begins with."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from foundation.accounts.acting import may, open_to_everyone

# The act that is at the heart of somebody's work, and the page for it: the first that is open counts.
FIRST_PAGES = (
    ("manage_accounts", "accounts:list"),
    ("see_system", "jobs:list"),
    ("see_access_log", "accounts:access_log"),
    ("supervise", "assessment:progress"),
    ("see_households", "households:list"),
)


@open_to_everyone("goes on to the page of the role; shows nothing of its own")
@login_required
def home(request: HttpRequest) -> HttpResponse:
    for act, page in FIRST_PAGES:
        if may(request, act) == "yes":
            return redirect(page)
    return render(request, "accounts/no_role.html")
