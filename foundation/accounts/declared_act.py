"""The API's permission, in a module of its own: REST framework loads it while it loads its own views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rest_framework import permissions

from foundation.accounts.acting import may
from foundation.accounts.roles import ACTS

if TYPE_CHECKING:
    from rest_framework.request import Request
    from rest_framework.views import APIView


class DeclaredAct(permissions.BasePermission):
    """The view's ``act`` decides; a view without one is closed to everybody."""

    message = "您的角色不能办理此事。"

    def has_permission(self, request: Request, view: APIView) -> bool:
        act = getattr(view, "act", None)
        if act is None or not request.user.is_authenticated:
            return False
        if request.user.must_change_password:
            self.message = "请先登录网页修改初始密码。"
            return False
        self.message = ACTS[act].refusal
        return may(request._request, act) is not None
