"""The kinds of catalogues, a folder each: what the plan says of one, what it should hold, how it is spoken to.

A kind's folder holds `settings` (the keys of the plan file, with their mistakes and words) and `client`
(`open_catalogue`, and for the doctor `examine`); what it wants, if that is particular, stands in `wanted`, which
knows no disk and no network. Nobody else imports a kind: `shinchoku.adapters.catalogues.kinds` finds every folder.
"""
