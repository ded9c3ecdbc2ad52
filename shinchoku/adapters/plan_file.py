"""`plan.toml` to the register: loaded once, validated whole, every mistake with its file and key."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from shinchoku.adapters.catalogues.kinds import settings_of_kinds
from shinchoku.bilingual import Bilingual
from shinchoku.checks.selection import find_mistakes as mistakes_in_rules
from shinchoku.errors import ConfigurationError
from shinchoku.register.mistake import KEY_FIELDS, EntryKey, PlanMistake, RegisterPlace
from shinchoku.register.mistakes import find_mistakes
from shinchoku.register.plan import Plan
from shinchoku.sentences import data_beside

_PLANS = Path("plans")
_NAME_KEYS = ("key", "code", "no", "id", "name")

# The library says these in English; people who keep a register read Japanese.
_IN_JAPANESE = data_beside(__name__)

# What stands in for a wrong setting while the entries are checked against each other.
_NEUTRAL: dict[tuple[str, str], object] = {
    **{("plan", key): "-" for key in ("title", "title_en", "municipality_name")},
    ("plan", "id"): "plan",
    ("plan", "municipality_code"): "000000",
    **{
        ("publication", key): "-"
        for key in ("title", "title_en", "description", "description_en", "publisher", "publisher_en")
    },
    **{("publication", key): "-" for key in ("contact", "attribution", "spatial")},
    ("publication", "dataset"): "dataset",
    ("publication", "licence"): {"name": "-", "title": "-", "path": "-"},
    ("inbox", "url"): "-",
    ("release", "max_unreported_items"): 0,
    ("release", "max_rate_change_points"): 0,
    ("reporting", "denominator"): ["achieved", "not_achieved"],
    ("reporting", "scale"): {"-": "achieved"},
    ("reporting", "achievement_rule"): dict.fromkeys(
        ("name", "version", "description", "description_en"), "-"
    ),
}


class PlanFileError(ConfigurationError):
    """A plan file that cannot be used, with every mistake in it."""

    def __init__(self, path: Path, mistakes: Sequence[PlanMistake]) -> None:
        """Keep the mistakes, and say them all."""
        self.path = path
        self.mistakes = tuple(mistakes)
        super().__init__(
            "\n".join(
                [f"計画ファイルに{len(mistakes)}件の誤りがあります。"]
                + [f"  {_file_of(path, m)}: {m.key}: {m.message.ja}" for m in mistakes]
            ),
            "\n".join(
                [f"the plan file has {len(mistakes)} mistake(s)."]
                + [f"  {_file_of(path, m)}: {m.key}: {m.message.en}" for m in mistakes]
            ),
        )


def find_plan(name: str | None, plans: Path = _PLANS) -> Path:
    """Return the plan file that a name under `plans/` or a path means; with no name, the only plan.

    Raises:
        ConfigurationError: if there is no such plan, or the name is needed and missing.
    """
    if name is None:
        found = sorted(plans.glob("*/plan.toml"))
        if len(found) == 1:
            return found[0]
        names = "、".join(path.parent.name for path in found) or "なし"
        raise ConfigurationError(
            f"--plan で計画を指定してください（{plans}/ にある計画: {names}）。",
            f"name the plan with --plan (plans under {plans}/: {names}).",
        )
    for candidate in (plans / name / "plan.toml", Path(name) / "plan.toml", Path(name)):
        if candidate.is_file():
            return candidate
    raise ConfigurationError(
        f"計画「{name}」が見つかりません（{plans / name / 'plan.toml'} を探しました）。",
        f"no plan {name!r} (looked for {plans / name / 'plan.toml'}).",
    )


def load_plan(path: Path, without_layout: str = "") -> Plan:
    """Load a register with the layouts beside it, but for one that is about to be written anew.

    Raises:
        PlanFileError: with every mistake, of single entries and between entries, at once.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        layouts = _layouts(path.parent, without_layout)
        if layouts:
            raw["layouts"] = list(layouts.values())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        mistake = PlanMistake(
            RegisterPlace(), Bilingual(f"読み込めません（{error}）。", f"cannot be read ({error}).")
        )
        raise PlanFileError(path, [mistake]) from error
    try:
        plan = Plan.model_validate(raw, context=settings_of_kinds())
    except ValidationError as error:
        mistakes = [_in_words(detail, raw) for detail in error.errors()]
        mistakes += _mistakes_of_the_rest(raw, error)
        raise PlanFileError(path, [_in_file(mistake, layouts) for mistake in mistakes]) from error
    if mistakes := [*find_mistakes(plan), *mistakes_in_rules(plan)]:
        raise PlanFileError(path, [_in_file(mistake, layouts) for mistake in mistakes])
    return plan


def _layouts(folder: Path, without: str) -> dict[str, dict[str, object]]:
    """Return the layouts declared in the plan's folder by file, in the order of their names."""
    found: dict[str, dict[str, object]] = {}
    for path in sorted(one for one in folder.glob("layouts/*.toml") if one.stem != without):
        try:
            found[f"layouts/{path.name}"] = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            mistake = PlanMistake(
                RegisterPlace(), Bilingual(f"読み込めません（{error}）。", f"cannot be read ({error}).")
            )
            raise PlanFileError(path, [mistake]) from error
    return found


def _in_file(mistake: PlanMistake, layouts: Mapping[str, Mapping[str, object]]) -> PlanMistake:
    """Place a mistake of a declared layout in the layout's own file."""
    place = mistake.place
    if place.section != "layouts" or len(place.positions) != 1:
        return mistake
    file = list(layouts)[place.positions[0]]
    return replace(mistake, place=RegisterPlace(field=place.field), file=file)


def _file_of(path: Path, mistake: PlanMistake) -> Path:
    """Return the file that a mistake stands in."""
    return path.parent / mistake.file if mistake.file else path


def _mistakes_of_the_rest(raw: dict[str, object], error: ValidationError) -> list[PlanMistake]:
    """Leave out the entries that are wrong in themselves and check the others against each other."""
    wrong: dict[str, set[int]] = {}
    rest = dict(raw)
    for detail in error.errors():
        match detail["loc"]:
            case (str(section), int(index), *_):
                wrong.setdefault(section, set()).add(index)
            case (str(section), str(key), *_) if isinstance(settings := rest.get(section), dict):
                neutral = {key: _NEUTRAL[section, key]} if (section, key) in _NEUTRAL else {}
                rest[section] = {name: value for name, value in settings.items() if name != key} | neutral
            case _:
                return []  # a whole section is wrong: nothing to check the others against
    left: dict[str, list[int]] = {}
    left_out: set[EntryKey] = set()
    for section, indexes in wrong.items():
        entries = raw[section]
        if isinstance(entries, list):
            left[section] = [n for n in range(len(entries)) if n not in indexes]
            rest[section] = [entries[n] for n in left[section]]
            left_out |= {(section, key) for n in indexes for key in _known_by(section, entries[n])}
    try:
        plan = Plan.model_validate(rest, context=settings_of_kinds())
    except ValidationError:
        return []
    found = [*find_mistakes(plan, left_out), *mistakes_in_rules(plan)]
    return [_as_in_the_file(mistake, left) for mistake in found]


def _as_in_the_file(mistake: PlanMistake, left: Mapping[str, Sequence[int]]) -> PlanMistake:
    """Count the entries of a mistake as the file does, with those that were left out."""
    place, known = mistake.place, left.get(mistake.place.section)
    if known is None:
        return mistake
    positions = tuple(known[n] for n in place.positions)
    entries = tuple(known[n] for n in mistake.entries)
    return replace(mistake, place=replace(place, positions=positions), entries=entries)


def _known_by(section: str, entry: object) -> Iterator[str]:
    """Yield the key that others refer to an entry by, if it has one."""
    key = KEY_FIELDS.get(section)
    if key is not None and isinstance(entry, dict) and key in entry:
        yield str(entry[key])


def _name_of(entries: object, index: int) -> str:
    """Return what people know an entry by; empty if it does not say."""
    entry = entries[index] if isinstance(entries, list) else None
    return (
        next((str(entry[key]) for key in _NAME_KEYS if key in entry), "") if isinstance(entry, dict) else ""
    )


def _in_words(detail: ErrorDetails, raw: dict[str, object]) -> PlanMistake:
    """Turn one structural error into a mistake at a place such as `items[3]（4）.indicator.unit`."""
    match detail["loc"]:
        case (str(section), int(index), *parts):
            place = RegisterPlace(section, (index,), _name_of(raw.get(section), index))
        case (section, *parts):
            place = RegisterPlace(str(section))
        case _:
            place, parts = RegisterPlace(), []
    field = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts).lstrip(".")
    english = detail["msg"].removeprefix("Value error, ")
    japanese = _IN_JAPANESE.get(detail["type"], f"{english}")
    return PlanMistake(replace(place, field=field), Bilingual(japanese, f"{english}."))
