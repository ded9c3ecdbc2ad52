"""Received files to readings: spreadsheets and delimited text behind one function."""

from shinchoku.adapters.workbooks.isolation import read_all
from shinchoku.adapters.workbooks.reading import read_content, reader_of

__all__ = ["read_all", "read_content", "reader_of"]
