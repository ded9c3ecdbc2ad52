"""A trace on a terminal: a tree from what is public down to the cell and every step."""

from rich.text import Text
from rich.tree import Tree

from shinchoku.bilingual import Bilingual, Language
from shinchoku.checks.personal_data import shown
from shinchoku.cli.harmless import harmless
from shinchoku.figures.tables import TextRow
from shinchoku.releases.published_labels import column_name, table_name, value_words
from shinchoku.releases.trace import Origin, PublishedValue, Standing, Trace

_TODAY = Bilingual("シートの値", "On the sheet")
_ACCEPTED = Bilingual("受理した値（未公表）", "Accepted, not released")


def tree_of(trace: Trace, language: Language) -> Tree:
    """Return the trace as a person follows it: what is public, then file, cell, steps and row."""
    ja = language is Language.JA
    year = trace.year.label if ja else str(trace.year)
    what = f"{table_name(trace.table, language)} {column_name(trace.table, trace.field, language)}"
    head = f"{year} No.{trace.item.no} {trace.item.name} — {what} [{trace.table}.{trace.field}]"
    tree = Tree(Text(harmless(head), style="bold"))
    tree.add(_says(language, "状態", "Standing", trace.standing.label_ja if ja else trace.standing.label_en))
    for hold in trace.holds if trace.standing is not Standing.RELEASED else ():
        tree.add(_says(language, "保留の理由", "Held", hold.in_language(language)))
    told: list[Origin] = []
    for publication in trace.publications:
        branch = tree.add(_publication(publication, trace, language))
        if publication.origin is not None and publication.origin not in told:
            told.append(publication.origin)
            _add_origin(branch, publication.origin, trace, language)
        elif publication.source is not None and publication.origin is None:
            branch.add(_source(publication, language))
        if publication.origin is None and publication.correction is not None:
            branch.add(_correction(publication.correction, trace, language))
    if trace.current is not None and trace.current not in told:
        released = bool(trace.publications) and trace.publications[-1].value == trace.current.value
        label = _TODAY if released else _ACCEPTED
        branch = tree.add(_says(language, label.ja, label.en, _value(trace.current.value, trace, language)))
        _add_origin(branch, trace.current, trace, language)
    for finding in trace.unread:
        where = f"{finding.place.path}: {finding.rule.code} {finding.message.in_language(language)}"
        tree.add(_says(language, "読めないファイル", "File that cannot be read", where))
    for origin in trace.rejected:
        branch = tree.add(_says(language, "受理していない行", "Row not accepted", origin.appearance.path))
        _add_origin(branch, origin, trace, language)
    return tree


def _publication(publication: PublishedValue, trace: Trace, language: Language) -> Text:
    """Return the line of one release."""
    where = f"{publication.version}/{trace.table}.csv, {trace.field}"
    withdrawn = (
        Bilingual("・取り下げ済み", ", withdrawn").in_language(language) if publication.withdrawn else ""
    )
    return _says(
        language,
        f"公表（{where}{withdrawn}）",
        f"Release ({where}{withdrawn})",
        _value(publication.value, trace, language),
    )


def _source(publication: PublishedValue, language: Language) -> Text:
    """Return what the release itself says of its source, where the file reads otherwise today."""
    source = publication.source or {}
    where = f"sha256 {source['sha256']}, {source['sheet_number']}!{source['cell']}"
    return _says(
        language,
        "公表時の出どころ（今の読み取り方では別の内容になります）",
        "Source when released (it reads otherwise today)",
        where,
    )


def _add_origin(branch: Tree, origin: Origin, trace: Trace, language: Language) -> None:
    """Add file, cell, steps, row and findings."""
    file = branch.add(_says(language, "受け取ったファイル", "Received file", origin.appearance.path))
    file.add(_says(language, "SHA-256", "SHA-256", origin.appearance.sha256))
    file.add(_says(language, "受領日", "Received on", origin.appearance.as_of.isoformat()))
    source = origin.row.source
    cell = f"{source.sheet_name}!{origin.cell.cell or '-'}"
    steps = branch.add(_says(language, "セル", "Cell", f"{cell} {_shown(origin.cell.raw, language)}"))
    for step in origin.steps:
        kind = step.kind.label_ja if language is Language.JA else step.kind.label_en
        where = f"（{step.where}）" if step.where else ""
        change = f"{_shown(step.before, language)} → {_shown(step.after, language)}"
        steps.add(_says(language, f"{kind}{where}", f"{kind}{where}", change))
    if origin.correction is not None:
        steps.add(_correction(origin.correction, trace, language))
    steps.add(_says(language, "値", "Value", _value(origin.value, trace, language)))
    row = origin.row
    accepted = branch.add(
        _says(
            language,
            "受理した行" if origin.is_accepted else "受理していない行",
            "Accepted row" if origin.is_accepted else "Row not accepted",
            f"{row.round.name}（{row.round.id}）、{row.department.full_name}"
            if language is Language.JA
            else f"{row.round.id}, {row.department.code} {row.department.full_name}",
        )
    )
    if origin.carried_from is not None:
        accepted.add(
            _says(language, "前回の内容を引き継ぎ", "Carried forward from", origin.carried_from.isoformat())
        )
    for finding in origin.findings:
        accepted.add(
            _says(
                language,
                f"指摘 {finding.rule.code}（{finding.place.cell or '-'}）",
                f"Finding {finding.rule.code} ({finding.place.cell or '-'})",
                finding.message.in_language(language),
            )
        )
    if not origin.findings:
        accepted.add(_says(language, "指摘", "Findings", Bilingual("なし", "none").in_language(language)))


def _correction(correction: TextRow, trace: Trace, language: Language) -> Text:
    """Return the line of a correction: what the sheet says, what replaced it, when, by which role, and why."""
    old, new = (_value(correction[name], trace, language) for name in ("old_value", "new_value"))
    if correction["field"] != trace.field:  # the reason of a revision tells of another column
        old, new = (_shown(correction[name], language) for name in ("old_value", "new_value"))
    day, role = correction["recorded_on"], correction["recorded_by_role"]
    reason, evidence = (_shown(correction[name], language) for name in ("reason", "evidence"))
    return _says(
        language,
        f"訂正{correction['correction_no']}（{day}、{role}）",
        f"Correction {correction['correction_no']} ({day}, {role})",
        Bilingual(
            f"シートの値 {old} → {new}、理由 {reason}、根拠 {evidence}",
            f"the sheet's {old} → {new}, because {reason}, evidence {evidence}",
        ).in_language(language),
    )


def _says(language: Language, ja: str, en: str, what: object) -> Text:
    """Return a line: what it is, and what it says."""
    label = Bilingual(ja, en).in_language(language)
    line = Text(f"{harmless(label)}: ", style="dim")
    line.append(harmless(what), style="not dim")
    return line


def _value(text: str, trace: Trace, language: Language) -> str:
    """Return a published value; a code by its label, with the code behind it."""
    label = value_words(trace.table, trace.field, text, language)
    return _shown(text, language) if label == text else f"{_shown(label, language)} [{text}]"


def _shown(text: str, language: Language) -> str:
    """Return a text as it may be shown, in quotation marks; an empty one is said to be empty."""
    if not text:
        return Bilingual("（空）", "(empty)").in_language(language)
    return f"「{shown(text)}」"
