"""Whom a document property names: a person perhaps, or the program, the office or the post that made the file."""

import re
import unicodedata

_PROGRAM = re.compile(
    r"openpyxl|xlsxwriter|libreoffice|openoffice|apache\s?poi|sheetjs|exceljs|phpspreadsheet|phpexcel|epplus|closedxml|"
    r"aspose|spire|npoi|pandas|calamine|google|microsoft|excel|office|numbers|wps|kingsoft|jasper|crystal reports|"
    r"docuworks|adobe|windows|mac ?os|python|java|\.net"
)
_NOBODY = re.compile(
    r"(?:admin(?:istrator)?|user|owner|guest|staff|client|pc|test|unknown|none|author|既定|利用者|ユーザー?|管理者|共用|職員)"
    r"[\s_-]*[a-z]?\d*"
)
_OFFICE = re.compile(
    r".*(?:課|係|局|班|センター|委員会|役所|役場|事務所|出張所|支所|チーム|グループ|担当|本部|株式会社|法人|財団|協会|組合)"
    r"|.{2,}[市県府]|.{1,60}[市町村](?:長)?.{0,60}(?:部|室|課)"
    r"|(?:総務|企画|政策|市民|福祉|財政|財務|税務|建設|都市|土木|教育|環境|産業|経済|健康|保健|農林|水産|商工|水道|消防|文化|"
    r"スポーツ|観光|危機管理|情報|デジタル|広報|秘書|監査|会計|行政|経営|人事|契約|管財|住民|生活|子ども|こども|交通|まちづくり)"
    r".{0,12}[部室館署所]"
)
_LONGEST = 80


def may_be_a_person(text: str) -> bool:
    """Tell whether a document property may name a person; what is longer than any name is looked at no further."""
    plain = " ".join(unicodedata.normalize("NFKC", text[:_LONGEST]).casefold().split())
    if not plain:
        return False
    return not (_PROGRAM.search(plain) or _NOBODY.fullmatch(plain) or _OFFICE.fullmatch(plain))
