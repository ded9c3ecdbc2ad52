"""Write the bundle: `python -m bundle --platform linux-x86_64 --python 3.11 --out dist/bundle`."""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
import tempfile
from pathlib import Path

from bundle.platforms import Platform, named, python_release
from bundle.sbom import bill, component_of_wheel
from bundle.wheels import build_own, collect
from shinchoku.errors import ConfigurationError, StoppedError

_ROOT = Path(__file__).resolve().parents[1]
_CARRIED = Path(__file__).parent / "carried"
_SUMS, _SBOM = "SHA256SUMS", "sbom.cdx.json"
_INSTALL = "install"  # a shell script: on Windows the instructions have its commands instead
_FOLDERS = ("plans", "examples", "docs")
_PAGES = ("README.ja.md", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE")
_LEFT_BEHIND = shutil.ignore_patterns("__pycache__", ".DS_Store")
_DOCS_LEFT_BEHIND = shutil.ignore_patterns("__pycache__", ".DS_Store", "*.py", "reference_pages")


def main(arguments: list[str]) -> int:
    """Write a bundle, and say where it is, how large it is, and which digest to note down."""
    parser = argparse.ArgumentParser(prog="make bundle", description=__doc__)
    parser.add_argument("--platform", default="linux-x86_64")
    parser.add_argument("--python", default="3.11")
    parser.add_argument("--out", type=Path, default=Path("dist/bundle"))
    chosen = parser.parse_args(arguments)
    try:
        write(named(chosen.platform), python_release(chosen.python), chosen.out.resolve())
    except StoppedError as stopped:
        print(f"エラー: {stopped.message.ja}\n\nError: {stopped.message.en}", file=sys.stderr)
        return stopped.exit_code
    _tell(chosen.out)
    return 0


def write(platform: Platform, python: str, out: Path) -> None:
    """Write the bundle of a platform and a Python; an earlier bundle in its place is replaced when it is whole.

    Raises:
        ConfigurationError: Something else stands in its place, or a wheel is missing.
        OperationalError: The registry cannot be reached.
    """
    if not _may_be_replaced(out):
        raise ConfigurationError(
            f"{out} には別のものがあります。空のフォルダーか新しい名前を OUT に指定してください。",
            f"{out} holds something else: give OUT an empty folder or a new name",
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".bundle-") as work:
        made = Path(work) / "made"
        _fill(made, platform, python, Path(work))
        if out.exists():
            shutil.rmtree(out)
        made.rename(out)


def _may_be_replaced(out: Path) -> bool:
    """Whether nothing stands there but a bundle that nobody has installed from."""
    if not out.exists():
        return True
    names = {path.name for path in out.iterdir()}
    sums = out / _SUMS
    lines = sums.read_text(encoding="utf-8").splitlines() if sums.is_file() else []
    return names <= {_SUMS, *(line[66:].partition("/")[0] for line in lines)}


def _fill(made: Path, platform: Platform, python: str, work: Path) -> None:
    """Put everything into the new folder, the checksums last."""
    lock = (_ROOT / "requirements.lock").read_text(encoding="utf-8")
    carried_lock = collect(lock, platform, python, made / "wheels", work)
    (made / "requirements.lock").write_text(carried_lock, encoding="utf-8", newline="\n")
    own = build_own(_ROOT, made / "wheels")
    libraries = [component_of_wheel(one) for one in (made / "wheels").iterdir() if one != own]
    (made / _SBOM).write_text(bill(libraries, component_of_wheel(own)), encoding="utf-8", newline="\n")
    for folder in _FOLDERS:
        left_behind = _DOCS_LEFT_BEHIND if folder == "docs" else _LEFT_BEHIND
        shutil.copytree(_ROOT / folder, made / folder, ignore=left_behind, copy_function=shutil.copyfile)
    for page in _PAGES:
        shutil.copyfile(_ROOT / page, made / page)
    sources = [
        source
        for source in sorted(_CARRIED.iterdir())
        if source.name != _INSTALL or platform.system != "Windows"
    ]
    told = {
        "@PLATFORM@": platform.name,
        "@UNAME@": f"{platform.system} {platform.machine}",
        "@PYTHON@": python,
        "@WHEEL@": own.name,
        "@FILES@": str(len(_files(made)) + len(sources)),
    }
    for source in sources:
        text = source.read_text(encoding="utf-8")
        for blank, words in told.items():
            text = text.replace(blank, words)
        (made / source.name).write_text(text, encoding="utf-8", newline="\n")
        if source.name == _INSTALL:
            (made / source.name).chmod(0o755)
    (made / _SUMS).write_text(_checksums(made), encoding="utf-8", newline="\n")


def _files(folder: Path) -> dict[str, Path]:
    """Return the files under a folder by their names, in order."""
    files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    return dict(sorted(files.items()))


def _checksums(made: Path) -> str:
    """Return a line for each file, as `sha256sum --check` reads them."""
    return "".join(
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {name}\n" for name, file in _files(made).items()
    )


def _tell(out: Path) -> None:
    """Say what was written, and what to note down on paper."""
    files = _files(out)
    mebibytes = sum(file.stat().st_size for file in files.values()) / 2**20
    digest = hashlib.sha256((out / _SUMS).read_bytes()).hexdigest()
    print(f"{out}  {len(files)} files, {mebibytes:.1f} MiB")
    print(f"SHA256SUMS  {digest}")
    print("この値を控えて、持ち込んだ先で sha256sum SHA256SUMS の値と比べてください。")
    print("Note this value down, and compare it over there with that of: sha256sum SHA256SUMS")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
