"""Whether the night can tell the catalogues: side by side, in a few seconds, without writing anything."""

import threading
import time
from dataclasses import dataclass, field

from shinchoku.adapters.catalogues.opening import examine_catalogue
from shinchoku.adapters.catalogues.port import FromBlock
from shinchoku.adapters.catalogues.tree import read_publication
from shinchoku.adapters.catalogues.unforeseen import unforeseen_failure
from shinchoku.adapters.published import PublishedDataset
from shinchoku.bilingual import Bilingual
from shinchoku.errors import StoppedError
from shinchoku.night.publishing.chosen import require_for_show
from shinchoku.night.publishing.outside import read_blocks
from shinchoku.paths import DataPaths
from shinchoku.register.catalogues import CatalogueSettings
from shinchoku.register.plan import Plan

REQUEST_SECONDS = 5.0
"""How long one answer may take."""
ALL_SECONDS = 15.0
"""How long all of them may take together; a share that hangs holds nobody up."""


@dataclass(frozen=True, slots=True)
class Examination:
    """What a look at one catalogue came to."""

    name: str
    is_fit: bool
    words: Bilingual


@dataclass
class _RunningExamination:
    """A look that is under way in a thread of its own, which ends with the process if it hangs."""

    settings: CatalogueSettings
    from_block: FromBlock | None
    dataset: str
    wrong: Bilingual | None = None
    seen: list[Bilingual] = field(default_factory=list)

    def run(self) -> None:
        """Look, and keep what was seen or what is wrong."""
        try:
            self.seen.append(examine_catalogue(self.settings, self.dataset, REQUEST_SECONDS, self.from_block))
        except StoppedError as error:
            self.wrong = error.message
        except OSError as error:
            self.wrong = _could_not_look(self.settings.name, error)
        except Exception as error:  # noqa: BLE001 -- a thread that dies would look like one that hangs
            self.wrong = unforeseen_failure(self.settings.name, error)


def examine_catalogues(
    plan: Plan, paths: DataPaths, from_block: FromBlock | None = None, seconds: float = ALL_SECONDS
) -> list[Examination]:
    """Return what can be said of every catalogue that the plan declares, in its order.

    Tokens are read here and not in the threads, for Prefect knows its blocks only here.
    """
    looks = [_prepared(plan, paths, one, from_block) for one in plan.catalogues]
    threads = [threading.Thread(target=one.run, daemon=True) for one in looks if one.wrong is None]
    end = time.monotonic() + seconds
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    return [_came_to(one) for one in looks]


def _prepared(
    plan: Plan, paths: DataPaths, settings: CatalogueSettings, from_block: FromBlock | None
) -> _RunningExamination:
    """Return a look at a catalogue that is yet to begin; what is wrong already needs none."""
    try:
        _require_for_show(plan, paths, settings)
        blocks = read_blocks((settings,), from_block)
    except StoppedError as error:
        return _RunningExamination(settings, None, plan.dataset, wrong=error.message)
    return _RunningExamination(settings, blocks, plan.dataset)


def _require_for_show(plan: Plan, paths: DataPaths, settings: CatalogueSettings) -> None:
    """Require a catalogue to try things in, where a demonstration is published.

    Raises:
        CatalogueRefusedError: if it is none.
        OperationalError: if the release folder is not what its index says.
    """
    publication = read_publication(PublishedDataset(paths, plan.dataset).folder)
    if publication is not None:
        require_for_show(settings, publication)


def _came_to(look: _RunningExamination) -> Examination:
    """Return what a look came to; one that is not over is told as that."""
    name = look.settings.name
    wrong = look.wrong or (None if look.seen else _too_slow(name))
    if wrong is None:
        (said,) = look.seen
    elif look.settings.nightly:
        said = wrong
    else:
        said = Bilingual(
            f"夜間処理の対象外です（いまは使えません: {wrong.ja}）",
            f"not told by the night (it could not be now: {wrong.en})",
        )
    is_fit = wrong is None or not look.settings.nightly
    return Examination(name, is_fit, Bilingual(f"「{name}」: {said.ja}", f"{name}: {said.en}"))


def _too_slow(name: str) -> Bilingual:
    """Say that there was no answer in time."""
    return Bilingual(
        f"カタログ「{name}」から時間内に応答がありません。アドレス・接続・プロキシの設定を確かめてください。",
        f"the catalogue {name!r} did not answer in time: check its address, the connection and the proxy.",
    )


def _could_not_look(name: str, error: OSError) -> Bilingual:
    """Say that the operating system did not let us look."""
    why = error.strerror or type(error).__name__
    return Bilingual(
        f"カタログ「{name}」を調べられません（{why}）。接続と権限を確かめてください。",
        f"the catalogue {name!r} cannot be looked at ({why}): check the connection and the rights.",
    )
