"""Every tracked file keeps the house rules; every rule catches what it is for."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.house.rules import RULES, Rule

ROOT = Path(__file__).resolve().parents[2]


def tracked_files() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return sorted(path for path in listed.stdout.splitlines() if (ROOT / path).is_file())


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_rule_holds_in_every_file(rule: Rule) -> None:
    breaches = []
    for path in tracked_files():
        if not rule.applies(path):
            continue
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a font
        breaches += [f"{path}:{line}: {advice}" for line, advice in rule.find(path, text)]

    assert not breaches, "\n" + "\n".join(breaches)


CAUGHT = {
    "unscoped_reads": ("households/views.py", "def f():\n    return Household.objects.all()\n"),
    "clock_below_the_views": ("households/registry.py", "def f():\n    return date.today()\n"),
    "silenced_triggers": ("households/registry.py", "with pgtrigger.ignore():\n    pass\n"),
    "registry_addresses": ("README.md", "pip install -i https://pypi.org/simple x\n"),
    "long_modules": ("households/registry.py", "x = 1\n" * 501),
    "long_functions": ("households/registry.py", "def f():\n" + "    x = 1\n" * 61),
    "long_templates": ("templates/x.html", "<p>\n" * 201),
    "inline_code_in_templates": ("templates/x.html", '<p class="a" style="color:red">\n'),
    "deep_imports": ("households/registry.py", "def f():\n    from actions.models import Enrolment\n"),
}


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_rule_catches_what_it_is_for(rule: Rule) -> None:
    path, text = CAUGHT[rule.name]

    assert rule.applies(path)
    assert list(rule.find(path, text))


def test_rule_of_scope_lets_a_scoped_read_pass() -> None:
    rule = next(rule for rule in RULES if rule.name == "unscoped_reads")

    assert not list(rule.find("households/views.py", "def f(r):\n    return r.scope.rows(Household)\n"))
