"""What stewards are told at once when a catalogue is not as it should be: one message for each address, a day."""

from collections.abc import Collection, Sequence
from datetime import date

from shinchoku.bilingual import Bilingual
from shinchoku.register.plan import Plan
from shinchoku.review.digests import Digest
from shinchoku.review.to_correct import plain

_SUBJECT = Bilingual(
    "【要確認】オープンデータのカタログへの反映", "[To look at] Publishing to the open-data catalogue"
)
_MOST_CHARACTERS = 800
_HEAD = Bilingual(
    "「{plan}」の {day} の夜間処理で、カタログについて確認が必要です。公表フォルダーの最新版は公開されています。",
    "In the night of {day}, a catalogue of “{plan}” needs somebody to look at it. The release itself is public.",
)


def alarm_digests(
    plan: Plan, alarms: Sequence[Bilingual], reachable: Collection[str], as_of: date
) -> tuple[Digest, ...]:
    """Return a message for each address of the stewards that is known, if there is anything to tell."""
    if not alarms:
        return ()
    language = plan.notify.language
    head = _HEAD.filled(plan=plan.plan.title, day=as_of.isoformat()).in_language(language)
    body = "\n\n".join((head, *(f"・{plain(one.in_language(language), _MOST_CHARACTERS)}" for one in alarms)))
    names = [name for name in plan.notify.stewards if name in reachable]
    return tuple(Digest(name, _SUBJECT.in_language(language), body, ()) for name in names)
