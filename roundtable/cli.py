"""The command line: the same actions as the window, nothing extra. Passphrases never come as arguments."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from roundtable.cli_input import MAX_TEXT_BYTES, BadInput, bytes_of, first_line_of, opened, text_of
from roundtable.domain.anchor_check import verdict_on
from roundtable.domain.errors import (
    CaseClosedToRoom,
    CluesOpen,
    ConfirmationStale,
    ConfirmerTookPart,
    DecisionsOpen,
    GateHit,
    NotConfirmed,
    ReferenceHoldsName,
    RoundtableError,
)
from roundtable.domain.report import Anchor

OK, FAILED, USAGE, BLOCKED = 0, 1, 2, 3
ANONYMITY = (
    DecisionsOpen,
    CluesOpen,
    NotConfirmed,
    ConfirmationStale,
    ConfirmerTookPart,
    ReferenceHoldsName,
    GateHit,
    CaseClosedToRoom,
)
EXIT_CODES = (
    "exit codes: 0 done, 1 failed (the message says what to do), 2 wrong usage, 3 blocked for anonymity"
)
COMMANDS = ("demo", "import", "report", "anonymise", "gate", "check", "doctor")


def main(arguments: Sequence[str]) -> int:
    """Runs one command; the window when none is named."""
    try:
        if not arguments or (arguments[0] not in COMMANDS and not arguments[0].startswith("-")):
            return _window(arguments)
        parsed = _parser().parse_args(arguments)
        run: Callable[[argparse.Namespace], int] = parsed.run
        return run(parsed)
    except BadInput as problem:
        return _say(str(problem))
    except RoundtableError as problem:
        return _explain(problem)
    except KeyboardInterrupt:
        return _say("Stopped. Nothing was changed.")
    except BrokenPipeError:
        return FAILED
    except Exception as problem:  # noqa: BLE001 - whatever it is, the user gets a sentence and no values
        from roundtable import log

        return _say(f"Something unexpected happened ({log.place(problem)}). Nothing more was changed.")


def _window(arguments: Sequence[str]) -> int:
    if len(arguments) > 1:
        return _say(f"One vault at a time. Commands are: {', '.join(COMMANDS)}.", USAGE)
    from roundtable import app

    return app.run(Path(arguments[0]) if arguments else None)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="roundtable",
        description="Runs a multi-agency audit round table. Without a command it opens the window: "
        "roundtable [VAULT]",
        epilog=f"{EXIT_CODES}. Each command has --help with an example.",
    )
    from roundtable import __version__

    parser.add_argument("--version", action="version", version=f"Roundtable {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_demo(commands)
    _add_import(commands)
    _add_report(commands)
    _add_anonymise(commands)
    _add_gate(commands)
    _add_check(commands)
    _add_doctor(commands)
    return parser


def _command(
    commands: Any,
    name: str,
    run: Callable[[argparse.Namespace], int],
    about: str,
    example: str,
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=about,
        description=about,
        epilog=f"example: {example}\n\n{EXIT_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser


def _add_passphrase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="read the passphrase from the first line of FILE; without it you are asked",
    )
    parser.add_argument(
        "--who", default="command line", metavar="NAME", help="who is at the keyboard, for the trail"
    )


# --- demo


def _add_demo(commands: Any) -> None:
    parser = _command(
        commands,
        "demo",
        _demo,
        "make the demonstration vault and open it, or replay the whole demonstration meeting",
        "roundtable demo --export out",
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--to", type=Path, metavar="DIR", help="where to put the demonstration vault (default: a new folder)"
    )
    where.add_argument(
        "--export",
        type=Path,
        metavar="DIR",
        help="no window: replay the meeting and leave vault, passphrase file, report, sign-off record and "
        "e-mail draft in DIR",
    )


def _demo(parsed: argparse.Namespace) -> int:
    from roundtable import demonstration_run

    if parsed.export:
        demonstration_run.export(parsed.export, _line)
        return OK
    vault, _ = demonstration_run.prepare(parsed.to, _line)
    from roundtable import app

    return app.run(vault)


# --- import and report


def _add_import(commands: Any) -> None:
    parser = _command(
        commands,
        "import",
        _import,
        "import a case pack (resources/case_pack.md explains the format)",
        "roundtable import Board.roundtable pack.json",
    )
    parser.add_argument("vault", type=Path, metavar="VAULT")
    parser.add_argument("pack", type=Path, metavar="PACK.json")
    _add_passphrase(parser)


def _import(parsed: argparse.Namespace) -> int:
    from roundtable.actions.case_pack import import_pack, preview, read_pack

    pack = read_pack(bytes_of(parsed.pack))
    with opened(parsed) as vault:
        import_pack(vault, pack)
    seen = preview(pack)
    _line(
        f"Imported audit {seen.reference}: {seen.cases} cases, {seen.people} people, {seen.events} events, "
        f"{seen.returns} returns."
    )
    return OK


def _add_report(commands: Any) -> None:
    parser = _command(
        commands,
        "report",
        _report,
        "make the anonymised report of an audit; refuses while a name is undecided or unconfirmed",
        "roundtable report Board.roundtable --audit MAA-2026-01 --out Report.pdf",
    )
    parser.add_argument("vault", type=Path, metavar="VAULT")
    parser.add_argument("--audit", required=True, metavar="REF", help="the audit's reference")
    parser.add_argument("--out", required=True, type=Path, metavar="FILE.pdf")
    _add_passphrase(parser)


def _report(parsed: argparse.Namespace) -> int:
    from roundtable.actions.home import home_view
    from roundtable.actions.report import export_report, export_view, report_pdf
    from roundtable.export.writer import Paper
    from roundtable.storage.durable import file_errors, write_whole

    with opened(parsed) as vault:
        rows = {a.reference: a.id for a in home_view(vault).audits}
        if parsed.audit not in rows:
            known = ", ".join(sorted(rows)) or "none yet"
            raise BadInput(f"There is no audit {parsed.audit} in this vault. Its audits: {known}.")
        view = export_view(vault, rows[parsed.audit])
        export_report(vault, Paper(), rows[parsed.audit])
        made = report_pdf(vault, rows[parsed.audit])
    with file_errors():
        write_whole(parsed.out, made.pdf)
    _line(f"Wrote {parsed.out} ({len(made.pdf) // 1000} kB). SHA-256 {made.sha256}")
    for name in view.kept_names:
        _line(f"Kept as a word, decided by {name.by or 'somebody'}: a registered name in {name.where}")
    for waiting in view.unsettled:
        _line(f"Settle this before the report leaves: {waiting}")
    for flag in view.proceedings:
        _line(f"Live proceedings, ask who runs them before the report leaves: {flag}")
    return OK


# --- anonymise and gate


def _add_anonymise(commands: Any) -> None:
    parser = _command(
        commands,
        "anonymise",
        _anonymise,
        "replace names in a text: text in, JSON out (text, replacements with offsets, open questions)",
        "roundtable anonymise --register register.json notes.txt",
    )
    parser.add_argument("--register", required=True, type=Path, metavar="REGISTER.json")
    parser.add_argument("--seed", metavar="HEX", help="seed of the labels' order (default: random)")
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="default: standard input")


def _anonymise(parsed: argparse.Namespace) -> int:
    import secrets

    from roundtable import anonymise
    from roundtable.register_file import read_register

    register, _ = read_register(bytes_of(parsed.register))
    try:
        seed = bytes.fromhex(parsed.seed) if parsed.seed else secrets.token_bytes(16)
    except ValueError:
        raise BadInput("--seed: give pairs of the digits 0-9 and a-f, such as 5eed.") from None
    data = bytes_of(parsed.file) if parsed.file else sys.stdin.buffer.read(MAX_TEXT_BYTES + 1)
    text = text_of(data, str(parsed.file or "standard input"))
    done = anonymise.Anonymiser(register, anonymise.assign_labels(register, seed)).rewrite(text)
    _json(
        {
            "text": done.text,
            "replacements": [asdict(r) for r in done.replacements],
            "questions": [asdict(q) for q in done.questions],
        }
    )
    return OK


def _add_gate(commands: Any) -> None:
    parser = _command(
        commands,
        "gate",
        _gate,
        "search finished files for everything in a register; one JSON object a file",
        "roundtable gate Report.pdf draft.eml --register register.json",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--register", required=True, type=Path, metavar="REGISTER.json")
    parser.add_argument(
        "--patterns", action="store_true", help="also search for dates, numbers and addresses by their shape"
    )


def _gate(parsed: argparse.Namespace) -> int:
    from roundtable.export.gate import search_file
    from roundtable.register_file import read_register, search_in

    register, images = read_register(bytes_of(parsed.register))
    search = search_in(register, patterns=parsed.patterns)
    blocked = False
    for path in parsed.files:
        hits = search_file(path.name, bytes_of(path), search, images)
        blocked = blocked or bool(hits)
        _json({"file": str(path), "hits": [asdict(hit) for hit in hits]}, indent=None)
    return BLOCKED if blocked else OK


# --- check and doctor


def _add_check(commands: Any) -> None:
    parser = _command(
        commands,
        "check",
        _check,
        "check a vault: every page, every record, the whole trail; against a report too, which shows whether "
        "it is the file that the report was made from, whole",
        "roundtable check Board.roundtable --against Report.pdf",
    )
    parser.add_argument("vault", type=Path, metavar="VAULT")
    parser.add_argument(
        "--against", type=Path, metavar="REPORT.pdf", help="a report or sign-off record that left earlier"
    )
    parser.add_argument(
        "--report-passphrase-file",
        type=Path,
        metavar="FILE",
        help="for an encrypted copy: its passphrase on the first line of FILE",
    )
    _add_passphrase(parser)


def _check(parsed: argparse.Namespace) -> int:
    paper = _paper_of(parsed)
    verdict = None
    with opened(parsed) as vault:
        found = vault.check()
        if found.is_sound and paper is not None:
            verdict = verdict_on(vault.standing(paper), paper, vault.anchor())
    if found.is_sound:
        _line(f"Sound: every page reads, and {found.entries} trail entries follow one another unbroken.")
        if verdict is None:
            return OK
        _line(f"{'As the report says' if verdict.is_good else 'Problem'}: {verdict.title}. {verdict.advice}")
        return OK if verdict.is_good else FAILED
    for problem in (*found.damage, *([found.trail_problem] if found.trail_problem else [])):
        _line(f"Problem: {problem}")
    return _say("Do not go on with this file. Open the last good backup and keep this file as it is.")


def _paper_of(parsed: argparse.Namespace) -> Anchor | None:
    if parsed.against is None:
        return None
    from roundtable.export.printed_anchor import printed_anchor

    secret = first_line_of(parsed.report_passphrase_file) if parsed.report_passphrase_file else ""
    return printed_anchor(bytes_of(parsed.against), secret)


def _add_doctor(commands: Any) -> None:
    _command(
        commands,
        "doctor",
        _doctor,
        "look whether this computer has everything that Roundtable needs",
        "roundtable doctor",
    )


def _doctor(parsed: argparse.Namespace) -> int:
    from roundtable.doctor import diagnose

    findings = diagnose()
    for finding in findings:
        _line(f"{'ok  ' if finding.ok else 'MEND'}  {finding.name}: {finding.text}")
    return OK if all(f.ok for f in findings) else FAILED


# --- what they share


def _line(text: str) -> None:
    print(text, flush=True)


def _json(value: dict[str, object], indent: int | None = 1) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=indent), flush=True)


def _say(text: str, code: int = FAILED) -> int:
    print(f"roundtable: {text}", file=sys.stderr)
    return code


def _explain(problem: RoundtableError) -> int:
    from roundtable.ui.error_texts import explain

    said = explain(problem)
    return _say(f"{said.title}. {said.advice}", BLOCKED if isinstance(problem, ANONYMITY) else FAILED)
