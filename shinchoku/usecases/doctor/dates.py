"""Whether the last night had a date of its time: one still to come would lead every later date."""

from sqlalchemy import Engine

from shinchoku.adapters.state.nights import date_ahead
from shinchoku.bilingual import Bilingual
from shinchoku.register.plan import Plan


def wrong_with_dates(plan: Plan, engine: Engine) -> Bilingual | None:
    """Return that the last night had a date that was still to come, and how things go on."""
    with engine.connect() as connection:
        ahead = date_ahead(connection, plan.id)
    if ahead is None:
        return None
    return Bilingual(
        f"前回の夜間処理の日付（{ahead}）は、まだ来ていない日付でした。--as-of を付けずに nightly を実行すると、今日の日付で続きます。"
        f"{ahead} の版を公表していたら、rollback で取り下げられます。",
        f"the last night was dated {ahead}, which is still to come: nightly without --as-of goes on with today's date. "
        f"If a version {ahead} is public, rollback withdraws it.",
    )
