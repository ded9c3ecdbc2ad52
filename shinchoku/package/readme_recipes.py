"""The lines of the readme that open a table with its types: for each program its name, its language and the lines."""

RECIPES = (
    (
        "Python (pandas)",
        "python",
        """import json

import pandas as pd

with open("datapackage.json", encoding="utf-8") as file:
    tables = {one["name"]: one["schema"]["fields"] for one in json.load(file)["resources"]}
text = {field["name"]: "string" for field in tables["progress"] if field["type"] == "string"}
progress = pd.read_csv("progress.csv", dtype=text)
""",
    ),
    (
        "Python (polars)",
        "python",
        """import polars as pl

text = {"municipality_code": pl.String, "item_no": pl.String}
progress = pl.read_csv("progress.csv", schema_overrides=text)
""",
    ),
    (
        "Python (frictionless)",
        "python",
        """from frictionless import Package

progress = Package("datapackage.json").get_resource("progress").read_rows()
""",
    ),
    (
        "DuckDB",
        "sql",
        """SELECT *
FROM read_csv('progress.csv', types = {'municipality_code': 'VARCHAR', 'item_no': 'VARCHAR'});
""",
    ),
    (
        "R",
        "r",
        """text <- c(municipality_code = "character", item_no = "character")
progress <- read.csv("progress.csv", colClasses = text, na.strings = "")
""",
    ),
)
