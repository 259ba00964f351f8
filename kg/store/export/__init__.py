"""Exports: everything in the store as files for other programs."""

from kg.store.export.formats import FORMATS, write_export

__all__ = ["FORMATS", "write_export"]
