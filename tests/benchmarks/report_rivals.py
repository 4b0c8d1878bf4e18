"""A report by WeasyPrint or fpdf2, run by an environment of their own (see `report_benchmark`).

`python report_rivals.py ENGINE OUT FONTS`: reads `{"title", "marking", "blocks"}` on standard input, writes the
PDF and prints `{"import": s, "render": s, "peak": MB}`. Each is used as its documentation says for a tagged PDF.
Nothing of Roundtable is imported.
"""

from __future__ import annotations

import base64
import html
import io
import json
import logging
import resource
import sys
import time
from pathlib import Path
from typing import Any

Content = dict[str, Any]
FACES = {
    "SourceSans3-Regular": "400Regular",
    "SourceSans3-Semibold": "600SemiBold",
    "SourceSans3-Bold": "700Bold",
}

STYLE = """
@page { size: A4; margin: 70pt 62pt 66pt;
  @top-center { content: "MARKING"; font: 700 9.5pt SourceSans3-Bold }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8.5pt SourceSans3-Regular } }
body { font: 10.5pt/15.2pt SourceSans3-Regular; color: #132238 }
h1, h2, h3, h4, th, b { font-family: SourceSans3-Bold; font-weight: 400; break-after: avoid }
h1 { font-size: 18pt; line-height: 23pt } h2 { font-size: 13.5pt } h3 { font-size: 11pt }
table { border-collapse: collapse; width: 100%; font-size: 9.3pt; line-height: 12.7pt; margin-bottom: 12pt }
th, td { border-bottom: .5pt solid #D5DCE5; padding: 4pt 5pt; text-align: left; vertical-align: top }
th { background: #E2F1F3 } tr { break-inside: avoid }
"""


def _as_html(block: Content) -> str:
    kind, say = block["kind"], html.escape
    if kind == "heading":
        return f"<h{block['level']}>{say(block['text'])}</h{block['level']}>"
    if kind == "paragraph":
        return f"<p>{say(block['text'])}</p>"
    if kind == "list":
        return f"<ul>{''.join(f'<li>{say(item)}</li>' for item in block['items'])}</ul>"
    if kind == "figure":
        picture = base64.b64encode(block["svg"].encode()).decode()
        return f'<img alt="{say(block["alt"])}" style="width:{block["width"]}pt" src="data:image/svg+xml;base64,{picture}">'
    heads = "".join(f'<th scope="col">{say(head)}</th>' for head in block["heads"])
    rows = "".join(f"<tr>{''.join(f'<td>{say(cell)}</td>' for cell in row)}</tr>" for row in block["rows"])
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def weasyprint(content: Content, out: str, fonts: Path) -> tuple[float, float]:
    """HTML and CSS, `pdf/ua-1`."""
    begin = time.process_time()
    import weasyprint as engine

    loaded = time.process_time()
    faces = "".join(
        f"@font-face {{ font-family: {name}; src: url({(fonts / f'SourceSans3_{file}.ttf').as_uri()}) }}"
        for name, file in FACES.items()
    )
    style = faces + STYLE.replace("MARKING", content["marking"])
    body = "".join(map(_as_html, content["blocks"]))
    page = (
        f'<html lang="en-GB"><head><title>{html.escape(content["title"])}</title><style>{style}</style></head>'
        f"<body>{body}</body></html>"
    )
    engine.HTML(string=page).write_pdf(out, pdf_variant="pdf/ua-1")
    return loaded - begin, time.process_time() - loaded


def fpdf2(content: Content, out: str, fonts: Path) -> tuple[float, float]:
    """Its own calls, with language, title, outline and alternative texts."""
    begin = time.process_time()
    from fpdf import FPDF

    loaded = time.process_time()

    class Paper(FPDF):  # type: ignore[misc]
        def header(self) -> None:
            self.set_font("SourceSans3-Bold", "", 9.5)
            self.cell(0, 8, content["marking"], align="C", new_x="LMARGIN", new_y="NEXT")

        def footer(self) -> None:
            self.set_y(-12)
            self.set_font("SourceSans3-Regular", "", 8.5)
            self.cell(0, 8, f"Page {self.page_no()} of {{nb}}", align="R")

    paper = Paper()
    for name, file in FACES.items():
        paper.add_font(name, "", fonts / f"SourceSans3_{file}.ttf")
    paper.add_font("SourceSans3-Regular", "B", fonts / "SourceSans3_700Bold.ttf")
    paper.set_lang("en-GB")
    paper.set_title(content["title"])
    paper.add_page()
    for block in content["blocks"]:
        _add_to_fpdf2(paper, block)
    paper.output(out)
    return loaded - begin, time.process_time() - loaded


def _add_to_fpdf2(paper: Any, block: Content) -> None:
    kind = block["kind"]
    if kind == "heading":
        paper.set_font("SourceSans3-Bold", "", (18, 13.5, 11, 10.5)[block["level"] - 1])
        paper.ln(3)
        paper.start_section(block["text"], level=0)
        paper.multi_cell(0, 7, block["text"], new_x="LMARGIN", new_y="NEXT")
        return
    paper.set_font("SourceSans3-Regular", "", 10.5)
    if kind == "paragraph":
        paper.multi_cell(0, 5.4, block["text"], new_x="LMARGIN", new_y="NEXT")
        paper.ln(2)
    elif kind == "list":
        for item in block["items"]:
            paper.multi_cell(0, 5.4, f"• {item}", new_x="LMARGIN", new_y="NEXT")
    elif kind == "figure":
        millimetres = block["width"] * 25.4 / 72
        paper.image(io.BytesIO(block["svg"].encode()), w=min(millimetres, paper.epw), alt_text=block["alt"])
    elif block["rows"]:
        paper.set_font("SourceSans3-Regular", "", 9.3)
        with paper.table(line_height=4.5, text_align="LEFT") as table:
            for line in (block["heads"], *block["rows"]):
                row = table.row()
                for cell in line:
                    row.cell(cell)


def main() -> None:
    """One paper."""
    logging.disable(logging.CRITICAL)
    engine, out, fonts = sys.argv[1:4]
    content = json.load(sys.stdin)
    loaded, rendered = {"weasyprint": weasyprint, "fpdf2": fpdf2}[engine](content, out, Path(fonts).resolve())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump({"import": loaded, "render": rendered, "peak": peak}, sys.stdout)


if __name__ == "__main__":
    main()
