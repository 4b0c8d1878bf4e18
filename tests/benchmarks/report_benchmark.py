"""The report against WeasyPrint and fpdf2, on the same content in one run: time, size, memory, rules failed.

A command, not a test: `python -m tests.benchmarks.report_benchmark --rivals ENV/bin/python [--rounds N]`. The rivals
have an environment of their own, for they are no part of the project:

    python3 -m venv ENV && ENV/bin/pip install weasyprint==70.0 fpdf2==2.8.9    # WeasyPrint needs Pango

Without `--rivals` only the report is measured. Seconds are processor time; each round is a process of its own. The rivals get the report's
words, tables and figures as blocks (`report_blocks`) and lay them out with their own means. Goals (issue 6): 20
pages in 1 s and 200 kB; 0 of 104 PDF/UA-1 rules and 0 of 154 PDF/A-2a rules failed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import page
import pypdfium2

from roundtable import assets
from tests.benchmarks.report_blocks import report_blocks
from tests.export.sample_report import sample_report

CASES = 5
RIVALS = ("weasyprint", "fpdf2")
OURS = """
import json, resource, sys, time
begin = time.process_time()
from roundtable.export.report_pdf import write_report
loaded = time.process_time()
from tests.export.sample_report import sample_report
report = sample_report(int(sys.argv[2]))
start = time.process_time()
data = write_report(report)
end = time.process_time()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
open(sys.argv[1], "wb").write(data)
json.dump({"import": loaded - begin, "render": end - start, "peak": peak}, sys.stdout)
"""
TITLES = ("paper", "pages", "import s", "render s", "kB", "peak MB", "PDF/UA-1 failed", "PDF/A-2a failed")


def _measured(command: list[str], given: str, out: Path, rounds: int) -> tuple[str, ...]:
    runs = [
        json.loads(subprocess.run(command, input=given, capture_output=True, text=True, check=True).stdout)
        for _ in range(rounds)
    ]
    loaded, rendered, peak = (
        statistics.median(run[key] for run in runs) for key in ("import", "render", "peak")
    )
    document = pypdfium2.PdfDocument(out)
    pages = len(document)
    document.close()
    size = out.stat().st_size / 1000
    failed = (_failed(out, "PDF_UA_1"), _failed(out, "PDF_A_2A"))
    return (str(pages), f"{loaded:.2f}", f"{rendered:.2f}", f"{size:.0f}", f"{peak:.0f}", *failed)


def _failed(path: Path, profile: str) -> str:
    rules = page.validate_pdf(str(path), profile=getattr(page.ValidationProfile, profile)).rules
    return f"{rules.failed} of {rules.total}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rivals", help="the Python of the environment that holds the rivals")
    parser.add_argument("--rounds", type=int, default=5)
    parsed = parser.parse_args()
    report = sample_report(CASES)
    content = {"title": report.title, "marking": report.marking.upper(), "blocks": report_blocks(report)}
    fonts = str(assets.path("fonts/SourceSans3_400Regular.ttf").parent)
    rows: list[tuple[str, ...]] = [TITLES]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "paper.pdf"
        ours = [sys.executable, "-c", OURS, str(out), str(CASES)]
        rows.append(("Roundtable", *_measured(ours, "", out, parsed.rounds)))
        for rival in RIVALS if parsed.rivals else ():
            script = str(Path(__file__).with_name("report_rivals.py"))
            command = [parsed.rivals, script, rival, str(out), fonts]
            rows.append((rival, *_measured(command, json.dumps(content), out, parsed.rounds)))
    widths = [max(len(row[i]) for row in rows) for i in range(len(TITLES))]
    for row in rows:
        print("  ".join(cell.ljust(wide) for cell, wide in zip(row, widths, strict=True)))
    print(
        f"\nreportlab {version('reportlab')}, pikepdf {version('pikepdf')}, page-validation {version('page-validation')}"
    )


if __name__ == "__main__":
    main()
