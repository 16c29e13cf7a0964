/*
 * Told while she types: what an ID or certificate number says, what contradicts it, income per head.
 * Only check digit, dates and sums; the server judges what is kept.
 */
(function () {
  "use strict";

  const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const CHECK = "10X98765432";
  const CATEGORIES = ["", "视力", "听力", "言语", "肢体", "智力", "精神", "多重"];
  const LEVELS = ["", "一级", "二级", "三级", "四级"];
  const yuan = new Intl.NumberFormat("zh-CN", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

  function tidy(text) {
    return text.normalize("NFKC").replace(/[\s\-‐-―'’`]/g, "").toUpperCase();
  }

  function checkDigit(body) {
    return CHECK[WEIGHTS.reduce((sum, weight, place) => sum + weight * Number(body[place]), 0) % 11];
  }

  /* { born, sex } or { wrong } of 18 places. */
  function readId(number) {
    const match = /^\d{6}(\d{4})(\d{2})(\d{2})\d{2}(\d)[\dX]$/.exec(number);
    if (!match) return { wrong: "身份证号应为18位，现为" + number.length + "位" };
    const born = match[1] + "-" + match[2] + "-" + match[3];
    const day = new Date(born + "T00:00:00Z");
    if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== born) return { wrong: "身份证号中的出生日期不存在" };
    if (checkDigit(number) !== number[17]) return { wrong: "身份证号校验位不符，至少有一位填错" };
    return { number, born, sex: Number(match[4]) % 2 ? "male" : "female" };
  }

  function lengthened(number) {
    if (!/^\d{15}$/.test(number)) return number;
    const body = number.slice(0, 6) + "19" + number.slice(6);
    return body + checkDigit(body);
  }

  function age(born, today) {
    const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4));
    return today.slice(5) < born.slice(5) ? years - 1 : years;
  }

  function place(control) {
    let told = control.parentElement.querySelector(".entry-told");
    if (!told) {
      told = document.createElement("p");
      told.className = "entry-told";
      told.setAttribute("role", "status");
      control.after(told);
    }
    return told;
  }

  function tell(control, text, wrong) {
    const told = place(control);
    if (told.textContent === text) return;
    told.textContent = text;
    told.classList.toggle("entry-told-wrong", Boolean(wrong));
  }

  function certificateOf(text) {
    const match = /^(\d{17}[\dX])([1-7])([1-4])(B\d{1,2})?$/.exec(text);
    return match && { holder: match[1], category: Number(match[2]), level: Number(match[3]), again: match[4] || "" };
  }

  function grade(certificate) {
    const severe = certificate.level <= 2 ? "（重度）" : "";
    return CATEGORIES[certificate.category] + "残疾" + LEVELS[certificate.level] + severe + (certificate.again ? "，补换证" + certificate.again : "");
  }

  function checkMember(row, today) {
    const idInput = row.querySelector("[data-id-number]");
    const paperInput = row.querySelector("[data-certificate]");
    let idText = tidy(idInput.value);
    let paperText = tidy(paperInput.value);
    if (idText.length >= 20 && !paperText) [idText, paperText] = ["", idText];
    const id = idText ? readId(lengthened(idText)) : null;
    const paper = certificateOf(paperText);
    const holder = paper ? readId(paper.holder) : null;
    const said = id && !id.wrong ? id : holder && !holder.wrong ? holder : null;
    tellId(idInput, idText, id, said, today);
    tellPaper(paperInput, paperText, paper, holder, id);
    checkStated(row, said);
  }

  function tellId(input, text, id, said, today) {
    if (id && id.wrong) {
      const typing = text.length < 18 && document.activeElement === input;
      tell(input, typing ? "" : id.wrong, true);
      return;
    }
    const word = said ? (said.sex === "male" ? "男" : "女") + "，" + said.born + "出生，现" + age(said.born, today) + "岁" : "";
    tell(input, word && !text ? "按残疾人证号：" + word : word);
  }

  function tellPaper(input, text, paper, holder, id) {
    if (!text) return tell(input, "");
    if (!paper) {
      const typing = text.length < 20 && document.activeElement === input;
      return tell(input, typing ? "" : "残疾人证号应为20位，补换证带B1、B2，现为" + text.length + "位", true);
    }
    if (holder.wrong) return tell(input, "残疾人证号前18位：" + holder.wrong, true);
    if (id && !id.wrong && id.number !== paper.holder) {
      return tell(input, grade(paper) + "。前18位与身份证号不一致：仍按身份证号登记此人，残疾人证列为待核实差异", true);
    }
    return tell(input, grade(paper));
  }

  function checkStated(row, said) {
    const sex = row.querySelector("[data-stated-sex]");
    const born = row.querySelector("[data-stated-birth]");
    const words = "，以身份证号为准，此项列为待核实差异";
    tell(sex, said && sex.value && sex.value !== said.sex ? "与身份证号不一致" + words : "", true);
    tell(born, said && born.value && born.value !== said.born ? "身份证号为" + said.born + words : "", true);
  }

  /* Income: the working is shown, so that she sees which figure is wrong. */

  function amount(input) {
    const value = Number(tidy(input.value).replace(/,/g, ""));
    return Number.isFinite(value) ? value : 0;
  }

  function labelOf(input) {
    const label = document.querySelector("label[for='" + input.id + "']");
    return label ? label.textContent.trim().replace("（元）", "") : "";
  }

  function checkParts(survey) {
    const parts = Array.from(survey.querySelectorAll("[data-part]")).filter((input) => input.value.trim());
    const told = survey.querySelector("[data-parts-told]");
    const total = survey.querySelector("[name$='transfer_yuan'][data-sum]");
    const sum = parts.reduce((all, input) => all + amount(input), 0);
    if (!parts.length) return void (told.textContent = "");
    if (!amount(total) || total.dataset.filled) {
      total.value = sum.toFixed(2);
      total.dataset.filled = "yes";
    }
    const same = Math.abs(sum - amount(total)) < 0.005;
    told.classList.toggle("entry-told-wrong", !same);
    told.textContent = "各项合计" + yuan.format(sum) + "元" + (same ? "，与转移性收入一致" : "，与转移性收入" + yuan.format(amount(total)) + "元不一致");
  }

  function workOut(survey) {
    const shown = survey.querySelector("[data-per-head]");
    const heads = amount(survey.querySelector("[data-heads]"));
    const inputs = Array.from(survey.querySelectorAll("[data-sum]"));
    const told = inputs.some((input) => amount(input));
    shown.hidden = !told || heads < 1;
    if (shown.hidden) return;
    let net = 0;
    let words = "";
    inputs.forEach(function (input) {
      const minus = input.dataset.sum === "-";
      net += minus ? -amount(input) : amount(input);
      words += (words ? (minus ? " − " : " + ") : "") + labelOf(input) + " " + yuan.format(amount(input));
    });
    shown.textContent = "人均纯收入 = （" + words + ") ÷ " + heads + "人 = " + yuan.format(net / heads) + "元";
  }

  function checkSurvey(survey, event) {
    if (event && event.target.matches("[name$='transfer_yuan'][data-sum]")) delete event.target.dataset.filled;
    checkParts(survey);
    workOut(survey);
  }

  function prepare(form) {
    const today = form.dataset.today;
    const survey = form.querySelector("[data-survey]");
    const look = function (event) {
      const row = event.target.closest("[data-member]");
      if (row) checkMember(row, today);
      if (survey && survey.contains(event.target)) checkSurvey(survey, event);
    };
    ["input", "change", "focusout"].forEach((name) => form.addEventListener(name, look));
    form.querySelectorAll("[data-member]").forEach((row) => checkMember(row, today));
    if (survey) checkSurvey(survey);
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("form[data-entry]").forEach(prepare));
})();
