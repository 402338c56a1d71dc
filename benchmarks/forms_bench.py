"""Measure how fast each form of statements is read, as pages a minute and beside plain text.

    python benchmarks/forms_bench.py

Every form holds the same words; the times are those of one run on one machine.
"""

import io
import tempfile
import time
from pathlib import Path

import openpyxl

from helpers.documents import read_documents

SENTENCE = "The ministers of Arlan met in the port of Tarn on 3 May 2021, and agreed on much of it."
PARAGRAPHS = [" ".join([SENTENCE] * 5) + f" This was point {n}." for n in range(25)]
N = 30


def as_html() -> bytes:
    """A page of about 10 kB of text in 40 kB of menus and scripts."""
    menu = "".join(f'<li class="menu-item"><a href="/p/{n}">Page {n}</a></li>' for n in range(300))
    body = "".join(f"<p class='text'>{text}</p>\n" for text in PARAGRAPHS)
    script = "<script>" + "var a = 1;" * 1000 + "</script>"
    page = f"<nav><ul>{menu}</ul></nav><main><h1>A Statement</h1>{body}</main>"
    return f"<!DOCTYPE html><html><head>{script}</head><body>{page}</body></html>".encode()


def as_rtf() -> bytes:
    return (r"{\rtf1\ansi " + "".join(rf"{text}\par " for text in PARAGRAPHS) + "}").encode()


def as_table() -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["text"])
    book.active.append(["\n\n".join(PARAGRAPHS)])
    book.save(file)
    return file.getvalue()


FORMS = {
    "a.txt": "\n\n".join(PARAGRAPHS).encode(),
    "a.html": as_html(),
    "a.rtf": as_rtf(),
    "a.xlsx": as_table(),
}


def main() -> None:
    times = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, content in FORMS.items():
            own = Path(folder, name)
            own.mkdir()
            for number in range(N):
                (own / f"{number}{Path(name).suffix}").write_bytes(content)
            read_documents(own)  # what a reader loads is loaded once
            start = time.perf_counter()
            read_documents(own)
            times[name] = (time.perf_counter() - start) / N
    for name, seconds in times.items():
        ratio = seconds / times["a.txt"]
        print(
            f"{name:8} {len(FORMS[name]):7,} bytes  {60 / seconds:7,.0f} a minute  {ratio:5.1f} x"
        )


if __name__ == "__main__":
    main()
