"""Run notebooks from top to bottom, each in a Python of its own, and say how far they are."""

from __future__ import annotations

import ast
import asyncio
import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from helpers.reports.commands import CommandError, Progress

if TYPE_CHECKING:  # they take a moment to load, and a command that is refused needs none of them
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient
    from nbformat import NotebookNode

    Notebooks = dict[str, NotebookNode]
    Finished = Callable[[str, NotebookNode], None]

KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
INJECTED = "injected-parameters"  # the tag by which papermill knows the cell that it adds
MAX_FOLDER_BYTES = 90  # with a name behind it, a socket's path has 104 or fewer everywhere
MIN_SIDE_BY_SIDE = 4  # notebooks that run at once on a small machine: some wait while others work
MAX_SILENCE_SECONDS = 60  # after a cell; nbclient's 4 lose what is shown on a busy machine
LANGUAGE = {  # as a kernel would say it, but without the version of the day
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}


# -- notebooks in, notebooks out ---------------------------------------------------------------


def read_notebooks(folder: Path) -> Notebooks:
    """Read the notebooks of a folder in the order of their names: {"01_document": notebook}."""
    import nbformat

    notebooks = {}
    for path in sorted(Path(folder).glob("*.ipynb")):
        try:
            notebooks[path.stem] = nbformat.read(path, as_version=4)
        except (nbformat.reader.NotJSONError, nbformat.ValidationError) as error:
            raise CommandError(f"{path} is not a notebook that can be read: {error}", 2) from error
    if not notebooks:
        raise CommandError(f"there is no notebook in {folder}", 2)
    return notebooks


def apply_settings(notebook: NotebookNode, settings: dict[str, str]) -> set[str]:
    """Write the settings of this run into a notebook, so that its report shows them.

    As papermill does it, they stand in a cell of their own, tagged `injected-parameters`, behind
    the one tagged `parameters`, whose values they replace. Changes the notebook and returns the
    names of all its settings; of those given, what is not among them is passed over. Values are
    texts, but for True and False.
    """
    from nbformat.v4 import new_code_cell

    cells = notebook.cells
    place = next((i for i, cell in enumerate(cells) if "parameters" in tags_of(cell)), None)
    if place is None:
        return set()
    nodes = ast.walk(ast.parse(cells[place].source))
    names = [n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    given = {name: settings[name] for name in names if name in settings}
    lines = [
        f"{name} = {value if value in ('True', 'False') else repr(value)}"
        for name, value in given.items()
    ]
    if lines:
        source = "\n".join(["# Parameters", *lines])
        injected = new_code_cell(source, id=INJECTED, metadata={"tags": [INJECTED]})
        before, after = cells[: place + 1], cells[place + 1 :]
        notebook.cells = [*before, injected, *(c for c in after if INJECTED not in tags_of(c))]
    return set(names)


def tags_of(cell: NotebookNode) -> list[str]:
    """List the tags of a cell: "parameters", "setup", "answer" ..."""
    return cell.metadata.get("tags", [])


def normalise(notebook: NotebookNode) -> NotebookNode:
    """Take out of a notebook what differs between two runs that found the same."""
    notebook.metadata.update(kernelspec=dict(KERNELSPEC), language_info=LANGUAGE)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = _join_streams(cell.outputs)
    return notebook


def _join_streams(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Make one text of what was printed in a row; how it came in pieces is chance."""
    joined: list[NotebookNode] = []
    for output in outputs:
        stream = output.get("name")  # of what was printed: "stdout" or "stderr"
        if stream and joined and joined[-1].get("name") == stream:
            joined[-1].text += output.text
        else:
            joined.append(output)
    for output in joined:
        if output.output_type == "stream":  # a warning names the kernel's temporary file
            output.text = re.sub(r"\S*ipykernel_\d+[/\\]\d+\.py", "cell", output.text)
    return joined


# -- running -----------------------------------------------------------------------------------


def run_notebooks(
    notebooks: Notebooks,
    *,
    progress: Progress = lambda *_: None,
    meanwhile: Callable[[], Any] = lambda: None,
    finished: Finished = lambda *_: None,
) -> Notebooks:
    """Run notebooks from top to bottom, each in a Python of its own, and return them as run.

    `notebooks` comes from `read_notebooks` and is changed. `progress(name, text, ends)` hears how
    far they are, `meanwhile()` is called in a thread while the kernels start, `finished(name,
    notebook)` as each notebook ends. Raises CommandError at the first cell that fails.
    """
    try:
        asyncio.run(_run_all(notebooks, progress, meanwhile, finished))
    except ExceptionGroup as group:
        raise group.exceptions[0] from None
    return notebooks


async def _run_all(
    notebooks: Notebooks, progress: Progress, meanwhile: Callable[[], Any], finished: Finished
) -> None:
    """Run side by side as many notebooks as keep the processors busy; one failing stops all."""
    places = asyncio.Semaphore(max(MIN_SIDE_BY_SIDE, (os.cpu_count() or 1) + 1))
    async with asyncio.TaskGroup() as group:
        for name, notebook in notebooks.items():
            group.create_task(_run_one(name, notebook, places, progress, finished))
        group.create_task(asyncio.to_thread(meanwhile))


async def _run_one(
    name: str,
    notebook: NotebookNode,
    places: asyncio.Semaphore,
    progress: Progress,
    finished: Finished,
) -> None:
    """Run one notebook in a fresh kernel, in the current folder."""
    async with places:
        progress(name, "started", True)
        with (
            tempfile.TemporaryDirectory(prefix="kernel-", ignore_cleanup_errors=True) as folder,
            open(os.path.join(folder, "said"), "w+b") as said,
        ):
            n_cells = await _run_cells(name, notebook, _make_manager(folder), said, progress)
    normalise(notebook)
    finished(name, notebook)
    progress(name, f"done, {n_cells} cells", True)


def _make_manager(folder: str) -> AsyncKernelManager:
    """Make what starts a kernel of this same Python, and speaks to it through files of a folder.

    Ports are chosen before the kernel opens them, and another run may take them in between. They
    are used only where there are no such files: on Windows, or where the path is too long.
    """
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager

    files = os.name == "posix" and len(os.fsencode(folder)) <= MAX_FOLDER_BYTES
    return AsyncKernelManager(
        # no kernel folders: a kernel called python3 that belongs to another Python cannot slip in
        kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
        connection_file=os.path.join(folder, "kernel.json"),
        transport="ipc" if files else "tcp",
        transport_encryption="auto",
    )


async def _run_cells(
    name: str,
    notebook: NotebookNode,
    manager: AsyncKernelManager,
    said: IO[bytes],
    progress: Progress,
) -> int:
    """Start a kernel, run a notebook's cells in it, and stop it, come what may.

    Returns how many cells there are to run. What the kernel itself says, beside its cells, goes
    into the file `said`.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    options = {
        "iopub_timeout": MAX_SILENCE_SECONDS,
        "extra_arguments": ["--HistoryManager.enabled=False"],
    }
    client = NotebookClient(notebook, km=manager, record_timing=False, **options)
    number = 0
    try:
        await client.async_start_new_kernel(stderr=said)
        await client.async_start_new_kernel_client()
        cells = _list_cells(notebook)
        for number, place, cell in cells:
            _end_if_stopped()  # asyncio of 3.11 may swallow it
            progress(name, f"running cell {number} of {cells[-1][0]}", False)
            await client.async_execute_cell(cell, place)
        return number
    except CellExecutionError as error:
        why = re.sub(r"\(\d+\.py, line", "(line", error.evalue)  # IPython's name for the cell
        message = f"{name}.ipynb, cell {number}: {error.ename}: {why}"
        raise CommandError(message, details=error.traceback) from None
    except (DeadKernelError, RuntimeError) as error:
        _end_if_stopped()  # nbclient takes being stopped for this
        raise _explain_kernel(name, number, error, said) from None
    finally:
        await _stop_kernel(client, manager)


def _list_cells(notebook: NotebookNode) -> list[tuple[int, int, NotebookNode]]:
    """List the cells that hold code: their numbers, their places in the notebook, and themselves.

    The numbers are those of the saved notebook, so the cell with this run's settings has none.
    """
    cells, number = [], 0
    for place, cell in enumerate(notebook.cells):
        if cell.cell_type == "code" and cell.source.strip():
            number += INJECTED not in tags_of(cell)
            cells.append((number, place, cell))
    return cells


def _end_if_stopped() -> None:
    """Raise CancelledError where this run is being stopped, and somebody has passed it over."""
    task = asyncio.current_task()
    if task and task.cancelling():
        raise asyncio.CancelledError


def _explain_kernel(name: str, number: int, error: Exception, said: IO[bytes]) -> CommandError:
    """Say why a kernel did not start (cell number 0) or stopped, with all that it said itself."""
    said.seek(0)
    details = said.read().decode(errors="backslashreplace").strip()
    if number:
        message = f"{name}.ipynb, cell {number}: the kernel stopped ({error})"
    else:
        last = [str(error), *details.splitlines()][-1]
        message = f"{name}.ipynb: the kernel did not start ({last})"
    return CommandError(message, details=details)


async def _stop_kernel(client: NotebookClient, manager: AsyncKernelManager) -> None:
    if manager.has_kernel:
        await manager.shutdown_kernel(now=True)
    if client.kc is not None:
        client.kc.stop_channels()
