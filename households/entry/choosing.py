"""Code lists that are found by typing: a native select whose options know their pinyin initials.

``static/entry/combobox.js`` makes a combobox of it; without scripts it stays a select.
"""

from __future__ import annotations

from typing import Any

from django import forms

from households.names import initials

LONG = 7

ETHNICITIES = [
    "汉族",
    "蒙古族",
    "回族",
    "藏族",
    "维吾尔族",
    "苗族",
    "彝族",
    "壮族",
    "布依族",
    "朝鲜族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "哈萨克族",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "高山族",
    "拉祜族",
    "水族",
    "东乡族",
    "纳西族",
    "景颇族",
    "柯尔克孜族",
    "土族",
    "达斡尔族",
    "仫佬族",
    "羌族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯族",
    "阿昌族",
    "普米族",
    "塔吉克族",
    "怒族",
    "乌孜别克族",
    "俄罗斯族",
    "鄂温克族",
    "德昂族",
    "保安族",
    "裕固族",
    "京族",
    "塔塔尔族",
    "独龙族",
    "鄂伦春族",
    "赫哲族",
    "门巴族",
    "珞巴族",
    "基诺族",
    "未识别民族（含穿青人）",
]


class SearchableSelect(forms.Select):
    """Options with ``data-initials``; the script filters by the words or by these."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"data-combobox": "", **(attrs or {})}, choices)

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> Any:
        option = super().create_option(name, value, label, *args, **kwargs)
        option["attrs"]["data-initials"] = initials(str(label))
        return option


def searchable(fields: dict[str, forms.Field]) -> None:
    """Long lists among the fields become searchable; short ones stay plain selects."""
    for field in fields.values():
        if isinstance(field, forms.ChoiceField) and type(field.widget) is forms.Select:
            choices: Any = field.choices
            flat = [one for one in choices if not isinstance(one[1], list | tuple)]
            if len(flat) > LONG or len(flat) < len(choices):
                field.widget = SearchableSelect(field.widget.attrs, choices)
                field.choices = choices


def ethnicity_field(present: str = "") -> forms.ChoiceField:
    """The fifty-six and the unidentified; what a roster brought otherwise stays to be chosen."""
    named = [*ETHNICITIES, *([present] if present and present not in ETHNICITIES else [])]
    choices = [("", "未登记"), *((name, name) for name in named)]
    return forms.ChoiceField(label="民族", choices=choices, required=False, widget=SearchableSelect())
