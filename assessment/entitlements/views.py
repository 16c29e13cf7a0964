"""政策落实: one item's lists, its coverage, and recording many from the missed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from actions.enrolling import UnableToEnrol, enrol_many
from actions.forms import EnrolForm
from assessment.entitlements.above import COLUMNS, from_above
from assessment.entitlements.choosing import Chosen
from assessment.entitlements.coverage import course_of, coverage_chart, group_name
from assessment.entitlements.forms import ChooseForm, FilterForm
from assessment.entitlements.having import period_of
from assessment.entitlements.lists import LISTS, UNITS, ItemLists, label_of, lists_of
from assessment.entitlements.rows import page_of, told_apart, uncompared
from assessment.entitlements.slices import Slice, slices_of
from assessment.entitlements.waiting import SAID
from foundation.accounts.acting import ScopedRequest, acting, refusal
from foundation.areas.models import Area
from foundation.policy.explaining import explain
from foundation.policy.models import PolicyItem, PolicyPlan
from foundation.policy.periods import in_words
from foundation.policy.plans import items_of, plan_for_area, plans_open_to
from households.statements.stating import judged_in
from support_measures.forms import RecordForm
from support_measures.recording import UnableToRecord, record_benefits_for_many


@dataclass(frozen=True)
class Asked:
    """What the address asks for: a plan and a part of the own area."""

    plan: PolicyPlan
    area: Area
    form: FilterForm
    # One group of the people only: which slice, and which of its groups.
    by: str = ""
    part: str = ""
    # Who waits longest comes first.
    longest: bool = False

    @property
    def query(self) -> str:
        asked = {"plan": self.plan.slug, "area": str(self.area.code)}
        asked |= {"by": self.by, "part": self.part} if self.by else {}
        return urlencode(asked | ({"order": "waiting"} if self.longest else {}))

    def lists(self, policy: PolicyItem, request: ScopedRequest) -> ItemLists:
        """The item's lists in the asked area, of the asked group where one is asked for."""
        today = timezone.localdate()
        lists = lists_of(policy, scope=request.scope, area=self.area, on=today)
        if not self.by:
            return lists
        return lists.within(_slice(policy, self.by).part(self.area, today), self.part)


@require_GET
@acting("see_entitlements")
def item(request: ScopedRequest, kind: str, slug: str) -> HttpResponse:
    asked, today = asked_in(request), timezone.localdate()
    policy = item_asked(asked.plan, kind, slug)
    name, lists = list_asked(request), asked.lists(policy, request)
    longest = asked.longest and policy.per != "area"
    context = {
        "asked": asked,
        "item": policy,
        "group": group_name(_slice(policy, asked.by), asked.part) if asked.by else "",
        "name": name,
        "unit": UNITS[policy.per],
        "tabs": _tabs(policy, lists, asked, name),
        "condition": explain(policy.rule),
        "period": in_words(policy.recurrence, period_of(policy, today)),
        "uncompared": uncompared(policy, area=asked.area, scope=request.scope, on=today),
        "page": page_of(lists, name, plan=asked.plan, request=request, query=asked.query, longest=longest),
        "refusal": refusal(request, "record_support"),
        "many_url": _many_url("record_many", policy, asked) if name == "missed" else "",
        "chosen_url": _many_url("record_chosen", policy, asked),
        "state_url": _state_url(policy, asked) if name == "cannot_judge" else "",
        "state_refusal": refusal(request, "register", outright=True),
        **_onward(request, policy, asked, name),
        "from_above": from_above(policy, area=asked.area, on=today),
        "above_columns": COLUMNS,
        "waiting": SAID if longest else "",
    }
    recordable = name == "missed" and bool(context["chosen_url"]) and not context["refusal"]
    context |= {"recordable": recordable, "tickable": recordable or bool(context["hand_url"])}
    return render(request, "entitlements/item.html", context)


def _onward(request: ScopedRequest, policy: PolicyItem, asked: Asked, name: str) -> dict[str, Any]:
    """Where the list is printed and taken along, and put in the other order."""
    here, other = f"{asked.query}&list={name}", replace(asked, longest=not asked.longest)
    return {
        "print_url": f"{reverse('entitlements:print', args=[policy.kind, policy.slug])}?{here}",
        "export_url": f"{reverse('entitlements:export', args=[policy.kind, policy.slug])}?{here}",
        "hand_url": ""
        if policy.per == "area" or name != "missed" or refusal(request, "hand_out")
        else f"{reverse('entitlements:hand_out', args=[policy.kind, policy.slug])}?{asked.query}",
        "export_refusal": refusal(request, "export"),
        "other_order": f"{_url(policy)}?{other.query}&list={name}",
    }


@require_GET
@acting("see_entitlements")
def coverage(request: ScopedRequest, kind: str, slug: str) -> HttpResponse:
    """覆盖情况: entitled, covered, share and target, by place or by what the people are."""
    asked, today = asked_in(request), timezone.localdate()
    policy = item_asked(asked.plan, kind, slug)
    shown = _slice(policy, request.GET.get("by", "area"))
    whole = replace(asked, by="", part="")
    children = request.scope.rows(Area).current().filter(parent=asked.area)
    lists = lists_of(policy, scope=request.scope, area=asked.area, on=today)
    context = {
        "asked": whole,
        "item": policy,
        "slice": shown,
        "slices": slices_of(policy),
        "course": course_of(policy, on=today),
        "chart": coverage_chart(lists, shown, area=asked.area, places=children.names(), query=whole.query),
    }
    return render(request, "entitlements/coverage.html", context)


@require_http_methods(["GET", "POST"])
@acting("record_support")
def record_many(request: ScopedRequest, kind: str, slug: str) -> HttpResponse:
    """The same record for everybody who was missed in the asked area."""
    asked, today = asked_in(request), timezone.localdate()
    policy = item_asked(asked.plan, kind, slug)
    if request.extent != "yes" or not _by_record(policy):
        raise Http404
    missed = asked.lists(policy, request).of("missed")
    form_class: Any = EnrolForm if kind == "action" else RecordForm
    form = form_class(request.POST or None, on=today, **{"action" if kind == "action" else "item": policy})
    if request.method == "POST" and form.is_valid():
        try:
            done = _record_them(request, policy, missed, form)
        except (UnableToRecord, UnableToEnrol) as reason:
            form.add_error(None, str(reason))
        else:
            told = f"名单{done['asked']}{UNITS[policy.per]}，新登记{done['recorded']}"
            messages.success(request, f"{told}，本期已有记录未重复登记{done['already']}。")
            return redirect(f"{_url(policy)}?{asked.query}")
    context = {
        "asked": asked,
        "item": policy,
        "form": form,
        "count": missed.count(),
        "unit": UNITS[policy.per],
    }
    context["back"] = f"{_url(policy)}?{asked.query}"
    return render(request, "entitlements/record_many.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@acting("record_support")
def record_chosen(request: ScopedRequest, kind: str, slug: str) -> HttpResponse:
    """The same record for those pasted by number or ticked: first told apart, then recorded."""
    asked, today = asked_in(request), timezone.localdate()
    policy = item_asked(asked.plan, kind, slug)
    if request.extent != "yes" or not _by_record(policy):
        raise Http404
    form_class: Any = EnrolForm if kind == "action" else RecordForm
    given = request.POST if "numbers" in request.POST else None
    form = form_class(given, on=today, **{"action" if kind == "action" else "item": policy})
    who = ChooseForm(request.POST or None)
    chosen = None
    if request.method == "POST" and who.is_valid():
        chosen = who.chosen(asked.lists(policy, request))
        if "confirmed" in request.POST and form.is_valid() and _recorded(request, policy, chosen, form):
            return redirect(f"{_url(policy)}?{asked.query}")
    context = {"asked": asked, "item": policy, "form": form, "who": who, "unit": UNITS[policy.per]}
    context |= {"chosen": told_apart(chosen) if chosen else None, "back": f"{_url(policy)}?{asked.query}"}
    return render(request, "entitlements/record_chosen.html", context, status=422 if who.errors else 200)


def _recorded(request: ScopedRequest, policy: PolicyItem, chosen: Chosen, form: Any) -> bool:
    try:
        done = _record_them(request, policy, chosen.to_record, form)
    except (UnableToRecord, UnableToEnrol) as reason:
        form.add_error(None, str(reason))
        return False
    messages.success(
        request, f"新登记{done['recorded']}{UNITS[policy.per]}，本期已有记录未重复登记{done['already']}。"
    )
    return True


def _record_them(request: ScopedRequest, policy: PolicyItem, missed: Any, form: Any) -> dict[str, int]:
    today = timezone.localdate()
    if policy.kind == PolicyItem.Kind.ACTION:
        given = {key: value for key, value in form.given.items() if key != "ends_on"}
        return enrol_many(action=policy, subjects=missed, by=request.user, on=today, **given)
    return record_benefits_for_many(
        item=policy, subjects=missed, by=request.user, on=today, granted=form.granted
    )


def asked_in(request: ScopedRequest) -> Asked:
    """The asker's own plan and area unless the address names others that are open to them."""
    here = request.appointment.area
    own = plan_for_area(here)
    plans = sorted(plans_open_to(here), key=lambda plan: plan.pk != own.pk)
    plan = next((plan for plan in plans if plan.slug == request.GET.get("plan", own.slug)), None)
    if plan is None:
        raise Http404
    code = request.GET.get("area") or str(here.code)
    if not code.isdigit():
        raise Http404
    area = get_object_or_404(request.scope.rows(Area).current(), code=int(code))
    below = request.scope.rows(Area).current().filter(parent=area).order_by("code")
    data = {"plan": plan.slug, "area": "" if area == here else area.code}
    areas = [*_down_to(area, here), *below]
    form = FilterForm(data, plans=plans, areas=areas, here=here)
    by, part = request.GET.get("by", ""), request.GET.get("part", "")
    return Asked(plan, area, form, by, part, request.GET.get("order") == "waiting")


def _down_to(area: Area, here: Area) -> list[Area]:
    """The areas between the asker's own and the asked one, the asked one included."""
    if area == here or area.parent is None:
        return []
    return [*_down_to(area.parent, here), area]


def list_asked(request: ScopedRequest) -> str:
    name = request.GET.get("list", "missed")
    if name not in LISTS:
        raise Http404
    return name


def item_asked(plan: PolicyPlan, kind: str, slug: str) -> PolicyItem:
    policy: PolicyItem = get_object_or_404(items_of(plan, kind, timezone.localdate()), slug=slug)
    if not policy.nature:
        raise Http404
    return policy


def _slice(policy: PolicyItem, slug: str) -> Slice:
    found = next((one for one in slices_of(policy) if one.slug == slug), None)
    if found is None:
        raise Http404
    return found


def _tabs(policy: PolicyItem, lists: ItemLists, asked: Asked, current: str) -> list[dict[str, Any]]:
    counts = lists.counts()
    return [
        {
            "label": label_of(name, policy),
            "count": counts[name],
            "url": f"{_url(policy)}?{asked.query}&list={name}",
            "current": name == current,
        }
        for name in ("missed", "entitled", "has", "has_without", "cannot_judge")
    ]


def _many_url(view: str, policy: PolicyItem, asked: Asked) -> str:
    if not _by_record(policy):
        return ""
    return f"{reverse(f'entitlements:{view}', args=[policy.kind, policy.slug])}?{asked.query}"


def _state_url(policy: PolicyItem, asked: Asked) -> str:
    """Where what somebody has to judge can be stated for the list."""
    if not judged_in(policy):
        return ""
    return f"{reverse('entitlements:state_many', args=[policy.kind, policy.slug])}?{asked.query}"


def _by_record(policy: PolicyItem) -> bool:
    """Whether its own records can be made from a list: not by pairing, visit or ledger, not by county."""
    own = "enrolment" if policy.kind == PolicyItem.Kind.ACTION else "benefit_record"
    return policy.per != "area" and any(entry["record"] == own for entry in policy.satisfied_by)


def _url(policy: PolicyItem) -> str:
    return reverse("entitlements:item", args=[policy.kind, policy.slug])
