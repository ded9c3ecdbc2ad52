"""Received files to readings: spreadsheets and delimited text behind one function."""

from shinchoku.adapters.workbooks.isolation import read_all
from shinchoku.adapters.workbooks.reading import READER_VERSION, read_content

__all__ = ["READER_VERSION", "read_all", "read_content"]
