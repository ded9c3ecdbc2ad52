"""The input rules of the form: what a cell takes, what it says when chosen, what it says when refused."""

from collections.abc import Sequence

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from schemas.codes import AchievementStatus
from schemas.field import FormEntry
from schemas.headings import HEADINGS, NARRATIVE
from shinchoku.adapters.forms.status.columns import ENTRIES, letters_of, may_be_entered, rows_of
from shinchoku.adapters.forms.status.form import FormRow, StatusForm
from shinchoku.adapters.forms.text_size import most_characters

CHOICES_SHEET = "凡例（達成状況）"
"""Where the choices stand if the cell's own list cannot hold them; visible, as nothing may be hidden."""

_LONGEST_LIST = 255
_LONGEST_PROMPT = 255
_LARGEST = "1000000000000000"


def choices_fit(labels: Sequence[str]) -> bool:
    """Tell whether the scale fits into the list of a cell: at most 255 characters, no commas or quotes."""
    return len(",".join(labels)) <= _LONGEST_LIST and not any(c in label for label in labels for c in ',"')


def add_entry_rules(sheet: Worksheet, form: StatusForm) -> None:
    """Give every cell that the department fills in its rule."""
    letters, rows = letters_of(form), rows_of(form)
    statuses = _statuses(form)
    statuses.add(f"{letters['achievement_status']}{rows[0]}:{letters['achievement_status']}{rows[-1]}")
    sheet.add_data_validation(statuses)
    for number, row in zip(rows, form.rows, strict=True):
        for name in ("actual_value", "cumulative_value"):
            if may_be_entered(row, name):
                figure = _figure(row, name)
                figure.add(f"{letters[name]}{number}")
                sheet.add_data_validation(figure)
    for name in NARRATIVE:
        text = _text(name, ENTRIES[name])
        text.add(f"{letters[name]}{rows[0]}:{letters[name]}{rows[-1]}")
        sheet.add_data_validation(text)


def _statuses(form: StatusForm) -> DataValidation:
    """Offer the plan's scale as a list in the cell itself."""
    labels = list(form.plan.reporting.scale)
    listed = f"'{CHOICES_SHEET}'!$A$3:$A${len(labels) + 2}"
    return DataValidation(
        type="list",
        formula1=f'"{",".join(labels)}"' if choices_fit(labels) else listed,
        allow_blank=True,
        showInputMessage=True,
        promptTitle="達成状況",
        prompt=_shortened("▼から選んでください。言葉の意味は「記入要領」にあります。", form),
        showErrorMessage=True,
        errorStyle="stop",
        errorTitle="達成状況が選択肢にありません",
        error="右端の▼を押して、一覧から選んでください。",
    )


def _figure(row: FormRow, name: str) -> DataValidation:
    """Take a plain number; the prompt says its unit and which figure is meant."""
    indicator = row.item.indicator
    unit = f"単位は「{indicator.unit}」です。" if indicator and indicator.unit else ""
    if name == "cumulative_value":
        title, meant = "累計", "これまでの累計を、"
    elif row.is_cumulative:
        title, meant = "実績値", "この年度だけの数値を、"
    else:
        title, meant = "実績値", ""
    prompt = f"{meant}半角の数字だけで入力してください（例：1234、98.5、-3.5）。{unit}まだ確定していなければ空欄にします。"
    return DataValidation(
        type="decimal",
        operator="between",
        formula1=f"-{_LARGEST}",
        formula2=_LARGEST,
        allow_blank=True,
        imeMode="halfAlpha",
        showInputMessage=True,
        promptTitle=title,
        prompt=prompt[:_LONGEST_PROMPT],
        showErrorMessage=True,
        errorStyle="stop",
        errorTitle="数値ではありません",
        error="数字だけを入力してください。単位、「約」、「調整中」などの言葉は書けません。未確定のときは空欄にし、達成状況で選んでください。",
    )


def _text(name: str, entry: FormEntry) -> DataValidation:
    """Take a text up to its longest, and never more than the highest row of its column shows and prints."""
    most = min(entry.longest, most_characters(entry.width))
    return DataValidation(
        type="textLength",
        operator="lessThanOrEqual",
        formula1=str(most),
        allow_blank=True,
        imeMode="hiragana",
        showInputMessage=True,
        promptTitle=HEADINGS[name][0],
        prompt=f"{entry.prompt}{most}字までです。",
        showErrorMessage=True,
        errorStyle="stop",
        errorTitle="長すぎます",
        error=f"{most}字までで書いてください。",
    )


def _shortened(text: str, form: StatusForm) -> str:
    """Add what each status means as far as a prompt has room."""
    meanings = {
        AchievementStatus.NOT_ACHIEVED: "理由も書きます。",
        AchievementStatus.PENDING: "数値は空欄にします。",
        AchievementStatus.NOT_DUE: "数値は空欄にします。",
    }
    for status, labels in form.labels.items():
        line = f"\n{'・'.join(labels)}：{meanings[status]}" if status in meanings else ""
        text = text + line if len(text + line) <= _LONGEST_PROMPT else text
    return text
