"""Run notebooks from top to bottom, each in a Python of its own, and say how far they are."""

from __future__ import annotations

import ast
import asyncio
import itertools
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.reports.commands import CommandError

if TYPE_CHECKING:  # it takes a moment, and a command that is refused does not need it
    from nbformat import NotebookNode

KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
INJECTED = "injected-parameters"  # the tag by which papermill knows the cell that it adds
LONGEST_FOLDER = 90  # bytes; with a name behind it, a socket's path has 104 or fewer everywhere
LANGUAGE = {  # as a kernel would say it, but without the version of the day
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}


# -- notebooks in, notebooks out ---------------------------------------------------------------


def read_notebooks(folder: Path) -> dict:
    """Read the notebooks of a folder in the order of their names: {"01_document": notebook}."""
    import nbformat

    paths = sorted(Path(folder).glob("*.ipynb"))
    if not paths:
        raise CommandError(f"there is no notebook in {folder}", 2)
    try:
        return {path.stem: nbformat.read(path, as_version=4) for path in paths}
    except (nbformat.reader.NotJSONError, nbformat.ValidationError) as error:
        raise CommandError(f"a notebook in {folder} cannot be read: {error}", 2) from error


def apply_settings(notebook: NotebookNode, settings: dict[str, str]) -> set[str]:
    """Write the settings of this run into a notebook, so that its report shows them.

    As papermill does it, they stand in a cell of their own, tagged `injected-parameters`, behind
    the one tagged `parameters`, whose values they replace. Changes the notebook and returns the
    names of all its settings; of those given, what is not among them is passed over.
    """
    from nbformat.v4 import new_code_cell

    cells = notebook.cells
    place = next((i for i, cell in enumerate(cells) if "parameters" in tags_of(cell)), None)
    if place is None:
        return set()
    nodes = ast.walk(ast.parse(cells[place].source))
    names = [n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    lines = [f"{name} = {settings[name]!r}" for name in names if name in settings]
    if lines:
        source = "\n".join(["# Parameters", *lines])
        injected = new_code_cell(source, id=INJECTED, metadata={"tags": [INJECTED]})
        before, after = cells[: place + 1], cells[place + 1 :]
        notebook.cells = [*before, injected, *(c for c in after if INJECTED not in tags_of(c))]
    return set(names)


def tags_of(cell: NotebookNode) -> list[str]:
    """List the tags of a cell: "parameters", "setup", "answer" ..."""
    return cell.metadata.get("tags", [])


def normalise(notebook):
    """Take out of a notebook what differs between two runs that found the same."""
    notebook.metadata.update(kernelspec=dict(KERNELSPEC), language_info=LANGUAGE)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = _join_streams(cell.outputs)
    return notebook


def _join_streams(outputs: list) -> list:
    """Make one text of what was printed in a row; how it came in pieces is chance."""
    joined = []
    for output in outputs:
        last = joined[-1] if joined else {}
        if output.output_type == "stream" and output.name == last.get("name"):
            last.text += output.text
        else:
            joined.append(output)
    for output in joined:
        if output.output_type == "stream":  # a warning names the kernel's temporary file
            output.text = re.sub(r"\S*ipykernel_\d+[/\\]\d+\.py", "cell", output.text)
    return joined


# -- running -----------------------------------------------------------------------------------


def run_notebooks(
    notebooks: dict, *, tell=lambda *_: None, meanwhile=lambda: None, finished=lambda *_: None
) -> dict:
    """Run notebooks from top to bottom, each in a Python of its own, and return them as run.

    `notebooks` comes from `read_notebooks` and is changed. `tell(name, text, ends)` hears of the
    progress, `meanwhile()` is called in a thread while the kernels start, `finished(name,
    notebook)` as each notebook ends. Raises CommandError at the first cell that fails.
    """
    try:
        asyncio.run(_run_all(notebooks, tell, meanwhile, finished))
    except ExceptionGroup as group:
        raise group.exceptions[0] from None
    return notebooks


async def _run_all(notebooks, tell, meanwhile, finished) -> None:
    """Run side by side as many notebooks as keep the processors busy; one failing stops all."""
    places = asyncio.Semaphore(max(4, (os.cpu_count() or 1) + 1))
    async with asyncio.TaskGroup() as group:
        for name, notebook in notebooks.items():
            group.create_task(_run_one(name, notebook, places, tell, finished))
        group.create_task(asyncio.to_thread(meanwhile))


def _make_manager(folder: str):
    """A kernel of this same Python that is spoken to through files of a folder of its own.

    Ports are chosen before the kernel opens them, and another run may take them in between. They
    are used only where there are no such files: on Windows, or where the path is too long.
    """
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager

    files = os.name == "posix" and len(os.fsencode(folder)) <= LONGEST_FOLDER
    return AsyncKernelManager(
        # no kernel folders: a kernel called python3 that belongs to another Python cannot slip in
        kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
        connection_file=os.path.join(folder, "kernel.json"),
        transport="ipc" if files else "tcp",
        transport_encryption="auto",
    )


async def _run_one(name, notebook, places, tell, finished) -> None:
    """Run one notebook in a fresh kernel, in the current folder."""
    async with places:
        with (
            tempfile.TemporaryDirectory(prefix="kernel-", ignore_cleanup_errors=True) as folder,
            open(os.path.join(folder, "said"), "w+b") as said,
        ):
            n_cells = await _run_cells(name, notebook, _make_manager(folder), said, tell)
    normalise(notebook)
    finished(name, notebook)
    tell(name, f"done, {n_cells} cells", True)


def _list_cells(notebook: NotebookNode) -> list[tuple[int, int, NotebookNode]]:
    """List the cells to run: their numbers, their places in the notebook, and themselves.

    The numbers are those of the saved notebook, so the cell with this run's settings has none.
    """
    code = [
        (place, cell)
        for place, cell in enumerate(notebook.cells)
        if cell.cell_type == "code" and cell.source.strip()
    ]
    own = itertools.accumulate(INJECTED not in tags_of(cell) for _, cell in code)
    return [(number, place, cell) for number, (place, cell) in zip(own, code, strict=True)]


async def _run_cells(name, notebook, manager, said, tell) -> int:
    """Start a kernel, run a notebook's cells in it, and stop it, come what may.

    Returns how many there was something to run in. What the kernel itself says, beside its cells,
    goes into the file `said`.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    client = NotebookClient(
        notebook,
        km=manager,
        record_timing=False,
        iopub_timeout=60,  # on a busy machine the 4 seconds of nbclient would lose what was shown
        extra_arguments=["--HistoryManager.enabled=False"],
    )
    cells = _list_cells(notebook)
    n = 0
    tell(name, "started", True)
    try:
        await client.async_start_new_kernel(stderr=said)
        await client.async_start_new_kernel_client()
        for n, i, cell in cells:
            if asyncio.current_task().cancelling():  # asyncio of 3.11 may swallow it
                raise asyncio.CancelledError
            tell(name, f"running cell {n} of {cells[-1][0]}", False)
            await client.async_execute_cell(cell, i)
        return n
    except CellExecutionError as error:
        why = re.sub(r"\(\d+\.py, line", "(line", error.evalue)  # IPython's name for the cell
        message = f"{name}.ipynb, cell {n}: {error.ename}: {why}"
        raise CommandError(message, details=error.traceback) from None
    except (DeadKernelError, RuntimeError) as error:
        if asyncio.current_task().cancelling():  # nbclient takes being stopped for this
            raise asyncio.CancelledError from None
        said.seek(0)
        details = said.read().decode(errors="backslashreplace").strip()
        if n:
            message = f"{name}.ipynb, cell {n}: the kernel stopped ({error})"
        else:
            last = [str(error), *details.splitlines()][-1]
            message = f"{name}.ipynb: no kernel started ({last})"
        raise CommandError(message, details=details) from None
    finally:
        if manager.has_kernel:
            await manager.shutdown_kernel(now=True)
        if client.kc is not None:
            client.kc.stop_channels()


# -- a command's beginning and its end ---------------------------------------------------------
