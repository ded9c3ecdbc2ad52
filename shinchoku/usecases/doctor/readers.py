"""What holds the processes that open received files on this machine: looked at in one of them."""

import sys
from dataclasses import dataclass

from shinchoku.adapters.workbooks.confinement.layers import Layers
from shinchoku.adapters.workbooks.reader import Reader
from shinchoku.adapters.workbooks.warm import warm_up
from shinchoku.bilingual import Bilingual
from shinchoku.errors import StoppedError

_NOT_ON_THIS_SYSTEM = Bilingual(
    "このOSのカーネルには、読み取り処理を隔離する仕組みがありません。夜間処理と画面はLinuxで動かしてください。",
    "the kernel of this system cannot hold readers: run nights and the console on Linux.",
)
_NO_LANDLOCK = Bilingual(
    "Landlockが使えません。不正なファイルが読み取り処理を乗っ取ると、ほかのファイルを読まれるおそれがあります。"
    "Linux 5.13以降で、カーネルの起動オプション lsm= に landlock を加え、コンテナーではLandlockのシステムコールを許可してください。",
    "there is no Landlock: a file that takes its reader over may read other files. Use Linux 5.13 or later with landlock"
    " in the kernel's option lsm=, and let a container make Landlock's system calls.",
)
_NO_FILTER = Bilingual(
    "システムコールを制限できません。不正なファイルが読み取り処理を乗っ取ると、ネットワークに接続されるおそれがあります。"
    "libseccomp（Debian・Ubuntuでは libseccomp2）をインストールしてください。",
    "system calls cannot be filtered: a file that takes its reader over may reach the network. Install libseccomp"
    " (libseccomp2 on Debian and Ubuntu).",
)


@dataclass(frozen=True, slots=True)
class Held:
    """What came of the look: whether readers start at all, whether a layer is missing, and the words for it."""

    can_start: bool
    is_weak: bool
    words: Bilingual


def look_at_readers() -> Held:
    """Start a reader, and tell which layers of the kernel hold it."""
    reader = Reader(warm_up)
    try:
        layers = reader.layers()
    except StoppedError as error:
        return Held(can_start=False, is_weak=True, words=error.message)
    finally:
        reader.end()
    missing = missing_layers(layers, sys.platform)
    if missing is None:
        ja, en = "システムコールの制限", "system-call filter"
        version = f"Landlock ABI {layers.landlock_abi}"
        return Held(can_start=True, is_weak=False, words=Bilingual(f"{version}、{ja}", f"{version}, {en}"))
    return Held(can_start=True, is_weak=True, words=missing)


def missing_layers(layers: Layers, platform: str) -> Bilingual | None:
    """Return which layers are missing on a platform and what to do about it; nothing if none is."""
    if platform != "linux":
        return _NOT_ON_THIS_SYSTEM
    missing = [
        words
        for words, is_there in ((_NO_LANDLOCK, layers.landlock_abi), (_NO_FILTER, layers.system_calls))
        if not is_there
    ]
    if not missing:
        return None
    return Bilingual("".join(one.ja for one in missing), " ".join(one.en for one in missing))
