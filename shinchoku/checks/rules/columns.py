"""SH222 to SH227: columns that share a heading, have none, or have words that make them another one."""

from __future__ import annotations

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Rule

UNDECIDED = Rule(
    code="SH222",
    name="answers_stand_in_one_column",
    severity=Severity.ERROR,
    title=Bilingual("どの列がこの年度の回答か決められません", "Which column is the answer cannot be told"),
    message=Bilingual(
        "記入のあるセル（{cells}）の見出しからは、この年度の回答がどれか決められないため、読みません。",
        "The headings above {cells} do not say which of it is the year's answer: none of it was read.",
    ),
    remedy=Bilingual(
        "この年度の回答の列の見出しを様式のとおりにする（内訳があるときは「計」、前回の列があるときは「今回」とする）か、"
        "列ごとに別の見出しを付けて提出し直してください。ほかの列は消さなくて構いません。",
        "Head the year's own column as the form does (a total beside its parts, this time beside last time), or give each column a heading of its own, and submit again; no column has to be removed.",
    ),
    reason=Bilingual(
        "左端の列を年度の値とみなすと、第1四半期や前回の値が年度の実績として公表されます。",
        "Reading the leftmost column would publish a quarter's figure, or last time's answer, as the year's.",
    ),
    source="rules L1-05 and L2-03",
    fixed=True,
)
WHOLE_TAKEN = Rule(
    code="SH223",
    name="the_whole_speaks_for_its_parts",
    severity=Severity.INFO,
    title=Bilingual("内訳や前回の列は読みません", "Columns of parts and of other times were not read"),
    message=Bilingual(
        "「{taken}」の列をこの年度の値として読み、同じ見出しの下の{columns}列（内訳や前回の値）は読みません。",
        "The column {taken!r} was read as the year's; column(s) {columns} under the same heading are parts of it, or of another time.",
    ),
    remedy=Bilingual(
        "そのままで構いません。年度の値が別の列なら、その列の見出しを「計」としてください。",
        "Nothing to do; if another column is the year's, head that one as the total.",
    ),
    reason=Bilingual(
        "どの列を年度の値としたかを残し、後から確かめられるようにします。",
        "So that everybody can see which column was taken for the year's.",
    ),
    source="rule L2-03",
)
UNCLEAR_CHOICE = Rule(
    code="SH224",
    name="one_choice_is_marked",
    severity=Severity.ERROR,
    title=Bilingual("選んだ区分を一つに決められません", "Not exactly one choice is marked"),
    message=Bilingual(
        "区分ごとの列（{cells}）に、印が2つ以上あるか、○以外の記入があります。",
        "The columns of choices have more than one mark, or something that is no mark ({cells}).",
    ),
    remedy=Bilingual(
        "あてはまる区分の列の一つだけに○を書いてください。",
        "Put one ○ into the column of the choice that applies, and nothing into the others.",
    ),
    reason=Bilingual(
        "印のある列の見出しが回答です。2つに印があれば、どちらの回答か分かりません。",
        "The heading of the marked column is the answer; two marks are two answers.",
    ),
    source="rule L2-04",
    fixed=True,
)
UNHEADED = Rule(
    code="SH225",
    name="filled_columns_have_a_heading",
    severity=Severity.WARNING,
    title=Bilingual("見出しのない列は読みません", "Columns without a heading were not read"),
    message=Bilingual(
        "項目の行に記入がある{columns}列は、自分の見出しがないため、読みません。",
        "Column(s) {columns} are filled in on the rows of items, have no heading of their own and were not read.",
    ),
    remedy=Bilingual(
        "報告する内容なら、様式にある見出しを付けてください。控えやメモなら、そのままで構いません。",
        "Give them a heading of the form if they are part of the report; notes of your own may stay as they are.",
    ),
    reason=Bilingual(
        "書いた内容が黙って捨てられることのないように、読まない列を必ず知らせます。",
        "Nothing that was written is dropped without a word: a column that is not read is named.",
    ),
    source="rule L1-05",
)
ANOTHER_COLUMN = Rule(
    code="SH226",
    name="notes_at_headings_change_nothing",
    severity=Severity.WARNING,
    title=Bilingual("見出しに付いた言葉で、別の列になっています", "A note makes the column another one"),
    message=Bilingual(
        "「{heading}」に「{note}」とあるため、「{heading}」そのものの列とはみなさず、読みません。",
        "{note!r} stands with {heading!r}, so the column is not taken for {heading!r} itself and was not read.",
    ),
    remedy=Bilingual(
        "この年度の値の列なら、見出しを「{heading}」だけにしてください。別の値なら、そのままで構いません。",
        "If it is the year's own column, leave {heading!r} alone as its heading; if it is another value, nothing is to be done.",
    ),
    reason=Bilingual(
        "「上半期のみ」「市内のみ」と断った値を年度の実績として公表すると、誤りになります。",
        "A figure that is said to be of half a year, or of a part of the city, would be published as the year's.",
    ),
    source="rules L1-05 and L2-03",
)
DOUBTED_NUMBERS = Rule(
    code="SH227",
    name="item_numbers_stand_in_one_column",
    severity=Severity.ERROR,
    title=Bilingual("番号の列が2つあります", "Two columns could be the item numbers"),
    message=Bilingual(
        "項目番号の見出しの下に、番号の入った列がほかにもあります（{cells}列）。どちらが項目番号か決められません。",
        "Another column under the heading of the item numbers holds numbers too ({cells}): which of them are the items' cannot be told.",
    ),
    remedy=Bilingual(
        "項目番号の列だけを「項目番号」とし、ほかの番号の列には別の見出しを付けてください。",
        "Head only the item numbers as the item number, and give the other numbers a heading of their own.",
    ),
    reason=Bilingual(
        "番号を取り違えると、すべての値が別の項目の実績になります。",
        "With the wrong number every value becomes that of another item.",
    ),
    source="rules L1-05 and L2-03",
    fixed=True,
)

RULES: tuple[Rule, ...] = (
    UNDECIDED,
    WHOLE_TAKEN,
    UNCLEAR_CHOICE,
    UNHEADED,
    ANOTHER_COLUMN,
    DOUBTED_NUMBERS,
)
