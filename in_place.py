"""How pip installs this: in place (`pip install -e .`, as requirements.txt does) and not elsewhere.

The notebooks and the data lie beside the code, so a copy of the code alone would not find them.
All that is not refused here is done by setuptools.
"""

REFUSAL = (
    "statement-reader is worked in place and cannot be installed elsewhere: its notebooks and data"
    " lie beside its code. Clone or unpack it, then run: make reports, or pip install -r"
    " requirements.txt in its folder."
)


def build_wheel(*_: object) -> None:
    raise SystemExit(REFUSAL)


build_sdist = get_requires_for_build_wheel = get_requires_for_build_sdist = build_wheel


def __getattr__(name: str) -> object:
    from setuptools import build_meta

    return getattr(build_meta, name)
