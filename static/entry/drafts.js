/*
 * What is on the page goes to the server every few seconds while it changes, and once more when the page
 * is left. The server seals it; it goes when the page is saved.
 */
(function () {
  "use strict";

  const EVERY_MS = 4000;

  function prepare(form) {
    const status = form.querySelector("[data-draft-status]");
    let dirty = false;
    let busy = false;
    let told = "";
    let sending = null;

    function say(text, state) {
      // Aloud only when the state changes; the time goes on silently.
      status.setAttribute("aria-live", told === state ? "off" : "polite");
      told = state;
      status.textContent = text;
    }

    async function keep() {
      if (!dirty || busy || form.dataset.submitted) return;
      dirty = false;
      busy = true;
      sending = new AbortController();
      try {
        const request = { method: "POST", body: new FormData(form), redirect: "error", signal: sending.signal };
        const answer = await fetch(form.dataset.draftUrl, request);
        if (!answer.ok) throw new Error(String(answer.status));
        say("草稿已存，时间" + (await answer.json()).at, "kept");
      } catch (error) {
        if (error.name === "AbortError") return;
        dirty = true;
        say("草稿没有存上，请检查网络；正在重试。", "failed");
      } finally {
        busy = false;
      }
    }

    function change() {
      dirty = true;
    }

    form.addEventListener("input", change);
    form.addEventListener("change", change);
    // The page itself is saved now: a draft on its way must not come after it.
    form.addEventListener("submit", () => sending && sending.abort());
    setInterval(keep, EVERY_MS);
    window.addEventListener("pagehide", function () {
      if (dirty && !form.dataset.submitted) navigator.sendBeacon(form.dataset.draftUrl, new FormData(form));
    });
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("form[data-entry]").forEach(prepare));
})();
