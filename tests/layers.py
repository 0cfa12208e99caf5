"""The arrows of docs/design.md as data, and the checks that hold a source tree to them.

Each check reads the source, never imports it, and gives its complaints: "file:line what is wrong".
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Each package with those that it may import.
PACKAGES = {
    "ranking": set(),
    "blog": {"ranking"},
    "comments": {"ranking", "blog"},
    "config": {"blog", "comments"},
}
# Inside an app, lowest layer first: a module imports from its own layer and from those before it.
# A folder's name stands for all that is in it.
LAYERS = {
    "blog": [
        {"cards", "colours", "corners", "importers", "lettering", "motifs", "typesetting"},
        {"apps", "caching", "faces", "fields", "markup", "pictures", "sharing", "text"},
        {"models"},
        {"context", "linked_data", "publishing", "search"},
        {"access"},
        {"admin", "admin_site", "feeds", "management", "sitemaps", "templatetags", "views"},
        {"file_urls", "urls"},
    ],
    "comments": [
        {"circumstances", "editing", "sample", "sample_text", "submission", "synthetic", "threads"},
        {"apps", "sentences", "wordlists"},
        {"models"},
        {"acceptance", "background", "ballots", "bans", "cards", "counting", "crowd", "figures"}
        | {"history", "importing", "keeping", "limits", "linked_data", "listing", "moderation", "nearest"}
        | {"reading", "record", "rules", "traces", "upkeep"}
        | {"delivery", "digest", "mails", "outbox", "subscriptions"},
        {"access", "editor"},
        {"forms"},
        {"admin", "card_views", "crowd_views", "downloads", "feeds", "mail_admin", "mail_views"}
        | {"management", "ranking_views", "reading_admin", "receipt_views", "report_views"}
        | {"templatetags", "views"},
        {"urls"},
    ],
    "config": [
        {"env", "formats"},
        {"apps", "settings"},
        {"management", "middleware", "views", "wsgi"},
        {"urls"},
    ],
}
# The lowest layer of each app knows neither Django nor the database.
PLAIN = {app: layers[0] for app, layers in LAYERS.items() if app != "config"}
SETTINGS = "config.settings"
# The one setting that Django's own documentation reads at import.
READ_AT_IMPORT = {"AUTH_USER_MODEL"}
BY_NAME = {"__import__", "get_model", "import_module", "import_string"}
SIGNALS = {"django.db.models.signals", "django.core.signals", "django.dispatch"}
SAVING = {"save", "asave", "delete", "adelete"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass(frozen=True)
class Module:
    """One module, parsed: `blog.admin.posts` with its file and its tree."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def package(self) -> str:
        return self.name.partition(".")[0]

    @property
    def room(self) -> str:
        """The part of the name that LAYERS places."""
        return f"{self.name}..".split(".")[1]


def modules(root: Path) -> dict[str, Module]:
    """The modules of the packages by name, without migrations."""
    found = {}
    for path in sorted(path for package in PACKAGES for path in (root / package).rglob("*.py")):
        inside = path.relative_to(root)
        if "migrations" not in inside.parts:
            name = ".".join(inside.with_suffix("").parts).removesuffix(".__init__")
            found[name] = Module(name, inside, ast.parse((root / inside).read_text(encoding="utf-8")))
    return found


def imports(module: Module, known: dict[str, Module]) -> Iterator[tuple[int, str]]:
    """The line and full name of everything that a module imports, wherever in it."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, module)
            for alias in node.names:
                whole = f"{base}.{alias.name}"
                yield node.lineno, whole if whole in known or whole in SIGNALS else base


def _absolute(node: ast.ImportFrom, module: Module) -> str:
    if not node.level:
        return node.module or ""
    is_package = module.path.name == "__init__.py"
    parents = module.name.split(".")[: None if is_package and node.level == 1 else is_package - node.level]
    return ".".join([*parents, *filter(None, [node.module])])


def wrong_packages(known: dict[str, Module]) -> Iterator[str]:
    """Imports against the arrows between packages."""
    for module in known.values():
        for line, target in imports(module, known):
            package = target.partition(".")[0]
            if package == module.package or package in PACKAGES[module.package]:
                continue
            if package in PACKAGES:
                yield f"{module.path}:{line} {module.package} may not import {target}"
            elif module.package == "ranking" and package not in sys.stdlib_module_names:
                yield f"{module.path}:{line} ranking has the standard library only, not {target}"


def wrong_layers(known: dict[str, Module]) -> Iterator[str]:
    """Imports against the order inside an app, and modules that nobody has given a place."""
    for module in known.values():
        if module.package not in LAYERS or not module.room:
            continue
        own = layer_of(module.package, module.room)
        if own is None:
            yield f"{module.path}:1 {module.name} has no layer yet: give it one in tests/layers.py"
            continue
        for line, target in imports(module, known):
            package, _, rest = target.partition(".")
            other = layer_of(package, rest.partition(".")[0]) if package == module.package else None
            if other is not None and other > own:
                yield f"{module.path}:{line} {module.name} may not look up to {target}"


def layer_of(package: str, room: str) -> int | None:
    return next((number for number, rooms in enumerate(LAYERS[package]) if room in rooms), None)


def not_plain(known: dict[str, Module]) -> Iterator[str]:
    """Plain modules that import more than the standard library."""
    for module in known.values():
        if module.room in PLAIN.get(module.package, ()):
            for line, target in imports(module, known):
                package = target.partition(".")[0]
                if package not in {module.package, "ranking", *sys.stdlib_module_names}:
                    yield f"{module.path}:{line} {module.name} is plain Python and may not import {target}"


def cycles(known: dict[str, Module]) -> Iterator[str]:
    """Modules that import each other in a circle."""
    arrows = {
        name: {target for _, target in imports(module, known) if target in known and target != name}
        for name, module in known.items()
    }
    done: set[str] = set()

    def walk(name: str, path: list[str]) -> Iterator[str]:
        if name in path:
            yield f"{known[name].path}:1 a circle: {' -> '.join([*path[path.index(name) :], name])}"
        elif name not in done:
            for target in sorted(arrows[name]):
                yield from walk(target, [*path, name])
            done.add(name)

    for name in sorted(arrows):
        yield from walk(name, [])


def hidden_imports(known: dict[str, Module]) -> Iterator[str]:
    """Imports inside functions, and imports by a name in a string."""
    for module in known.values():
        for node in ast.walk(module.tree):
            if isinstance(node, FUNCTIONS):
                inside = (found for found in ast.walk(node) if isinstance(found, ast.Import | ast.ImportFrom))
                yield from (f"{module.path}:{found.lineno} an import inside a function" for found in inside)
            elif isinstance(node, ast.Call) and _name(node.func) in BY_NAME:
                yield f"{module.path}:{node.lineno} {_name(node.func)} hides what is imported"


def signals(known: dict[str, Module]) -> Iterator[str]:
    """Signal receivers, and models that do work whenever they are saved or deleted."""
    for module in known.values():
        for line, target in imports(module, known):
            if target in SIGNALS:
                yield f"{module.path}:{line} signals: call what shall happen instead"
        for node in ast.walk(module.tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "connect"
                and _name(node.func.value) != "sqlite3"  # a database is no signal
            ):
                yield f"{module.path}:{node.lineno} signals: call what shall happen instead"
            elif isinstance(node, ast.ClassDef) and (module.room == "models" or _is_model(node)):
                methods = (
                    part for part in node.body if isinstance(part, FUNCTIONS[:2]) and part.name in SAVING
                )
                yield from (
                    f"{module.path}:{part.lineno} {node.name}.{part.name} is overridden" for part in methods
                )


def _is_model(node: ast.ClassDef) -> bool:
    return any(_name(base) == "Model" for base in node.bases)


def settings_at_import(known: dict[str, Module]) -> Iterator[str]:
    """Settings that are read while a module is imported, and readers of the environment outside config/."""
    for module in known.values():
        for line, target in imports(module, known):
            if target == SETTINGS:
                yield f"{module.path}:{line} settings come from django.conf"
        if module.name != SETTINGS:
            for node in _at_import(module.tree):
                if isinstance(node, ast.expr) and _reads_a_setting(node):
                    yield f"{module.path}:{node.lineno} a setting is read at import"
        for node in ast.walk(module.tree):
            if (
                module.package != "config"
                and isinstance(node, ast.expr)
                and _name(node) in {"environ", "getenv"}
            ):
                yield f"{module.path}:{node.lineno} the environment is read in config/ alone"


def _at_import(node: ast.AST) -> Iterator[ast.AST]:
    """What runs when a module is imported: all but the bodies of functions."""
    yield node
    if isinstance(node, FUNCTIONS[:2]):
        parts: list[ast.AST] = [
            *node.decorator_list,
            *node.args.defaults,
            *filter(None, node.args.kw_defaults),
        ]
    elif isinstance(node, ast.Lambda):
        parts = [*node.args.defaults]
    else:
        parts = list(ast.iter_child_nodes(node))
    for part in parts:
        yield from _at_import(part)


def _reads_a_setting(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        return _name(node.value) == "settings" and node.attr not in READ_AT_IMPORT
    return isinstance(node, ast.Call) and any(
        isinstance(argument, ast.Name) and argument.id == "settings" for argument in node.args
    )


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


# How long a file may be: a folder, a kind of file, the number of lines. And how long a function.
FILES = [(package, "*.py", 350) for package in (*PACKAGES, "tools", "bench")]
FILES += [("templates", kind, 120) for kind in ("*.html", "*.svg")]
FILES += [("static/css", "*.css", 300), ("tests", "*.py", 300)]
FUNCTION = 40
VIEW = 25


def too_long(root: Path) -> Iterator[str]:
    """Files and functions over their budget."""
    for folder, kind, most in FILES:
        for path in sorted((root / folder).rglob(kind)):
            if "migrations" in path.parts:
                continue
            text = path.read_text(encoding="utf-8")
            if (lines := len(text.splitlines())) > most:
                yield f"{path.relative_to(root)}:{lines} the file may have {most} lines"
            if path.suffix == ".py":
                long = _long_functions(ast.parse(text), VIEW if path.name == "views.py" else FUNCTION)
                yield from (f"{path.relative_to(root)}:{found}" for found in long)


def _long_functions(tree: ast.Module, most: int) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, FUNCTIONS[:2]):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > most:
                yield f"{node.lineno} {node.name} has {lines} lines and may have {most}"
