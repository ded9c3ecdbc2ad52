"""The doctor tells who can read what."""

from __future__ import annotations

from contract.city import City

from shinchoku.usecases.doctor.examination import Examined, Result, examine


def permissions(city: City) -> Result:
    """Return what the doctor says of permissions."""
    found = examine(str(city.plan_file), city.data, str(city.inbox), city.database)
    return next(one for one in found if one.name is Examined.PERMISSIONS)


def test_state_and_archive_are_their_owners_and_what_is_public_is_everybodys(city: City) -> None:
    """Each says what to do; a directory in order says nothing."""
    assert permissions(city).ok
    city.send_all()
    city.night()
    for name in ("state", "raw"):
        (city.data / name).chmod(0o700)
    city.data.chmod(0o755)
    assert permissions(city).ok
    (city.data / "raw").chmod(0o755)
    assert "chmod 700" in permissions(city).words.en
    (city.data / "raw").chmod(0o700)
    city.data.chmod(0o700)
    assert "chmod o+x" in permissions(city).words.en
