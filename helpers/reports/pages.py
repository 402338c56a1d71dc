"""Turn notebooks that have been run into a folder of web pages that need nothing from outside."""

from __future__ import annotations

import base64
import copy
import csv
import html
import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from helpers.files import mark_csv, printable
from helpers.files.tables import TABLE_ENDINGS
from helpers.reports.commands import CommandError
from helpers.reports.runs import tags_of

if TYPE_CHECKING:
    from nbconvert.exporters.html import HTMLExporter
    from nbformat import NotebookNode

INDEX_TITLE = "Statement reader"
GENERATOR = re.compile(r'<meta (?=[^>]*name="generator")(?=[^>]*content="statement-reader")')
TEMPLATES = Path(__file__).resolve().parent


class Page(NamedTuple):
    """One report: its page, and what the page of all reports shows of it."""

    name: str  # 02_terms
    html: str
    question: str  # as HTML
    answer: str  # as HTML
    listing: dict[str, str] | None  # the statements of a folder of several: name, table, as HTML
    figure: dict[str, str] | None  # src, alt
    tables: dict[str, str]  # {"tables/02_terms-leading-terms.csv": text}
    problems: list[str]  # what a user of the command has to hear


@cache
def open_exporter() -> HTMLExporter:
    """Make ready what turns notebooks into pages; it takes a moment, so it is made once."""
    from nbconvert.exporters.html import HTMLExporter

    exporter = HTMLExporter(template_name="template", extra_template_basedirs=[str(TEMPLATES)])
    exporter.environment.get_template("index.html.j2")
    return exporter


def make_page(name: str, notebook: NotebookNode, names: list[str]) -> Page:
    """Make the page of one notebook; `names` are all the notebooks, for the links at its top."""
    notebook = copy.deepcopy(notebook)
    tables = _name_tables(name, notebook)
    resources = {"metadata": {"name": name}, "reports": _links(names), "current": name}
    page, _ = open_exporter().from_notebook_node(notebook, resources)
    answer = "\n".join(o.data.get("text/html", "") for o in list_outputs(notebook, "answer"))
    return Page(
        name,
        html=page + "\n",
        question=page.partition("<title>")[2].partition("</title>")[0],
        # what the answer points to stands on its own page, and not on the page of all reports
        answer=re.sub(r"""href=(["'])#""", rf"href=\g<1>{name}.html#", answer),
        listing=_list_statements(notebook),
        figure=_first_figure(notebook),
        tables=tables,
        problems=[o.data.get("text/plain", "") for o in list_outputs(notebook, "problems")],
    )


def make_index(pages: list[Page], settings: dict[str, str]) -> str:
    """Make the page that shows every question with its answer and its first figure."""
    template = open_exporter().environment.get_template("contents.html.j2")
    settings = {key: printable(value) for key, value in settings.items()}
    return template.render(title=INDEX_TITLE, pages=pages, settings=settings) + "\n"


def _links(names: list[str]) -> list[tuple[str, str]]:
    """Name the reports as a reader would: 02_terms is Terms."""
    return [(name, name.split("_", 1)[-1].replace("_", " ").capitalize()) for name in names]


def list_outputs(notebook: NotebookNode, tag: str | None = None) -> list[NotebookNode]:
    """List what the cells (that carry a tag) show."""
    return [
        output
        for cell in notebook.cells
        if cell.cell_type == "code" and (tag is None or tag in tags_of(cell))
        for output in cell.outputs
        if "data" in output
    ]


def _list_statements(notebook: NotebookNode) -> dict[str, str] | None:
    """Take the table that is tagged as the listing of a folder, if it has several rows."""
    for output in list_outputs(notebook, "listing"):
        rows = [*csv.reader(output.data.get("text/csv", "").splitlines())]
        if len(rows) > 2:
            table = output.data["text/html"]
            return {"name": re.sub(r"(?s).*<caption[^>]*>|</caption>.*", "", table), "table": table}
    return None


def _first_figure(notebook: NotebookNode) -> dict[str, str] | None:
    """Take the first figure, with the words for those who do not see it."""
    for output in list_outputs(notebook):
        for kind in ("image/svg+xml", "image/png"):
            if kind in output.data:
                data = output.data[kind].replace("\r\n", "\n")
                if kind == "image/svg+xml":
                    data = base64.b64encode(data.encode()).decode()
                src = f"data:{kind};base64,{''.join(data.split())}"
                alt = output.metadata.get(kind, {}).get("alt", "")
                return {"src": src, "alt": html.escape(alt)}
    return None


def _name_tables(name: str, notebook: NotebookNode) -> dict[str, str]:
    """Give each table a file of its own in each of its forms, and tell the output which."""
    tables: dict[str, str] = {}
    for output in list_outputs(notebook):
        for kind in filter(output.data.__contains__, TABLE_ENDINGS):
            label = output.metadata.get(kind, {}).get("name", "table")
            stem = f"tables/{name}-" + re.sub(r"[^\w-]+", "-", label)
            text, ending = output.data[kind].replace("\r\n", "\n"), TABLE_ENDINGS[kind]
            text = {"csv": mark_csv(text), "ics": text.replace("\n", "\r\n")}.get(ending, text)
            path, n = f"{stem}.{ending}", 1
            while tables.get(path, text) != text:  # two tables of one name: the second is -2
                n += 1
                path = f"{stem}-{n}.{ending}"
            tables[path] = text
            output.metadata.setdefault("table_files", []).append(path)
    return tables


def check_folder(out: Path) -> None:
    """Refuse to write over a folder that holds anything but reports of ours."""
    if not out.exists():
        return
    if not out.is_dir():
        raise CommandError(f"{os.path.relpath(out)} is a file; --out needs a folder", 2)
    for path in sorted(p for p in out.rglob("*") if not p.is_dir() and p.name != ".DS_Store"):
        is_table = path.suffix[1:] in TABLE_ENDINGS.values() and path.parent == out / "tables"
        if not is_table and not _is_page(path):
            name, stranger = os.path.relpath(out), path.relative_to(out)
            message = f"{name} was left alone: {stranger} in it is not a report of ours"
            raise CommandError(message, 2)


def _is_page(path: Path) -> bool:
    if path.suffix != ".html" or not path.is_file():  # opening a pipe would be waiting
        return False
    return bool(GENERATOR.search(path.read_text("utf-8", "replace")))
