"""What the settings for telling departments must be to the rest of the register."""

from collections.abc import Iterator

from shinchoku.register.mistake import PlanMistake, mistake_at, setting, unknown
from shinchoku.register.plan import Plan
from shinchoku.spelling import folded


def return_dir_mistakes(plan: Plan) -> Iterator[PlanMistake]:
    """What goes back lies where no round collects: else sheets put there would be passed over in silence."""
    parts = _parts(plan.inbox.return_dir)
    if not parts:
        return
    if {".", ".."} & set(parts):
        yield mistake_at(
            setting("inbox.return_dir"),
            "「.」「..」を使わずに書いてください。",
            "write it without '.' and '..'.",
        )
    for one in plan.rounds:
        folder = _parts(one.folder)
        if folder[: len(parts)] == parts:
            yield mistake_at(
                setting("inbox.return_dir"),
                f"照会「{one.id}」の提出先のフォルダー「{one.folder}」を含んでいます。差戻し専用のフォルダーにしてください。",
                f"it holds {one.folder!r}, the folder of the round {one.id!r}: use a folder for returns alone.",
            )


def notify_mistakes(plan: Plan) -> Iterator[PlanMistake]:
    """Addresses belong to departments of the register."""
    for code in plan.notify.addresses:
        yield from unknown(setting(f"notify.addresses.{code}"), code, "departments", plan.departments_by_code)


def _parts(path: str) -> list[str]:
    """Return the folders of a path, spelled as folders are compared."""
    return [folded(part) for part in path.split("/") if part]
