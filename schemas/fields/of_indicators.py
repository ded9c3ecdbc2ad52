"""The fields of a numeric target: what it measures, and the figures that are held against it."""

from schemas.field import Field, FormEntry, OnSheet, SheetKind, figure, prose, whole

INDICATORS: dict[str, Field] = {
    "indicator_name": prose(
        ("指標", "Indicator"),
        "数値目標で測るものの名前です。",
        "What the numeric target measures.",
        described_in={
            "items_wide": (
                "数値目標で測るものの名前です。数値目標がない項目では空です。",
                "What the numeric target measures. Empty for items without a numeric target.",
            )
        },
        sheet=OnSheet(
            SheetKind.NAME, ("指標", "指標名", "数値目標", "数値目標(指標)", "成果指標", "数値目標の名称")
        ),
    ),
    "unit": prose(
        ("単位", "Unit"),
        "この行の数値の単位です（%、円、件など）。",
        "The unit of the row's figures as the plan writes it: %, yen, cases and so on.",
        described_in={
            "items_wide": (
                "この行の数値の単位です（%、円、件など）。数値目標がない項目では空です。",
                "The unit of the row's figures as the plan writes it: %, yen, cases and so on. Empty for items without a numeric target.",
            )
        },
        sheet=OnSheet(SheetKind.NAME, ("単位",)),
    ),
    "target_direction": Field(
        ("向き", "Direction"),
        "数値が上がると良いか、下がると良いか、維持すると良いかを示すコードです。",
        "The code of whether the figure should rise, fall or stay.",
        code_list="target_direction",
    ),
    "target_direction_label": Field(
        ("向き", "Direction"),
        "indicatorsのtarget_directionの日本語の名称です。数値目標がない項目では空です。",
        "Japanese label of target_direction in indicators. Empty for items without a numeric target.",
    ),
    "accumulation": Field(
        ("累計・単年度・期末", "Accumulation"),
        "実績値と目標値が、どの期間または時点の値かを示すコードです。",
        "The code of what period or moment figure and target cover.",
        code_list="accumulation",
    ),
    "baseline_fiscal_year": whole(
        ("基準年度", "Baseline year"),
        "基準値の年度です（西暦）。登録されていなければ空です。",
        "Fiscal year of the baseline; empty where none is registered.",
        minimum=1868,
    ),
    "baseline_value": figure(
        ("基準値", "Baseline"),
        "計画の出発点となる値で、単位はunitのとおりです。登録されていなければ空です。",
        "The figure that the plan starts from, in the row's unit; empty where none is registered.",
        sheet=OnSheet(SheetKind.CONTEXT_FIGURE, ("基準値", "現状値", "策定時の値", "策定時", "当初値")),
        is_in_unit=True,
    ),
    "previous_value": figure(
        ("前年度実績値", "Figure of the year before"),
        sheet=OnSheet(
            SheetKind.CONTEXT_FIGURE,
            ("前年度実績値", "前年度実績", "昨年度実績", "前年実績", "前年度", "前年度の実績値"),
        ),
    ),
    "target_value": figure(
        ("目標値", "Target of the year"),
        "その年度の目標値で、単位はunitのとおりです。空は、その年度の目標値がないことを示します。",
        "The target of the fiscal year, in the row's unit; empty where the year has none.",
        sheet=OnSheet(
            SheetKind.FIGURE,
            (
                "目標値",
                "目標",
                "当年度目標値",
                "当年度目標",
                "年度目標値",
                "年度目標",
                "目標値(当年度)",
                "目標数値",
            ),
        ),
        is_in_unit=True,
    ),
    "tolerance": figure(
        ("許容差", "Tolerance"),
        "向きが「維持すると良い」（maintain）の場合に、目標値からどれだけ離れても届いたとみなすかを示す値で、単位はunitのとおりです。ほかの向きでは使いません。定めがなければ0です。",
        "For direction maintain: how far from the target the figure may lie and still count as reached, in the row's unit; not used for other directions, and 0 where none was set.",
        minimum=0,
        is_in_unit=True,
    ),
    "actual_value": figure(
        ("実績値", "Actual value"),
        "目標値と比べる値で、単位はunitのとおりです。累計の指標では累計値です。空の場合の理由は、actual_value_missingにあります。",
        "The figure compared with the target, in the row's unit: the running total if cumulative. Where it is empty, actual_value_missing says why.",
        described_in={
            "items_wide": (
                "目標値と比べる値で、単位はunitのとおりです。数値目標がない項目では空です。ほかの項目で空の場合の理由は、indicatorsのactual_value_missingにあります。",
                "The figure compared with the target, in the row's unit. Empty for items without a numeric target. Where another is empty, actual_value_missing in indicators says why.",
            )
        },
        sheet=OnSheet(
            SheetKind.FIGURE,
            (
                "実績値",
                "実績",
                "当年度実績値",
                "当年度実績",
                "年度実績値",
                "年度実績",
                "実績値(当年度)",
                "実績値(単年度)",
                "実績(単年度)",
                "実績数値",
                "単年度",
            ),
            entry=FormEntry(8),
        ),
        tables=("indicators", "items_wide"),
        is_correctable=True,
        is_value=True,
        is_in_unit=True,
    ),
    "cumulative_value": figure(
        ("累計", "Running total"),
        sheet=OnSheet(
            SheetKind.FIGURE,
            ("累計", "累計値", "累計実績", "累計実績値", "実績値(累計)", "実績(累計)", "累積"),
            entry=FormEntry(8),
        ),
    ),
    "actual_value_missing": Field(
        ("実績値がない理由", "Why there is no figure"),
        "実績値が空のときだけ入ります。空は0を意味しません。",
        "Only where the figure is empty; empty never means zero.",
        code_list="missing_reason",
        follows_reports=True,
    ),
    "value_in_year": figure(
        ("当年度分", "Of it, in the year"),
        "累計の指標で当年度に増えた分で、単位はunitのとおりです。ほかの指標や、報告がない場合は空です。",
        "For cumulative indicators, what the year added, in the row's unit; empty for others and where none is reported.",
        tables=("indicators",),
        is_correctable=True,
        is_value=True,
        is_in_unit=True,
    ),
}
