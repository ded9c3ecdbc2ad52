"""A run once dated in the future, by a slip of the finger, locks nothing."""

from __future__ import annotations

from contract.city import PLANNING, SHEETS, City

from shinchoku.usecases.doctor.examination import Examined, Result, examine


def dates(city: City) -> Result:
    """Return what the doctor says of dates."""
    found = examine(str(city.plan_file), city.data, str(city.inbox), city.database)
    return next(one for one in found if one.name is Examined.DATES)


def test_a_night_dated_ahead_holds_up_no_later_one(city: City) -> None:
    """The doctor says so; the next night goes on with its own date, and a newer content counts over the older one."""
    city.send_all()
    city.night("2024-05-02")
    assert dates(city).ok
    city.send(PLANNING, SHEETS[PLANNING].replace("来訪者を迎えた", "先の日付の内容"))
    city.night("2862-05-03")
    assert not dates(city).ok
    assert "2862-05-03" in dates(city).words.ja
    city.send(PLANNING, SHEETS[PLANNING].replace("来訪者を迎えた", "その後の内容"))
    report = city.night("2024-05-04")
    assert (report.as_of, report.released_version) == ("2024-05-04", "2862-05-03.2")
    assert city.progress("2")["result_text"] == "その後の内容"
    assert dates(city).ok
