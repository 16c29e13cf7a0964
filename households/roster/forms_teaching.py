"""The page of columns and the page of village names as forms."""

from __future__ import annotations

from typing import Any

from django import forms

from households.models import RosterFile
from households.roster.columns import Layout

_NOT_TAKEN = "（不入库）"
# Only named, yet they tell rows apart (序号) or are held against the rows (家庭人口).
_OF_USE = ("serial", "size")
_ROW = {"invalid": "请填行号，如 3", "min_value": "行号从0开始", "max_value": "行号过大，表头应在前200行"}


class ColumnsForm(forms.Form):
    """Per sheet: left out or not, its header rows; per header (of sheets alike): each column's meaning."""

    def __init__(self, roster: RosterFile, layout: Layout, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheets: list[dict[str, Any]] = [s for s in roster.mapping.get("sheets", ()) if "signature" in s]
        self.headers: dict[str, dict[str, Any]] = {}
        self._layout = layout
        for count, sheet in enumerate(self.sheets):
            self._add_sheet(count, sheet)
            if "header" in sheet:
                group = self.headers.setdefault(
                    sheet["header"], {"sheet": sheet, "number": len(self.headers), "names": []}
                )
                group["names"].append(sheet["name"])
        for group in self.headers.values():
            self._add_columns(group)

    def _add_sheet(self, count: int, sheet: dict[str, Any]) -> None:
        name = sheet["name"]
        first, last = sheet.get("header_rows") or (None, None)
        self.fields[f"leave-{count}"] = forms.BooleanField(
            label=f"不读取“{name}”表", required=False, initial=sheet.get("left_out", False)
        )
        for part, label, value in (("first", "第一行", first), ("last", "最后一行", last)):
            self.fields[f"{part}-{count}"] = forms.IntegerField(
                label=f"“{name}”表表头的{label}",
                required=False,
                min_value=0,
                max_value=200,
                initial=value,
                error_messages=_ROW,
            )

    def _add_columns(self, group: dict[str, Any]) -> None:
        for column in group["sheet"]["columns"]:
            if column.get("how") == "name":
                continue
            self.fields[f"column-{group['number']}-{column['index']}"] = forms.ChoiceField(
                label=f"{column['letter']}列{column['label']}",
                choices=self._offered(column["key"]),
                required=False,
                initial=column["key"],
            )

    def _offered(self, recognised: str) -> list[tuple[str, str]]:
        """Columns that are only named are offered where one was recognised: to choose one takes nothing."""
        columns = [c for c in self._layout.columns if c.goes != "told" or c.key in (recognised, *_OF_USE)]
        named = {c.key: f"{c.title}{_NOT_TAKEN if c.goes == 'told' else ''}" for c in columns}
        return [("", _NOT_TAKEN), *named.items()]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for count in range(len(self.sheets)):
            first, last = cleaned.get(f"first-{count}"), cleaned.get(f"last-{count}")
            if (first is None) != (last is None):
                self.add_error(f"first-{count}", "请把表头的第一行和最后一行都填上；没有表头的都填0")
            elif first is not None and last is not None and (first > last or last - first > 5):
                self.add_error(f"last-{count}", "表头最多六行，最后一行不能在第一行之前")
        for group in self.headers.values():
            self._refuse_twice(group["number"], cleaned)
        return cleaned

    def _refuse_twice(self, number: int, cleaned: dict[str, Any]) -> None:
        seen: dict[str, str] = {}
        for name in [name for name in self.fields if name.startswith(f"column-{number}-")]:
            key = cleaned.get(name)
            if key and key in seen and key not in self._layout.repeatable:
                title = self._layout.by_key[key].title
                self.add_error(name, f"“{title}”已经指定给{seen[key]}；一种内容只能指定一列")
            elif key:
                seen[key] = str(self.fields[name].label)

    def choices(self) -> dict[str, dict[str, Any]]:
        """What differs from what was recognised, by signature."""
        said: dict[str, dict[str, Any]] = {}
        moved: set[str] = set()
        for count, sheet in enumerate(self.sheets):
            names = {f"leave-{count}", f"first-{count}", f"last-{count}"}
            if not names.intersection(self.changed_data):
                continue
            choice: dict[str, Any] = {"leave_out": self.cleaned_data[f"leave-{count}"]}
            first = self.cleaned_data[f"first-{count}"]
            if first is not None and {f"first-{count}", f"last-{count}"}.intersection(self.changed_data):
                choice["header"] = [first, self.cleaned_data[f"last-{count}"]]
                moved.add(sheet.get("header", ""))
            said[sheet["signature"]] = choice
        for signature, group in self.headers.items():
            names = {name for name in self.fields if name.startswith(f"column-{group['number']}-")}
            if signature not in moved and names.intersection(self.changed_data):
                columns = {name.split("-")[2]: self.cleaned_data[name] for name in names}
                said[signature] = {"columns": {index: key for index, key in columns.items() if key}}
        return said


class PlacesForm(forms.Form):
    """Each name that was not found once, with the villages it may mean."""

    SHOWN = 60

    def __init__(
        self,
        words: list[dict[str, Any]],
        villages: dict[str, list[tuple[int, str]]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """``villages``: township's name → its (code, name)."""
        super().__init__(*args, **kwargs)
        self.words = words[: self.SHOWN]
        for count, word in enumerate(self.words):
            self.fields[f"word-{count}"] = forms.TypedChoiceField(
                label=f"{word['township']}{word['village']}"[:60],
                help_text=f"名单里出现{word['times']}次",
                choices=[("", "（以后再说）"), *_offered(word, villages)],
                coerce=int,
                empty_value=None,
                required=False,
            )

    def said(self) -> dict[tuple[str, str], int]:
        return {
            (word["township"], word["village"]): self.cleaned_data[f"word-{count}"]
            for count, word in enumerate(self.words)
            if self.cleaned_data.get(f"word-{count}")
        }


def _offered(word: dict[str, Any], villages: dict[str, list[tuple[int, str]]]) -> list[tuple[str, Any]]:
    """Those of the same name first, else those of the named township, else all of them by township."""
    near = set(word["near"])
    if near:
        found = [(t, [v for v in rows if v[0] in near]) for t, rows in villages.items()]
        found = [(township, rows) for township, rows in found if rows]
        if found:
            return list(found)
    if word["township"] in villages:
        return [(word["township"], villages[word["township"]])]
    return list(villages.items())
