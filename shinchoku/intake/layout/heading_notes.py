"""The notes at a heading that change nothing of what it asks for: one list, and everything else changes it.

`（必須）`, `（プルダウンから選択）`, `（200字以内で具体的に記入）` say how to fill a column in. `（上半期のみ記入）`,
`（市内のみ）` and `（国の値を参照）` say what stands there, and it is something else. So a note is taken apart into
the words of this list, and one that leaves anything over makes the column another column.
"""

import re
import unicodedata

from schemas.headings import NARRATIVE
from shinchoku.intake.layout.heading_words import NEUTRAL, OTHER
from shinchoku.intake.layout.sub_headings import is_status_word

_ASKED = (
    r"[※*注]\d*|注(?:意事項|意|記|釈)|単位未満|単位|必須|任意|必ず|記入要領|記載要領|記入例|記載例|要領|手引き?|マニュアル|別[紙表添]\d*"
    r"|自由記述|自由記載|記入|記載|入力|記述|選択肢?|選んで|回答|プルダウン|ドロップダウン|リスト|一覧|から|より"
    r"|して下さい|してください|ください|下さい|願います|お願いします|すること|ること|こと|する|した|して|できるだけ|なるべく"
    r"|数値|数字|整数|実数|半角|全角|英数字?|小数点?(?:以下)?第?[\d一二三]?位?(?:まで)?|四捨五入|切り?捨て|端数|のみ|だけ|値"
    r"|具体的|具体|簡潔|簡単|詳細|詳しく|わかりやすく|分かりやすく|箇条書き|文章|\d{1,9}文?字(?:以内|程度|以上|まで)?|以内|程度"
    r"|該当|場合|もの|いずれか|どれか|[1一]つ|ひとつ|自動(?:計算|入力|表示|算出)?|計算式|数式|変更不可|編集不可|入力不可|不要"
    r"|参照|欄外|下記|上記|裏面|枠内|欄|各課|所管課|担当課|担当|所属|本人|確定値?|を|に|で|は|の|も|が|へ|と|等|など"
)
_OF_STATUS = r"[◎○〇●△▲×✕☆★✓✔☑□]|[A-FNS](?![A-Za-z])|未達成|達成|数値未確定|未確定|[~〜・/,、-]"
_OF_TEXT = (
    r"未達成|達成|主な|主要な?|特に|実施|行った|課題|対応|改善|方針|方向性|理由|要因|背景|原因|効果|成果|とき|時"
    r"|できなかった|下回った|含む"
)
_LEFT_OVER = re.compile(r"[\w◎○〇●△▲▽▼×✕☆★✓✔☑]")
_IN_A_FIGURES_HEADING = re.compile(_ASKED)
_IN_A_STATUS_HEADING = re.compile(f"{_OF_STATUS}|{_ASKED}|{NEUTRAL.pattern}")
_IN_A_TEXTS_HEADING = re.compile(f"{_OF_TEXT}|{_ASKED}|{NEUTRAL.pattern}")


def changes_nothing(note: str, field: str = "") -> bool:
    """Tell whether a note only says how to fill in a column; `field` is the column that its heading names.

    What a text or a status is about may be said in words that only group columns: the heading of a figure
    has no such words to spare.
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", note))
    if not plain or OTHER.search(plain):
        return False
    words = _IN_A_FIGURES_HEADING
    if field in NARRATIVE:
        words = _IN_A_TEXTS_HEADING
    elif field == "achievement_status" and not is_status_word(plain) and len(plain) > 1:
        words = _IN_A_STATUS_HEADING
    return not _LEFT_OVER.search(words.sub(" ", plain))
