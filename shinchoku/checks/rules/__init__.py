"""The validation rules, by family: the file, the layout, the cell, the register, consistency, time, privacy.

What a rule says stands in the data file of its family, how it judges in the module of the same name. A family without a
module is one whose problems readers meet and tell as a `ProblemKind`.
"""
