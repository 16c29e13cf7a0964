"""The house rules: each finds its breaches in a source text and says what to do instead."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Breach = tuple[int, str]

INTERFACE = re.compile(r"(^|/)(views|api|forms|tasks)(\.py$|_[a-z_]+\.py$|/)")
CLOCK_MAY_BE_READ = re.compile(
    r"(^|/)(views|api|tasks|forms)(\.py$|_[a-z_]+\.py$|/)|management/commands/|/administration|"
    r"foundation/accounts/(middleware|signing_in)\.py$|foundation/jobs/running\.py$|^config/"
)


@dataclass(frozen=True)
class Rule:
    name: str
    applies: Callable[[str], bool]
    find: Callable[[str, str], Iterator[Breach]]


def _calls(tree: ast.AST, *names: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names:
            yield node.lineno, node.func.attr


def unscoped_reads(path: str, text: str) -> Iterator[Breach]:
    """Interface modules start every read from the asker's scope."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}:
            yield node.lineno, f"`.{node.attr}` here passes by the scope: use request.scope.rows(Model)"
    for line, name in _calls(tree, "raw", "cursor"):
        yield line, f"`{name}()` belongs into a sql.py below, called within an opened scope"


def clock_below_the_views(path: str, text: str) -> Iterator[Breach]:
    """Dates are parameters: the domain has no clock."""
    for line, name in _calls(ast.parse(text), "today", "localdate"):
        yield line, f"`{name}()` here: take the day as a parameter (on=…, today=…)"


def silenced_triggers(path: str, text: str) -> Iterator[Breach]:
    """Nobody switches the history's triggers off outside tests."""
    for number, line in enumerate(text.splitlines(), 1):
        if re.search(r"pgtrigger\.ignore|pgtrigger\.constraints|session_replication_role", line):
            yield number, "the history must see every change: never switch triggers off"


def registry_addresses(path: str, text: str) -> Iterator[Breach]:
    """No address of a package registry or CDN in any committed file."""
    hosts = "pypi|pythonhosted|npmjs|npmmirror|unpkg|jsdelivr|cdnjs|tuna\\.tsinghua|mirrors\\."
    pattern = rf"({hosts})[\w.-]*\.(org|com|net|io|cn)"
    for number, line in enumerate(text.splitlines(), 1):
        if re.search(pattern, line):
            yield number, "a registry or CDN address: name the package instead"


def long_modules(path: str, text: str) -> Iterator[Breach]:
    limit = 500
    lines = text.count("\n")
    if lines > limit:
        yield 1, f"{lines} lines: past {limit} it is two modules"


def long_functions(path: str, text: str) -> Iterator[Breach]:
    limit = 60
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.end_lineno is not None:
            length = node.end_lineno - node.lineno + 1
            if length > limit:
                yield node.lineno, f"{node.name} has {length} lines: past {limit} it does several things"


def long_templates(path: str, text: str) -> Iterator[Breach]:
    if text.count("\n") > 200:
        yield 1, "past 200 lines: take partials out"


def inline_code_in_templates(path: str, text: str) -> Iterator[Breach]:
    """The content security policy refuses inline styles, scripts and handlers."""
    for number, line in enumerate(text.splitlines(), 1):
        if re.search(r"<[^>{]+\s(style|on[a-z]+)=", line) or re.search(r"<script(?![^>]*\bsrc=)[^>]*>", line):
            yield number, "inline style, script or handler: put it into static/"


def deep_imports(path: str, text: str) -> Iterator[Breach]:
    """Imports stand at the top; in functions only where an AppConfig or a cycle within one app needs it."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.FunctionDef):
            continue
        for inner in ast.walk(node):
            if isinstance(inner, ast.ImportFrom) and inner.module and not _same_app(path, inner.module):
                yield inner.lineno, f"import of {inner.module} inside {node.name}: move it to the top"


def _same_app(path: str, module: str) -> bool:
    depth = 2 if module.startswith("foundation.") else 1
    return path.split("/")[:depth] == module.split(".")[:depth]


def _python(path: str) -> bool:
    return path.endswith(".py") and "/migrations/" not in path


def _product(path: str) -> bool:
    return _python(path) and not path.startswith("tests/")


RULES = [
    Rule("unscoped_reads", lambda p: _product(p) and bool(INTERFACE.search(p)), unscoped_reads),
    Rule(
        "clock_below_the_views",
        lambda p: _product(p) and not CLOCK_MAY_BE_READ.search(p),
        clock_below_the_views,
    ),
    Rule("silenced_triggers", _product, silenced_triggers),
    Rule(
        "registry_addresses",
        lambda p: not p.startswith(("static/vendor/", "tests/house/")),
        registry_addresses,
    ),
    Rule("long_modules", lambda p: _python(p), long_modules),
    Rule("long_functions", _product, long_functions),
    Rule("long_templates", lambda p: p.startswith("templates/"), long_templates),
    Rule(
        "inline_code_in_templates",
        lambda p: p.startswith("templates/") and p.endswith(".html"),
        inline_code_in_templates,
    ),
    Rule(
        "deep_imports",
        lambda p: _product(p) and not p.endswith("apps.py") and p != "manage.py",
        deep_imports,
    ),
]
