"""The house rules that imports cannot say: each finds its breaches in one module, and says the reason."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
MAX_LINES: Final = 400


@dataclass(frozen=True, slots=True)
class Module:
    """One source file of the package, parsed."""

    name: str  # dotted
    text: str

    @property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return _parsed(self.text)

    @property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of its syntax tree."""
        return _walked(self.text)


# Fifteen rules look at each module; it is parsed and walked once.
@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


@cache
def _walked(text: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(_parsed(text)))


Breaches = Iterator[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it forbids, the reason, where it does not hold, and how its breaches are found."""

    name: str
    reason: str
    find: Callable[[Module], Breaches]
    # Modules that are the one place for the thing.
    allowed: frozenset[str] = frozenset()

    def breaches(self, module: Module) -> list[str]:
        """Every breach as "module:line: what (reason)"."""
        if module.name in self.allowed:
            return []
        return [f"{module.name}:{line}: {what} ({self.reason})" for line, what in self.find(module)]


def package_modules(root: Path = ROOT) -> list[Module]:
    """Every module of the package under this root."""
    return [
        Module(_dotted(path.relative_to(root)), path.read_text(encoding="utf-8"))
        for path in sorted((root / "roundtable").rglob("*.py"))
    ]


def _dotted(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _names(module: Module) -> Iterator[tuple[int, str]]:
    """Every name used: plain names, attributes as `owner.name`, imported names as `module.name`."""
    for node in module.nodes:
        if isinstance(node, ast.Name):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            yield node.lineno, f"{_last(node.value)}.{node.attr}"
        elif isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module or ''}.{alias.name}") for alias in node.names)


def _last(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return node.attr
    return ""


def _using(pattern: str) -> Callable[[Module], Breaches]:
    """A finder for names that match the pattern from start to end."""
    wanted = re.compile(pattern)

    def find(module: Module) -> Breaches:
        return ((line, name) for line, name in _names(module) if wanted.fullmatch(name))

    return find


def _strings(module: Module) -> Iterator[tuple[int, str]]:
    for node in module.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


_COLOUR: Final = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})(?![0-9A-Za-z])|rgba?\(\s*\d")
_COLOUR_NAMES: Final = re.compile(
    r"Qt\.(?:white|black|red|darkRed|green|darkGreen|blue|darkBlue|cyan|magenta|yellow|gray|darkGray|lightGray)"
    r"|GlobalColor\.(?!transparent)\w+|colors\.(?:HexColor|Color|white|black|red|grey|gray|green|blue|lightgrey)"
)


def _colours(module: Module) -> Breaches:
    yield from ((line, text) for line, text in _strings(module) if _COLOUR.search(text))
    yield from ((line, name) for line, name in _names(module) if _COLOUR_NAMES.fullmatch(name))
    for node in module.nodes:
        if isinstance(node, ast.Call) and _last(node.func) in ("QColor", "Color") and _only_literals(node):
            yield node.lineno, "a colour made of literals"


def _only_literals(call: ast.Call) -> bool:
    return bool(call.args) and all(isinstance(argument, ast.Constant) for argument in call.args)


def _log_calls(module: Module) -> Breaches:
    for node in module.nodes:
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if _last(node.func.value) != "log" or node.func.attr not in ("event", "fault"):
            continue
        # event(name, …) and fault(error, name, …): the name is written out, the rest are ids and counts.
        named = node.args[0:1] if node.func.attr == "event" else node.args[1:2]
        yield from ((node.lineno, "an event name that is put together") for arg in named if not _is_text(arg))
        for keyword in node.keywords:
            if keyword.arg is None or not _is_id(keyword.value):
                yield node.lineno, f"{keyword.arg}= is not an id or a count"


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_id(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int)
    if isinstance(node, ast.Call):
        return _last(node.func) in ("len", "sum", "int", "round") or _last(node.func).endswith("Id")
    return bool(re.search(r"(^|_)(id|count|number|seconds|milliseconds|version)$", _last(node)))


def _vague_names(module: Module) -> Breaches:
    vague = {"util", "utils", "helper", "helpers", "common", "manager", "base", "misc"}
    for part in module.name.split("."):
        if vague & set(part.split("_")):
            yield 1, part


# The names that the standard library's HTML reader calls.
_READER: Final = frozenset(
    f"handle_{part}" for part in ["starttag", "startendtag", "endtag", "data", "comment", "decl", "pi"]
)


def _vague_functions(module: Module) -> Breaches:
    for node in module.nodes:
        if not isinstance(node, ast.FunctionDef) or node.name in _READER:
            continue
        if re.match(r"_*(handle|process)_", node.name):
            yield node.lineno, node.name


def _docstring(module: Module) -> Breaches:
    first = (ast.get_docstring(module.tree) or "").split("\n\n", 1)[0]
    if not first.endswith(".") or not 15 < len(first) < 220:
        yield 1, "the module does not say in its first sentence what it is for"


def _length(module: Module) -> Breaches:
    lines = module.text.count("\n")
    if lines > MAX_LINES:
        yield lines, f"{lines} lines"


# PRAGMA is not among them: SQLite takes no parameters there, and the only values are the program's own.
_SQL: Final = re.compile(
    r"^\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|ATTACH|REPLACE)\s", re.IGNORECASE
)


def _built_sql(module: Module) -> Breaches:
    for node in module.nodes:
        if _is_built_sql(node):
            yield getattr(node, "lineno", 1), "a statement that is put together"


def _is_built_sql(node: ast.AST) -> bool:
    if isinstance(node, ast.JoinedStr):
        begins = node.values[0] if node.values else None
        return (
            isinstance(begins, ast.Constant)
            and bool(_SQL.match(str(begins.value)))
            and any(isinstance(part, ast.FormattedValue) for part in node.values)
        )
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod | ast.Add):
        return isinstance(node.left, ast.Constant) and bool(_SQL.match(str(node.left.value)))
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "format"
        and isinstance(node.func.value, ast.Constant)
        and bool(_SQL.match(str(node.func.value.value)))
    )


# framework: where it may be imported. Import contracts cannot say this of modules that are still to come.
_HOMES: Final = {
    "PySide6": ("roundtable.ui", "roundtable.app"),
    "shiboken6": ("roundtable.ui", "roundtable.app"),
    "sqlalchemy": ("roundtable.storage",),
    "sqlcipher3": ("roundtable.storage", "roundtable.doctor"),  # the doctor asks whether it encrypts
    "reportlab": ("roundtable.export",),
    "pikepdf": ("roundtable.export",),
    "pypdfium2": ("roundtable.export",),
    "openpyxl": ("roundtable.intake",),
}


def _away_from_home(module: Module) -> Breaches:
    for node in module.nodes:
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            homes = _HOMES.get(name.partition(".")[0])
            if homes and not any(f"{module.name}.".startswith(f"{home}.") for home in homes):
                yield node.lineno, name


def _printing(module: Module) -> Breaches:
    for node in module.nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            yield node.lineno, "print"


RULES: Final = (
    Rule(
        "no modal dialog outside ui/prompts.py",
        "one seam that tests can script",
        _using(
            r"(?:\w+\.)*(?:QMessageBox|QFileDialog|QInputDialog|QErrorMessage|QColorDialog|QFontDialog)(?:\.\w+)?"
        ),
        frozenset({"roundtable.ui.prompts"}),
    ),
    Rule(
        "no event loop inside the event loop",
        "what is being saved goes on below it and is lost",
        _using(r"\w*\.exec_?|(?:\w+\.)*QEventLoop|\w+\.processEvents"),
        # app: the one loop. prompts: a dialog waits for its answer.
        frozenset({"roundtable.ui.prompts", "roundtable.app"}),
    ),
    Rule(
        "no colour literal outside design.py",
        "one set of tokens for three themes and paper, its contrasts checked",
        _colours,
        frozenset({"roundtable.design"}),
    ),
    Rule(
        "no setStyleSheet outside ui/theme.py",
        "a theme or zoom change has to reach every widget",
        _using(r"\w*\.setStyleSheet"),
        frozenset({"roundtable.ui.theme"}),
    ),
    Rule(
        "no thread outside ui/tasks.py and storage/vault.py",
        "one worker, in order: what is saved cannot overtake itself",
        _using(
            r"(?:\w+\.)*(?:QThread|QThreadPool|QRunnable|QtConcurrent)(?:\.\w+)?|threading\.(?:Thread|Timer)"
            r"|concurrent\.futures.*|_thread(?:\..*)?|multiprocessing(?:\..*)?|\w+\.(?:ThreadPoolExecutor|ProcessPoolExecutor)"
        ),
        # app: loads SQLAlchemy and reportlab while the passphrase is typed; that thread touches no data.
        # name_suggestions: a model reads for seconds; it gets texts and gives strings, the worker alone stores.
        # second_place: a stick takes as long as it takes; that thread copies finished backups, never the vault.
        frozenset(
            {
                "roundtable.storage.second_place",
                "roundtable.ui.tasks",
                "roundtable.storage.vault",
                "roundtable.app",
                "roundtable.ui.name_suggestions",
            }
        ),
    ),
    Rule(
        "no time outside the clock",
        "time comes in as an argument, so that every rule about it can be tested",
        _using(
            r"(?:datetime|dt|date)\.(?:now|today|utcnow)|time\.(?:time|time_ns|localtime|gmtime|strftime)"
            r"|QDate(?:Time)?\.currentDate(?:Time)?(?:Utc)?|QTime\.currentTime"
        ),
        frozenset({"roundtable.clock"}),
    ),
    Rule(
        "event names and ids alone in the log",
        "a log is read by others: no case content, no name, no value",
        _log_calls,
    ),
    Rule(
        "no other log",
        "roundtable.log cannot write content; the logging module can",
        _using(r"logging(?:\..*)?|faulthandler(?:\..*)?|traceback\.(?:print_exc|print_exception|format_exc)"),
        frozenset({"roundtable.log"}),
    ),
    Rule(
        "no print",
        "a terminal keeps what it shows; the command line's answers are its own matter",
        _printing,
        # app: why there is no window is said where the program was started, before any vault is open.
        frozenset({"roundtable.cli", "roundtable.app"}),
    ),
    Rule(
        "no network",
        "nothing of a case may leave but the file that is sent by hand",
        _using(
            r"socket\.(?!gethostname$)\w+|(?:ssl|ftplib|smtplib|imaplib|poplib|requests|httpx|aiohttp|xmlrpc|telnetlib)(?:\..*)?"
            r"|urllib\.(?:request|urlopen).*|http\.(?:client|server).*"
            r"|(?:\w+\.)*(?:QNetworkAccessManager|QTcpSocket|QUdpSocket|QSslSocket|QTcpServer|QWebSocket|QHostInfo)"
        ),
    ),
    Rule("a framework lives in one place", "it can be replaced there, and is tested there", _away_from_home),
    Rule("no vague module name", "a name that says nothing collects everything", _vague_names),
    Rule(
        "no handle_ or process_",
        "a function is named after what it does for the facilitator",
        _vague_functions,
    ),
    Rule("every module says what it is for", "whoever looks for a thing reads first lines", _docstring),
    Rule(f"no module over {MAX_LINES} lines", "it wants to be two", _length),
    Rule("no statement that is put together", "values travel as parameters, never in SQL text", _built_sql),
    Rule(
        "no pickle, eval or exec",
        "a file from elsewhere must not be able to run anything",
        _using(r"pickle(?:\..*)?|marshal(?:\..*)?|shelve(?:\..*)?|eval|exec"),
    ),
)


def _sleeps(module: Module) -> Breaches:
    lines = module.text.splitlines()
    for line, name in _using(r"qtbot\.wait|QTest\.qWait|QTest\.qSleep|time\.sleep")(module):
        # A test that blocks the window to see that this is noticed says so on the line.
        if "# on purpose" not in lines[line - 1]:
            yield line, name


TEST_RULES: Final = (
    Rule(
        "no fixed sleep in a test of the window",
        "too short on a slow machine, too long on any other: wait for a signal, use the inline runner",
        _sleeps,
    ),
)
