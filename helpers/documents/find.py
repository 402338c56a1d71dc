"""Find the files of a folder that are statements."""

import os
import re
from pathlib import Path

from helpers.documents.forms import FORM_ENDINGS, OTHER_FORMS, TEXT_ENDINGS
from helpers.files import DATA, printable

SHEET_ENDINGS = {".csv": "CSV", ".tsv": "TSV", ".xlsx": "Excel", ".xlsm": "Excel"}
JUDGEMENTS = {path.name for path in DATA.iterdir() if path.is_file()} | {"coding"}


def find_files(folder: Path) -> list[Path]:
    """Find what may be a statement in `folder/documents`, or else in `folder`, and below it.

    Left out are hidden files, README files, the lists of judgements, what a browser saved beside a
    page, and a form that lies beside its text. Raises ValueError where a folder cannot be opened.
    """

    def refuse(error: OSError) -> None:
        place = printable(error.filename or folder)
        raise ValueError(f"{place}: {error.strerror}; nothing in it was read") from None

    inner = folder / "documents"
    found: list[Path] = []
    for place, folders, names in os.walk(inner if inner.is_dir() else folder, onerror=refuse):
        here = Path(place)
        pages = {
            re.sub(r"\.x?html?$", "", name, flags=re.I) for name in names if _is_web_page(name)
        }
        # a folder with the name of a text is said to be none, and not looked into
        names += [name for name in folders if Path(name).suffix.lower() in TEXT_ENDINGS]
        folders[:] = sorted(name for name in folders if _is_open(here, name, pages, names))
        texts = {Path(name).stem for name in names if Path(name).suffix.lower() in TEXT_ENDINGS}
        found += [here / name for name in sorted(names) if _is_statement(name, texts)]
    return sorted(found, key=lambda path: (len(path.parts), path))


def _is_web_page(name: str) -> bool:
    return name.lower().endswith((".html", ".htm", ".xhtml"))


def _is_open(here: Path, name: str, pages: set[str], listed: list[str]) -> bool:
    """Say whether a folder may hold statements: not if it is a page's pictures, or a list's."""
    beside_page = any(name.startswith(page) and name != page for page in pages)
    return not (name.startswith(".") or name in JUDGEMENTS or name in listed or beside_page)


def _is_statement(name: str, texts: set[str]) -> bool:
    ending = Path(name).suffix.lower()
    if name in JUDGEMENTS or name.startswith((".", "README", "~$")):
        return False
    if ending in TEXT_ENDINGS:
        return True
    is_form = ending in FORM_ENDINGS or ending in SHEET_ENDINGS or ending in OTHER_FORMS
    return is_form and Path(name).stem not in texts
