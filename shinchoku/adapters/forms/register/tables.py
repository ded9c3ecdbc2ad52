"""The sheets of the register's workbook: which fields of which section stand on each, in order.

`tests/contract/test_register_workbook.py` holds that every field of every entry stands on a sheet.
"""

from dataclasses import dataclass

from shinchoku.adapters.forms.register.entry_fields import FIELDS, KIND_OF_POLICY
from shinchoku.adapters.forms.register.fields import FlatEntry, RegisterField, Value, ValueKind
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan

POLICIES = {"基本方針": "basic_policies", "施策": "policy_measures"}
"""What the first column of that sheet says, and the section that a row then belongs to."""


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """One sheet: its name, the section of its rows, its fields, and which of them name a row."""

    sheet: str
    sections: tuple[str, ...]
    fields: tuple[RegisterField, ...]
    identity: tuple[str, ...]
    about: str
    spare_rows: int = 10
    """Empty rows below, ready to be filled in."""

    def section_of(self, entry: FlatEntry) -> str | None:
        """Return the section that a row belongs to; nothing if its first column does not say."""
        if len(self.sections) == 1:
            return self.sections[0]
        return POLICIES.get(str(entry.get(KIND_OF_POLICY)))

    def fields_of(self, section: str) -> tuple[RegisterField, ...]:
        """Return the fields that the entries of a section have."""
        return tuple(
            one
            for one in self.fields
            if one.key != KIND_OF_POLICY and one.key not in _ONLY_OF_THE_OTHER.get(section, ())
        )

    def identity_of(self, entry: FlatEntry) -> tuple[str, ...]:
        """Return what an entry is known by; rows of the same identity are the same entry."""
        return tuple(_spelled(entry.get(key)) for key in self.identity)


_ONLY_OF_THE_OTHER = {"basic_policies": ("basic_policy",), "policy_measures": ("subtitle",)}


def tables_of(plan: Plan) -> tuple[RegisterTable, ...]:
    """Return the sheets of a plan; its items have a target for each of its fiscal years."""
    return (
        RegisterTable(
            "基本方針・施策",
            ("basic_policies", "policy_measures"),
            FIELDS["policies"],
            ("key",),
            _ABOUT_POLICIES,
        ),
        RegisterTable(
            "取組項目",
            ("items",),
            (*FIELDS["items"], *_indicator(plan)),
            ("no",),
            _ABOUT_ITEMS,
            spare_rows=30,
        ),
        RegisterTable("所属", ("departments",), FIELDS["departments"], ("code",), _ABOUT_DEPARTMENTS),
        RegisterTable("照会", ("rounds",), FIELDS["rounds"], ("id",), _ABOUT_ROUNDS),
        RegisterTable(
            "公表値",
            ("official_figures",),
            FIELDS["official_figures"],
            ("fiscal_year", "level", "key"),
            _ABOUT_OFFICIAL,
        ),
        RegisterTable(
            "主な取組",
            ("highlights",),
            FIELDS["highlights"],
            ("report_year", "kind", "item"),
            _ABOUT_HIGHLIGHTS,
        ),
    )


def _indicator(plan: Plan) -> tuple[RegisterField, ...]:
    """Return the fields of an item's numeric target, with one column for each fiscal year of the plan."""
    years = {year for item in plan.items if item.indicator for year in item.indicator.targets}
    targets = tuple(
        RegisterField(
            f"indicator.targets.{year.year}",
            f"目標値\n{year.era_label}",
            ValueKind.FIGURE,
            11,
            "数字だけを書きます。単位は「単位」の欄に書きます。",
        )
        for year in sorted(years.union(plan.fiscal_years))
    )
    return (*FIELDS["indicator"], *targets, *FIELDS["behind_targets"])


def _spelled(value: Value) -> str:
    """Return a part of an identity as people write it in messages."""
    return "" if value is None else str(value.year if isinstance(value, FiscalYear) else value)


_ABOUT_POLICIES = "基本方針と、その下の施策です。「区分」でどちらかを選びます。"
_ABOUT_ITEMS = (
    "1行に1つの取組項目を書きます。番号は変えず、公表した年度のある項目は行を消さずに終了年度を書きます。"
)
_ABOUT_DEPARTMENTS = (
    "コードは変えず、再利用もしません。再編したときは廃止年度と承継先を書き、新しい所属を加えます。"
)
_ABOUT_ROUNDS = "いつ、どの年度について、どのフォルダーで報告を求めるかです。"
_ABOUT_OFFICIAL = "市が公表した達成状況です。年度の最初の公表は、この数値と照合します。"
_ABOUT_HIGHLIGHTS = "報告書の「主な取組」に載せる項目です。"
