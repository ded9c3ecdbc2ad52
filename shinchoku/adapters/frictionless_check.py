"""A staged package held to the Data Package standard by the standard's own library."""

from pathlib import Path

from shinchoku.package.build import DESCRIPTOR


def find_standard_errors(package: Path) -> list[str]:
    """Validate a package folder with frictionless; return its errors, empty if it is valid."""
    from frictionless import FrictionlessException, Package  # noqa: PLC0415 -- most of a second that only a release needs

    try:
        report = Package.from_descriptor(str(package / DESCRIPTOR)).validate()
    except FrictionlessException as error:
        return [str(error)]
    rows = report.flatten(["resourceName", "rowNumber", "fieldName", "message"])
    return [" ".join(str(part) for part in row if part is not None) for row in rows]
