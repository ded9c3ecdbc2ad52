"""What anybody downloads from a real CKAN verifies as it was downloaded: by `sha256sum`, and by `verify`."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from builders.anybody import get
from builders.command import run
from contract.city import PLANNING, SHEETS, City
from contract.ckan_office import Office

from shinchoku.adapters.catalogues.tree import read_publication
from shinchoku.adapters.package_reader import read_package
from shinchoku.catalogue_kinds.ckan.wanted.shape import Shape
from shinchoku.catalogues.derived import file_name
from shinchoku.catalogues.publication import Publication, PublishedVersion
from shinchoku.package.build import DESCRIPTOR, SUMS

Resources = Sequence[Mapping[str, str]]


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """Two releases of 海辺市, with everything that a package has."""
    city = City(tmp_path_factory.mktemp("sums") / "umibe")
    city.send_all()
    city.night("2024-05-01")
    city.send(PLANNING, SHEETS[PLANNING].replace("来訪者を迎えた", "来訪者を大いに迎えた"))
    city.night("2024-05-02")
    found = read_publication(city.published)
    assert found is not None
    assert len(found.versions) == 2
    return found


def published(office: Office, publication: Publication) -> None:
    """Bring the catalogue to a publication, under a name that nobody else has."""
    office.with_settings(dataset=office.name)
    assert office.publish(publication).is_done


def archive(office: Office) -> Resources:
    """Return the files of the archive as anybody sees them listed."""
    found: Resources = office.listing(f"{office.name}-releases-2024")["resources"]
    return found


def downloaded(resources: Resources, folder: Path) -> Path:
    """Download files as a browser does: under the names that their addresses end with."""
    folder.mkdir()
    for one in resources:
        got = get(one["url"])
        assert got.status == 200
        (folder / file_name(one["url"])).write_bytes(got.body)
    return folder


def held_by_sha256sum(folder: Path) -> list[str]:
    """Return what the real `sha256sum` says of every file of a folder of downloads."""
    command = ["sha256sum", "--check", "--strict", "sha256sums"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


@pytest.mark.oldest_ckan
def test_a_folder_of_all_downloads_verifies(
    ckan_office: Office, publication: Publication, tmp_path: Path
) -> None:
    """The current dataset, and each version of the archive: every file is OK, and `verify` recomputes everything."""
    published(ckan_office, publication)
    older = [one for one in archive(ckan_office) if one["name"].endswith("（2024-05-01）")]
    for name, resources in (("now", ckan_office.listing()["resources"]), ("2024-05-01", older)):
        folder = downloaded(resources, tmp_path / name)
        told = held_by_sha256sum(folder)
        assert len(told) == len(publication.newest.files) - 1
        assert all(line.endswith(": OK") for line in told)
        done = run("verify", folder, "--lang", "en")
        assert done.code == 0, done.out
        assert "This is a catalogue's copy" in done.out
        version = publication.newest if name == "now" else publication.versions[0]
        read = read_package(str(folder))
        assert read.is_copy
        assert read.files == {one: publication.content(version.version, one) for one in version.files}
    address = ckan_office.stable(DESCRIPTOR)
    assert read_package(address).files == read_package(str(tmp_path / "now")).files
    assert json.loads(run("verify", address, "--format", "json").out)["catalogue_copy"] is True


def test_a_download_that_somebody_changed_is_found(
    ckan_office: Office, publication: Publication, tmp_path: Path
) -> None:
    """By both, whatever file it is; so is a file that is no part of it."""
    published(ckan_office, publication)
    whole = downloaded(ckan_office.listing()["resources"], tmp_path / "now")
    for file, named in (
        ("progress.csv", "progress.csv"),
        ("readme.md", "README.md"),
        (DESCRIPTOR, DESCRIPTOR),
    ):
        folder = shutil.copytree(whole, tmp_path / Path(file).stem)
        content = (folder / file).read_bytes()
        (folder / file).write_bytes(content.replace("海辺市".encode(), "山辺市".encode()) + b"\n")
        (folder / "README.md").write_bytes(b"another")
        with pytest.raises(AssertionError, match=f"{file}: FAILED"):
            held_by_sha256sum(folder)
        done = json.loads(run("verify", folder, "--format", "json").out)
        assert {named, "./README.md"} <= {one["file"] for one in done["faults"]}


def test_what_an_older_program_published_becomes_true_in_its_place(
    ckan_office: Office, publication: Publication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The release's own sums in an archive are replaced where they lie: no second resource, and it is done once."""
    derive = Shape._derived  # noqa: SLF001 -- as the program before this one was

    def descriptor_alone(self: Shape, part: str, version: PublishedVersion) -> Mapping[str, bytes]:
        own = publication.content(version.version, SUMS)
        return {**derive(self, part, version), SUMS: own}

    with monkeypatch.context() as before:
        before.setattr(Shape, "_derived", descriptor_alone)
        published(ckan_office, publication)
    old = {one["id"]: one["hash"] for one in archive(ckan_office)}
    with pytest.raises(AssertionError, match=r"datapackage\.json: FAILED"):
        held_by_sha256sum(downloaded(ckan_office.listing()["resources"], tmp_path / "before"))
    assert run("verify", tmp_path / "before").code == 0, "its own sums beside a derived descriptor"
    assert ckan_office.publish(publication).is_done
    new = {one["id"]: one["hash"] for one in archive(ckan_office)}
    assert new.keys() == old.keys()
    assert sum(new[one] != old[one] for one in old) == len(publication.versions)
    held_by_sha256sum(downloaded(ckan_office.listing()["resources"], tmp_path / "after"))
    assert ckan_office.publish(publication).writes == 0
