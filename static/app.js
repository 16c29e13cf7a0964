/*
 * The little that the pages do in the browser; every page works without it.
 * No inline handlers, no eval: runs under a strict content security policy.
 */
(function () {
  "use strict";

  const ANNOUNCE_AT_MOST_EVERY_MS = 10000;
  const FOCUSABLE = "input:not([type=hidden]), select, textarea, button, a[href]";

  function announce(text) {
    const region = document.getElementById("announcer");
    if (region) region.textContent = text;
  }

  /* Errors: the summary takes the focus, its links go to the control itself. */

  function focusErrorSummary() {
    const summary = document.querySelector("[data-error-summary]");
    if (!summary) return;
    summary.focus();
    document.title = "有错误：" + document.title;
    summary.addEventListener("click", function (event) {
      const link = event.target.closest("a[href^='#']");
      const target = link && document.getElementById(link.getAttribute("href").slice(1));
      if (!target) return;
      const control = target.matches(FOCUSABLE) ? target : target.querySelector(FOCUSABLE);
      if (!control) return;
      event.preventDefault();
      for (let fold = control.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
      (control.closest(".field") || control).scrollIntoView();
      control.focus({ preventScroll: true });
    });
  }

  /* A second click on the same form sends nothing. data-allow-repeat: for downloads. */

  function submitButtons(form) {
    return Array.from(form.elements).filter((element) => element.type === "submit");
  }

  function guardSubmit(event) {
    const form = event.target;
    const posts = (form.getAttribute("method") || "").toLowerCase() === "post";
    if (event.defaultPrevented || !posts || "allowRepeat" in form.dataset) return;
    if (form.dataset.submitted) {
      event.preventDefault();
      return;
    }
    form.dataset.submitted = "yes";
    submitButtons(form).forEach((button) => button.setAttribute("aria-disabled", "true"));
  }

  function releaseForm(form) {
    delete form.dataset.submitted;
    submitButtons(form).forEach((button) => button.removeAttribute("aria-disabled"));
  }

  /* Navigation folds away on narrow screens, only where a script can unfold it. */

  function foldNavigation() {
    const toggle = document.querySelector("[data-nav-toggle]");
    if (!toggle) return;
    toggle.hidden = false;
    toggle.closest(".site-nav").classList.add("site-nav-folds");
    toggle.addEventListener("click", function () {
      const open = toggle.getAttribute("aria-expanded") !== "true";
      toggle.setAttribute("aria-expanded", String(open));
    });
  }

  /* Formsets: add a row, remove a row, take the removal back. */

  function numberRows(formset) {
    formset.querySelectorAll("[data-formset-row]").forEach(function (row, index) {
      row.querySelectorAll("[data-formset-number]").forEach((place) => {
        place.textContent = String(index + 1);
      });
    });
  }

  function rowName(row) {
    const label = row.closest("[data-formset]").dataset.rowLabel;
    return label + " " + row.querySelector("[data-formset-number]").textContent;
  }

  function prepareRow(row) {
    const tick = row.querySelector("[data-formset-delete]");
    const remove = row.querySelector("[data-formset-remove]");
    if (!tick || !remove) return;
    tick.hidden = true;
    remove.hidden = false;
    if (tick.querySelector("input").checked) removeRow(row, false);
  }

  function removeRow(row, byHand) {
    const note = document.createElement("p");
    const undo = document.createElement("button");
    row.querySelector("[data-formset-delete] input").checked = true;
    row.hidden = true;
    note.className = "formset-removed";
    note.append(rowName(row) + " 已移除，保存后生效。");
    undo.type = "button";
    undo.className = "btn btn-outline-primary";
    undo.textContent = "撤销移除";
    undo.addEventListener("click", function () {
      row.querySelector("[data-formset-delete] input").checked = false;
      row.hidden = false;
      note.remove();
      row.querySelector("[data-formset-remove]").focus();
      announce(rowName(row) + " 已恢复");
    });
    note.append(undo);
    row.after(note);
    if (byHand) {
      undo.focus();
      announce(rowName(row) + " 已移除，保存后生效");
    }
  }

  function addRow(formset) {
    const total = formset.querySelector("[name$='-TOTAL_FORMS']");
    const limit = formset.querySelector("[name$='-MAX_NUM_FORMS']");
    const index = Number(total.value);
    if (limit && limit.value && index >= Number(limit.value)) {
      announce("已达到数量上限，不能再添加");
      return;
    }
    const holder = document.createElement("template");
    holder.innerHTML = formset
      .querySelector("template[data-empty-form]")
      .innerHTML.replaceAll("__prefix__", String(index));
    const row = holder.content.querySelector("[data-formset-row]");
    formset.querySelector("[data-formset-rows]").append(row);
    total.value = String(index + 1);
    numberRows(formset);
    prepareRow(row);
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true }));
    const first = row.querySelector("input:not([type=hidden]), select, textarea");
    if (first) first.focus();
    announce("已添加 " + rowName(row));
  }

  function prepareFormset(formset) {
    const add = formset.querySelector("[data-formset-add]");
    formset.querySelectorAll("[data-formset-row]").forEach(prepareRow);
    if (add) {
      add.hidden = false;
      add.addEventListener("click", () => addRow(formset));
    }
    formset.addEventListener("click", function (event) {
      const button = event.target.closest("[data-formset-remove]");
      if (button) removeRow(button.closest("[data-formset-row]"), true);
    });
  }

  /* Charts: the option comes as JSON from the page; the library is loaded once. */

  function readOption(element) {
    const holder = document.getElementById(element.dataset.chart);
    const option = JSON.parse(holder.textContent);
    return typeof option === "string" ? JSON.parse(option) : option;
  }

  function chartTheme() {
    const text = { fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 15, color: "#1a1a1a" };
    const axis = { axisLabel: text, nameTextStyle: text };
    return {
      color: ["#0b3d75", "#c2570c", "#0a6b3d", "#7a3e9d", "#8a6d00", "#5c6670"],
      textStyle: text,
      legend: { textStyle: text },
      categoryAxis: axis,
      valueAxis: { axisLabel: { ...text, hideOverlap: true }, nameTextStyle: text },
    };
  }

  function drawChart(element) {
    const option = readOption(element);
    const names = option.yAxis && option.yAxis.type === "category" ? option.yAxis.data || [] : [];
    if (names.length) {
      // Bars that lie down: every one has its name and room for it.
      option.yAxis.axisLabel = { ...option.yAxis.axisLabel, interval: 0 };
      element.style.height = `${Math.max(12, (1 + option.series.length) * names.length + 6)}rem`;
    }
    const chart = window.echarts.init(element, chartTheme(), { renderer: "canvas" });
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    chart.setOption({ animation: !calm, grid: { top: 48, left: 8, right: 16, bottom: 48 } });
    chart.setOption(option);
    // Tooltips as text on the canvas: the HTML ones carry style attributes.
    chart.setOption({
      tooltip: { renderMode: "richText", confine: true },
      aria: { enabled: true, label: { description: element.getAttribute("aria-label") }, decal: { show: true } },
    });
    if (option.legend && !Array.isArray(option.legend)) chart.setOption({ legend: { type: "scroll", bottom: 0, top: "auto" } });
    new ResizeObserver(() => chart.resize()).observe(element);
  }

  function drawCharts(root) {
    const places = Array.from(root.querySelectorAll("[data-chart]:not([data-drawn])"));
    if (!places.length) return;
    places.forEach((place) => { place.dataset.drawn = "yes"; });
    if (window.echarts) {
      places.forEach(drawChart);
      return;
    }
    const script = document.createElement("script");
    script.src = places[0].dataset.library;
    script.addEventListener("load", () => places.forEach(drawChart));
    script.addEventListener("error", () => places.forEach((place) => { place.hidden = true; }));
    document.head.append(script);
  }

  /* Runs: said aloud when the state changes, else at most every ten seconds. */

  function announceRun(body) {
    const place = body.parentElement.querySelector("[data-run-announcer]");
    if (!place) return;
    const now = Date.now();
    const changed = place.dataset.state !== body.dataset.runState;
    const due = now - Number(place.dataset.saidAt || 0) >= ANNOUNCE_AT_MOST_EVERY_MS;
    if (!changed && !due) return;
    place.dataset.state = body.dataset.runState;
    place.dataset.saidAt = String(now);
    place.textContent = body.dataset.announce;
  }

  function afterSwap(event) {
    const runs = event.target.closest(".run");
    if (runs) runs.querySelectorAll("[data-run-state]").forEach(announceRun);
    drawCharts(document);
  }

  /* A poll that was led to the sign-in page must not put that page into this one. */

  function refuseSignInPage(event) {
    const signIn = document.body.dataset.signInUrl;
    const answeredBy = event.detail.xhr.responseURL;
    if (!signIn || !answeredBy || new URL(answeredBy).pathname !== signIn) return;
    event.detail.shouldSwap = false;
    location.reload();
  }

  document.addEventListener("DOMContentLoaded", function () {
    focusErrorSummary();
    foldNavigation();
    document.querySelectorAll("[data-formset]").forEach(prepareFormset);
    drawCharts(document);
  });
  document.addEventListener("submit", guardSubmit);
  document.addEventListener("htmx:afterRequest", function (event) {
    const form = event.target.closest("form");
    if (form) releaseForm(form);
  });
  document.addEventListener("htmx:beforeSwap", refuseSignInPage);
  document.addEventListener("htmx:afterSettle", afterSwap);
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-submitted]").forEach(releaseForm);
  });
})();
